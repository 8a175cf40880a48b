import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const folder = mkdtempSync(path.join(os.tmpdir(), 'guard-browser-'));
const log = path.join(folder, 'log');
const server = createServer((_, response) => response.end('<p>here</p>'));
let browser: Browser;
let address = '';

beforeAll(async () => {
  vi.stubEnv('LOOPBACK_GUARD_LOG', log);
  const { launchBrowser } = await import('./browser');
  browser = await launchBrowser();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await browser.close();
  server.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the browser of the tests', () => {
  it('opens a page of this machine and notes nothing', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    expect(await page.textContent('p')).toBe('here');
    expect(() => readFileSync(log)).toThrow();
    await page.close();
  });

  for (const elsewhere of ['http://example.com/', 'http://192.0.2.1/']) {
    it(`cannot reach ${elsewhere} and notes the attempt`, async () => {
      const page = await browser.newPage();
      await page.goto(address);
      const answer = await page.evaluate(
        (url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'reached',
            () => 'refused'
          ),
        elsewhere
      );
      expect(answer).toBe('refused');
      expect(readFileSync(log, 'utf8')).toContain(elsewhere);
      await page.close();
    });
  }
});
