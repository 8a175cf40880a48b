import type { Page } from 'playwright-core';

/** What somebody types who wants the page to run it. */
export const EVIL = {
  name: '<img src=//x.test>',
  tag: '<svg onload>',
  text: '<img src=//x.test onerror=alert(1)><script>alert(2)</script>',
  unit: '"><iframe src=//x.test>',
} as const;

/** What such words did in a page: dialogs, requests, elements. */
export function watchForScripts(page: Page): {
  done(): Promise<string[]>;
} {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes('x.test')) seen.push(request.url());
  });
  return {
    async done() {
      const made = page.locator('img[src*="x.test"], iframe, svg[onload]');
      return [...seen, ...(await made.evaluateAll((all) => all.map(String)))];
    },
  };
}
