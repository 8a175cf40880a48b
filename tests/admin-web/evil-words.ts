import type { Page } from 'playwright-core';

/** What somebody types who wants the page to run it. */
export const EVIL = {
  name: '<img src=//x.test>',
  tag: '<svg onload>',
  text: '<img src=//x.test onerror=alert(1)><script>alert(2)</script>',
  unit: '"><iframe src=//x.test>',
  /** No file is called with a slash. */
  file: '"><img src=x onerror=alert(3)>.pdf',
  link: 'javascript:alert(4) https://x.test/"onmouseover="alert(5)',
  answer: '<svg onload=alert(6)>',
  comment: '<iframe srcdoc="<script>alert(7)</script>">',
  reason: '\'"><script src=//x.test/8.js></script>',
  scene: '"><img src=//x.test/9>',
} as const;

/** Elements that the page itself never makes. */
const MADE =
  'img[src*="x.test"], img[src="x"], iframe, svg[onload], [onerror], [onmouseover], body script, a[href^="javascript:" i]';

/** Keeps an eye on all that is put into the page, however shortly. */
function keepLooking(made: string): void {
  const seen: string[] = [];
  const look = (node: Node) => {
    if (!(node instanceof Element)) return;
    const all = [node, ...node.querySelectorAll('*')];
    seen.push(...all.filter((e) => e.matches(made)).map((e) => e.outerHTML));
  };
  new MutationObserver((changes) =>
    changes.forEach(({ addedNodes }) => addedNodes.forEach(look))
  ).observe(document, { childList: true, subtree: true });
  Object.assign(window, { madeOfWords: seen });
}

/** What such words did in a page: dialogs, requests, elements. */
export async function watchForScripts(page: Page): Promise<{
  done(): Promise<string[]>;
}> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes('x.test')) seen.push(request.url());
  });
  await page.addInitScript(keepLooking, MADE);
  await page.reload();
  return {
    async done() {
      const made = await page.evaluate(
        () => (window as unknown as { madeOfWords: string[] }).madeOfWords
      );
      return [...seen, ...made];
    },
  };
}
