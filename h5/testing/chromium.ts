import fs from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing but loopback is reachable for the browser, not even by name. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** Starts an installed Chromium or Chrome without a window. */
export function launchChromium(): Promise<Browser> {
  const executablePath = CANDIDATES.find((file) => file && fs.existsSync(file));
  if (!executablePath) {
    throw new Error('No Chromium or Chrome was found; set CHROME_PATH to one.');
  }
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

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
