import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from 'playwright-core';
import { findBrowser } from '../../scripts/lib/find-browser.mjs';
import { GUARD_LOG } from './loopback';

/** No name resolves but this machine's, no proxy, nobody is phoned home. */
const LOOPBACK_ONLY = [
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  // A microphone that beeps, and nobody has to allow it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * The installed browser, headless, able to reach 127.0.0.1 only. A page that
 * asks for anything else gets a network error and fails the test run.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error('no Chrome, Chromium or Edge found; set CHROME_PATH');
  }
  const browser = await chromium.launch({
    executablePath,
    args: [...LOOPBACK_ONLY, ...(process.getuid?.() === 0 ? ROOT : [])],
    timeout: 60_000,
  });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options?: BrowserContextOptions) =>
    watchRequests(await open(options));
  return browser;
}

/** Chromium's sandbox does not work for root, as in most containers. */
const ROOT = ['--no-sandbox', '--disable-dev-shm-usage'];

function watchRequests(context: BrowserContext): BrowserContext {
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!/^(https?|wss?):$/.test(url.protocol)) return;
    if (url.hostname === '127.0.0.1') return;
    mkdirSync(path.dirname(GUARD_LOG), { recursive: true });
    appendFileSync(GUARD_LOG, `browser: ${url.href}\n`);
  });
  return context;
}
