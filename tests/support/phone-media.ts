import type { PhonePage } from './phone-page';

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const PDF: ChosenFile = {
  name: '报告.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n'),
};

/** 2,400 by 1,600 pixels with a black square, drawn in the page. */
export async function drawPicture(phone: PhonePage): Promise<ChosenFile> {
  const bytes = await phone.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2_400, 1_600);
    canvas.getContext('2d')?.fillRect(200, 200, 900, 900);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const buffer = Buffer.from(bytes);
  return { name: 'a.jpg', mimeType: 'image/jpeg', buffer };
}

/** @param choice `plus-album` or `plus-file` */
export async function chooses(
  phone: PhonePage,
  choice: string,
  file: ChosenFile
): Promise<void> {
  await phone.part('composer-plus').click();
  const asked = phone.page.waitForEvent('filechooser');
  await phone.part(choice).click();
  await (await asked).setFiles([file]);
}

/** A second into the microphone that beeps. */
export async function speaks(phone: PhonePage): Promise<void> {
  await phone.part('composer-mic').click();
  await phone.page.locator('[data-accept]').click();
  const time = phone.part('recorder-time').filter({ hasText: '0:01' });
  await time.waitFor();
  await phone.part('recorder-send').click();
  await phone.part('voice-play').waitFor();
}
