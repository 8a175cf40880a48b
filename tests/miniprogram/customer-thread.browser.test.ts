import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { part } from '../support/part';
import { serveDemo, type DemoSite } from './support/demo-site';
import { traceTasks } from './support/trace-tasks';

const SLOWER = 4;
const LONG_MS = 50;
/** Bubbles drawn at a time, of 500. */
const DRAWN = 80;

let browser: Browser;
let site: DemoSite;
let page: Page;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveDemo()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
afterEach(() => page.context().close());

/** Numbers of the messages that are drawn, in the order of the screen. */
const drawn = () =>
  page
    .locator(part('bubble'))
    .evaluateAll((bubbles) =>
      bubbles.map((one) => Number.parseInt(one.textContent ?? '', 10))
    );

/** Turns the wheel until the message is drawn; what was drawn on the way. */
async function scrollTo(n: number, by: number) {
  const seen = new Set<number>();
  let most = 0;
  for (let turn = 0; turn < 1_000; turn++) {
    await page.mouse.wheel(0, by);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const now = await drawn();
    now.forEach((one) => seen.add(one));
    most = Math.max(most, now.length);
    expect(now).toEqual([...now].sort((a, b) => a - b));
    if (seen.has(n)) return { seen, most };
  }
  throw new Error(`never came to ${n}`);
}

describe('a thread of 500 messages', () => {
  it('[F002a] [F007a] goes over all conversations, drawn in part, in short pieces of work', async () => {
    page = await site.open(browser, {
      scene: 'years',
      route: 'pages/chat/index',
    });
    await expect.poll(async () => (await drawn()).pop()).toBe(500);
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.locator(part('thread')).hover();
    const tasks = await traceTasks(browser, page, async () => {
      const up = await scrollTo(1, -600);
      expect(up.seen.size).toBe(500);
      expect(up.most).toBeLessThan(DRAWN);
      const down = await scrollTo(500, 600);
      expect(down.most).toBeLessThan(DRAWN);
    });
    const long = tasks.filter((ms) => ms > LONG_MS);
    console.log(`tasks ${tasks.length}, over ${LONG_MS} ms of CPU:`, long);
    expect(long.length / tasks.length).toBeLessThan(0.002);
  }, 300_000);
});
