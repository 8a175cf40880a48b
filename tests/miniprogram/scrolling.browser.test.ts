import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { part } from '../support/part';
import { serveDemo, type DemoSite } from './support/demo-site';
import { traceTasks } from './support/trace-tasks';

const SLOWER = 4;
const LONG_MS = 50;
/** Shorter tasks are no work worth counting. */
const WORK_MS = 5;
/** A machine with other work makes this share of them longer than they are. */
const BUSY = 0.01;
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

/** Traces `work` on a page four times slower than this machine. */
async function expectShortTasks(work: () => Promise<void>): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const tasks = await traceTasks(browser, page, work);
  const working = tasks.filter((ms) => ms >= WORK_MS);
  const nearly = working[Math.floor(working.length * BUSY)];
  console.log(
    `${tasks.length} tasks, ${working.length} of ${WORK_MS} ms or more of CPU;`,
    `longest ${tasks[0]} ms, all but ${BUSY * 100} % within ${nearly} ms`
  );
  expect(working.length).toBeGreaterThan(50);
  expect(nearly).toBeLessThan(LONG_MS);
}

async function turnWheel(by: number): Promise<void> {
  await page.mouse.wheel(0, by);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

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
    await turnWheel(by);
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
    await page.locator(part('thread')).hover();
    await expectShortTasks(async () => {
      const up = await scrollTo(1, -600);
      expect(up.seen.size).toBe(500);
      expect(up.most).toBeLessThan(DRAWN);
      const down = await scrollTo(500, 600);
      expect(down.most).toBeLessThan(DRAWN);
    });
  }, 300_000);
});

describe('the list of an agent with two hundred conversations', () => {
  it('[US004] scrolls down and up again in short pieces of work', async () => {
    const route = 'packages/agent/pages/list/index';
    page = await site.open(browser, { scene: 'crowd', route });
    const first = page.locator(part('conversation-row')).first();
    const isTop = async () => (await first.innerText()).includes('第 2 位');
    await expect.poll(isTop).toBe(true);
    await first.hover();
    await expectShortTasks(async () => {
      for (let i = 0; i < 40; i++) await turnWheel(200);
      await expect.poll(isTop).toBe(false);
      for (let i = 0; i < 40; i++) await turnWheel(-200);
      await expect.poll(isTop).toBe(true);
    });
  }, 120_000);
});
