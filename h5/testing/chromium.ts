import type { Browser, BrowserContext, Page } from 'playwright-core';

export { launchBrowser as launchChromium } from '../../tests/support/browser';

export interface PhoneOptions {
  colorScheme?: 'light' | 'dark';
  touch?: boolean;
}

/** A browser of the size of a phone, 375×812. */
export function openPhone(
  browser: Browser,
  { colorScheme = 'light', touch = false }: PhoneOptions = {}
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    hasTouch: touch,
    colorScheme,
  });
}

/** What went wrong inside the phone so far. */
export function errorsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { __phone } = window as unknown as {
      __phone: { errors: string[] };
    };
    return [...__phone.errors];
  });
}
