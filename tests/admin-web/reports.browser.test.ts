import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const MINUTE = 60_000;

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let page: AdminPage;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
  chen = await world.hire('A1024');
  await world.hire('A1025', { signIn: false });
  await serve('phone-of-li', 5);
  await serve('phone-of-wu', 2);
  await world.customerPhone('phone-of-he').says('还没有人理我');
});
afterEach(async () => {
  expect(page.complaints).toEqual([]);
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

/** Answered after two minutes, closed and rated. */
async function serve(openid: string, score: number): Promise<void> {
  const customer = world.customerPhone(openid);
  const { conversation } = await customer.says('请帮我看看');
  const conversationId = conversation._id;
  await world.door.advance(2 * MINUTE);
  await chen.phone.writes(conversation, '好的');
  await chen.phone.ask('conversation.afterSend', { conversationId });
  const reason = 'resolved';
  await chen.phone.ask('conversation.close', { conversationId, reason });
  const resolved = score > 3;
  await customer.ask('conversation.rate', { conversationId, score, resolved });
}

const figure = (word: string) =>
  page.page.locator('.report-figure', { hasText: word });

async function openAs(who: { staffCode: string; password: string }) {
  page = await AdminPage.open(browser, `${site.url}#/reports`);
  await page.signIn(who.staffCode, who.password);
}

test('[F010a] [F010b] [F010c] an administrator reads the numbers, and the conversations behind one', async () => {
  await openAs(ADMIN);
  await figure('接待客户').getByText('3', { exact: true }).waitFor();
  await figure('首次响应')
    .getByText(/^2:0\d$/)
    .waitFor();
  await figure('满意度').getByText('3.50', { exact: true }).waitFor();
  await figure('满意度').getByText('样本少（2 份）').waitFor();
  await page.page.locator('.chart-box canvas').first().waitFor();

  // The chart says the same as a table, for who cannot see it.
  await page.button('表格').click();
  const today = page.page.locator('.by-day tbody tr').last();
  expect(await today.locator('td').allInnerTexts()).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    '3',
    '2',
  ]);

  await page.page.getByRole('link', { name: '2 分' }).click();
  await page.page.locator('.records-page, .sheet').first().waitFor();
  await expect
    .poll(() => page.page.locator('[data-conversation], .record-line').count())
    .toBe(1);
});

test('[A-N07] an agent has neither the menu nor the page', async () => {
  await openAs(chen);
  await page.text('您没有查看报表的权限').waitFor();
  expect(page.asked).not.toContain('report.range');
});
