import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of a PDF, page after page, as another library than its maker reads it. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const data = new Uint8Array(bytes);
  const task = getDocument({ data, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : ''));
    pages.push(text.join(''));
  }
  await task.destroy();
  return pages.join('');
}
