import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/browser';
import { answerLeavingPush } from '../support/push-left';
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
  const { phone } = chen;
  const pushId = await answerLeavingPush(world, phone, conversation, '好的');
  await phone.ask('work.run', { pushId });
  const reason = 'resolved';
  await chen.phone.ask('conversation.close', { conversationId, reason });
  const resolved = score > 3;
  const rating = { conversationId, score, resolved };
  const words =
    score < 3 ? { comment: '等了很久', reason: 'slow' as const } : {};
  await customer.ask('conversation.rate', { ...rating, ...words });
}

const figure = (word: string) =>
  page.page.locator('.report-figure', { hasText: word });

async function openAs(who: { staffCode: string; password: string }) {
  page = await AdminPage.open(browser, `${site.url}#/reports`);
  await page.signIn(who.staffCode, who.password);
}

test('[F010a] [F010b] [F010c] an administrator reads the numbers, the conversations behind one and what customers wrote', async () => {
  await openAs(ADMIN);
  await figure('接待客户').getByText('3', { exact: true }).waitFor();
  await figure('首次响应')
    .getByText(/^2:0\d$/)
    .waitFor();
  await figure('满意度').getByText('3.50', { exact: true }).waitFor();
  await figure('满意度').getByText('样本少（2 份）').waitFor();
  await page.page.locator('.chart-box canvas').first().waitFor();

  // The chart says the same as a table, for who cannot see it.
  await page.page.locator('.daily').getByText('表格').click();
  const today = page.page.locator('.by-day tbody tr').last();
  expect(await today.locator('td').allInnerTexts()).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    '3',
    '2',
  ]);

  // What a number means, by hover and by the keyboard.
  await figure('首次响应').getByRole('button').hover();
  await page.text('自动回复不算。').waitFor();
  await figure('平均响应').getByRole('button').focus();
  await page.text('最早一条消息之间的平均用时。').waitFor();
  await page.page.locator('.heat').getByText('表格').click();
  const cells = page.page.locator('.heat td');
  const counts = (await cells.allInnerTexts()).map(Number);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(3);
  const busy = cells.getByRole('link').first();
  const begun = Number(await busy.innerText());
  await busy.click();
  await lines(begun);
  await page.page.goBack();

  await figure('接待客户').getByRole('link').click();
  await lines(3);
  await page.page.locator('[data-chip=by]').click();
  await expect.poll(() => page.page.url()).not.toContain('by=');
  await page.page.goBack();
  await page.page.getByRole('link', { name: '2 分 50%' }).click();
  await lines(1);
  await page.page.goBack();

  const comments = page.page.locator('.report-comments');
  await comments.getByText('等得有点久：等了很久').click();
  const thread = page.page.locator('.record-thread');
  await thread.getByText('评 2 分 · 等得有点久：等了很久').waitFor();
  await thread.getByText('请帮我看看').waitFor();
});

const lines = (count: number) =>
  expect
    .poll(() => page.page.locator('.record-line').count(), {
      timeout: 10_000,
    })
    .toBe(count);

const cell = (line: string, key: string) =>
  page.page.locator(`[data-line="${line}"] [data-key=${key}]`);
const tab = (name: string) =>
  page.page
    .locator('.page-tabs')
    .getByRole('link', { name, exact: true })
    .click();

test('[A-P20] [A-P03] the numbers are taken apart by agent, team and code, and reminders open down to single ones', async () => {
  await openAs(ADMIN);
  await tab('客服');
  await cell(chen.staffId, 'closed').getByText('2', { exact: true }).waitFor();
  await cell(chen.staffId, 'score').getByText('样本少（2 份）').waitFor();
  const sorts = page.page.getByRole('button', { name: '首响', exact: true });
  await sorts.click();
  await page.page.locator('th[aria-sort=ascending]').waitFor();
  await cell(chen.staffId, 'converted').getByRole('link').click();
  await page.text('没有符合条件的记录').waitFor();
  await page.page.goBack();
  await tab('小组');
  await page.page.locator('.report-table').waitFor();
  await tab('渠道与码');
  await cell('direct', 'begun').getByText('3', { exact: true }).waitFor();

  await tab('提醒');
  await page.text('微信只告诉我们它受理了没有').waitFor();
  await cell(chen.staffId, 'noCredit').getByRole('link').click();
  const single = page.page.locator('.push-line');
  await single.first().getByText('没有提醒次数').waitFor();
  expect(await single.count()).toBe(2);

  // A time in which nobody came names one in which somebody did.
  await counted();
  await page.page.goto(`${site.url}#/reports?from=2026-01-01&to=2026-01-07`);
  await page.text('最近有会话的一天是').waitFor();
  await page.button('看那段时间').click();
  await figure('接待客户').getByText('3', { exact: true }).waitFor();
});

/** The next day the clock has counted this one. */
async function counted(): Promise<void> {
  await world.door.advance(25 * 60 * MINUTE);
  const hourly = { function: 'clock', trigger: 'hourly' };
  await vi.waitFor(
    async () => {
      await world.door.post('triggers/fire', hourly);
      expect(await world.all('rollups')).not.toEqual([]);
    },
    { timeout: 20_000, interval: 300 }
  );
}

test('[A-K11] [A-P05] cost and health are an administrator’s, with what is assumed', async () => {
  await openAs(ADMIN);
  await tab('费用与健康');
  const told = page.page.locator('.health-page');
  await told.getByText('没有设置告警地址').waitFor();
  await told.getByText('一切正常').first().waitFor();
  await told.getByText('每条消息 8 次操作（测试守住的上限）').waitFor();
  await told.locator('[data-key=calls]').getByText('套餐含').waitFor();
  await page.close();

  const role = 'supervisor' as const;
  const lead = await world.hire('S2001', { role, signIn: false });
  await openAs(lead);
  await page.page.getByRole('link', { name: '渠道与码' }).waitFor();
  const link = page.page.getByRole('link', { name: '费用与健康' });
  expect(await link.count()).toBe(0);
  await page.page.goto(`${site.url}#/reports/health`);
  await page.text('您没有查看费用与健康的权限').waitFor();
  expect(page.asked).not.toContain('health.read');
});

test('[A-N07] an agent has neither the menu nor the page', async () => {
  await openAs(chen);
  await page.text('您没有查看报表的权限').waitFor();
  expect(page.asked).not.toContain('report.range');
});
