import type { Browser } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from 'vitest';
import { DEFAULT_SETTINGS } from '../../domain/settings/schema';
import { launchBrowser } from '../support/browser';
import type { WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const SOON = { timeout: 10_000 };

let browser: Browser;
let site: AdminSite;
let world: World;
let boss: WebPerson;
let page: AdminPage;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
});
beforeEach(async () => {
  await world.reset();
  boss = await world.setUp();
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

async function openAs(who: { staffCode: string; password: string }, at = '') {
  page = await AdminPage.open(browser, `${site.url}#/settings${at}`);
  await page.signIn(who.staffCode, who.password);
}
const nav = (name: string) =>
  page.page
    .getByRole('navigation', { name: '设置' })
    .getByRole('link', { name });
const line = (path: string) => page.page.locator(`[data-path="${path}"]`);
const dialog = () => page.page.getByRole('dialog');
const stored = async () => (await boss.ask('settings.get', {})).settings;
const revNow = async () => (await boss.ask('settings.get', {})).rev;

test('[F014c] [F014d] [B-98] changes are counted, checked, saved, undone, told in words and taken up again', async () => {
  await openAs(ADMIN, '/conversation');
  const silence = page.page.getByLabel('自动结束');
  await silence.fill('48');
  await page.text('1 处修改还没保存').waitFor();
  await nav('限制').click();
  const size = page.page.getByLabel('文件大小');
  await size.fill('99');
  await page.text('2 处修改还没保存').waitFor();

  // Refused before anything is stored, and on whatever page it stands.
  await nav('会话').click();
  await page.button('保存').click();
  await line('limits.uploadMegabytes')
    .getByText('请填 0.1 到 50 之间的数')
    .waitFor();
  expect(await revNow()).toBe(0);
  await size.fill('20');

  // Leaving asks, and so does signing out; staying loses nothing.
  const board = page.page.getByRole('link', { name: '看板' });
  for (const leave of [
    () => board.click(),
    () => page.choosePresence('退出登录'),
  ]) {
    await leave();
    await dialog().getByText('24 小时').waitFor();
    await page.button('留下').click();
    await page.button('留下').waitFor({ state: 'hidden' });
  }
  await page.text('2 处修改还没保存').waitFor();

  // Somebody else saves in between: theirs is told, one's own is kept.
  await boss.ask('settings.update', {
    changes: [
      {
        section: 'limits',
        values: { uploadMegabytes: 5, messagesPerHour: 99 },
      },
    ],
    rev: 0,
  });
  await page.button('保存').click();
  const told = page.page.locator('.overtaken');
  await told.getByText('管理员 刚刚改过设置').waitFor();
  await told.getByText('和您的修改冲突').waitFor();
  expect(await size.inputValue()).toBe('20');
  expect(await page.page.getByLabel('发消息').inputValue()).toBe('99');
  await page.button('保存').click();
  await page.text('已保存').first().waitFor();
  expect(await stored()).toMatchObject({
    conversation: { silenceHours: 48 },
    limits: { uploadMegabytes: 20, messagesPerHour: 99 },
  });

  await page.button('撤销').click();
  await page.text('已撤销').waitFor();
  expect((await stored()).limits.uploadMegabytes).toBe(5);
  expect((await stored()).conversation.silenceHours).toBe(24);

  await page.button('修改历史').click();
  const step = (rev: number) =>
    page.page.locator('.history-step', { hasText: `第 ${rev} 版` });
  await step(3).getByText('恢复到第 1 版').waitFor();
  await step(2).getByText('自动结束').waitFor();
  await step(2).getByText('48 小时').waitFor();
  await step(2).getByRole('button', { name: '恢复到这一版' }).click();
  const asked = page.page.getByRole('dialog', { name: '恢复到第 2 版？' });
  await asked.getByText('文件大小').waitFor();
  await asked.getByRole('button', { name: '恢复到这一版' }).click();
  await page.text('已恢复到第 2 版').waitFor();
  expect((await stored()).limits.uploadMegabytes).toBe(20);
  const drawer = page.page.locator('.history-drawer');
  await drawer.getByRole('button', { name: '关闭' }).click();
  await step(4).waitFor({ state: 'hidden' });
  await expect.poll(() => size.inputValue(), SOON).toBe('20');
});

test('[A-BR04] [A-P20] hours change by keys and by hand, holidays in the calendar, and any moment can be tried', async () => {
  const day = [{ from: '09:00', to: '18:00' }];
  await boss.ask('settings.update', {
    changes: [
      {
        section: 'hours',
        values: { weekly: [[], day, day, day, day, day, []] },
      },
    ],
    rev: 0,
  });
  await openAs(ADMIN);
  const edge = (name: string) => page.page.getByRole('slider', { name });
  await edge('周三第 1 段结束时间').focus();
  await page.page.keyboard.press('ArrowRight');
  await page.page.keyboard.press('ArrowRight');
  await line('hours.weekly').getByText('9:00–19:00').waitFor();

  const friday = page.page.locator('[data-weekday="5"] .interval');
  await friday.dblclick();
  await expect.poll(() => friday.count(), SOON).toBe(2);
  const start = await edge('周四第 1 段开始时间').boundingBox();
  if (!start) throw new Error('no edge');
  const [x, y] = [start.x + start.width / 2, start.y + start.height / 2];
  await page.page.mouse.move(x, y);
  await page.page.mouse.down();
  await page.page.mouse.move(x - 60, y, { steps: 4 });
  await page.page.mouse.up();
  await page.button('周三的更多操作').click();
  await page.page.getByText('复制到…').click();
  await dialog().getByLabel('周日').check();
  await dialog().getByRole('button', { name: '复制', exact: true }).click();
  await page.text('4 处修改还没保存').waitFor();

  const today = page.page.locator('.month-calendar [aria-current=date]');
  const date = (await today.getAttribute('data-date')) ?? '';
  await today.click();
  await page.page.getByRole('radio', { name: '休', exact: true }).check();
  await page.page.getByLabel('例外日的名字').fill('停电');
  const answer = page.page.locator('.try-it .answer');
  await answer.getByText('是例外日：停电').waitFor();
  await answer.getByText('这一天休息').waitFor();
  await answer.locator('.result', { hasText: '不在服务时间' }).waitFor();
  await answer.getByText('新客户会等待').waitFor();
  await answer.getByText('没有设值班人').waitFor();
  await answer.locator('.said', { hasText: '您可以先留言' }).waitFor();
  await page.text('5 处修改还没保存').waitFor();
  await page.button('保存').click();
  await page.text('已保存 5 处修改').waitFor();

  const { hours } = await stored();
  const longer = [{ from: '09:00', to: '19:00' }];
  expect([hours.weekly[0], hours.weekly[3]]).toEqual([longer, longer]);
  const begins = hours.weekly[4]?.[0]?.from ?? '';
  expect(begins < '09:00').toBe(true);
  expect(begins).toMatch(/:[03]0$/);
  expect(hours.weekly[5]).toEqual([
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ]);
  expect(hours.exceptions).toEqual([{ date, name: '停电', intervals: [] }]);
});

test('[F013a] [F013b] [F013c] what is said by itself, to all and by WeChat is written with its preview', async () => {
  await openAs(ADMIN, '/replies');
  const welcome = line('autoReplies.welcome');
  await welcome.getByRole('textbox').fill('您好，我是');
  await welcome.getByRole('button', { name: '插入 {客服}' }).click();
  await welcome.locator('.said', { hasText: '您好，我是小林' }).waitFor();
  await page.button('加一个问题').click();
  await page.button('保存').click();
  await page.text('问题不能空着').waitFor();
  await page.page.getByLabel('第 1 个问题').fill('怎么预约');
  await page.page.getByLabel('第 1 个答案').fill('点首页的预约');
  await page.button('加一个快捷词').click();
  await page.page.getByLabel('第 1 个快捷词').fill('转人工');
  await nav('安全').click();
  await page.button('粘贴导入').click();
  await dialog().getByRole('textbox').fill('甲词，乙词、甲词');
  await dialog().getByRole('button', { name: '加入 2 个' }).click();
  await page.text('2 个词').waitFor();
  await page.text('4 处修改还没保存').waitFor();
  await page.button('保存').click();
  await page.text('已保存 4 处修改').waitFor();
  expect(await stored()).toMatchObject({
    autoReplies: {
      welcome: { on: true, text: '您好，我是{客服}' },
      questions: [{ question: '怎么预约', answer: '点首页的预约' }],
      shortcuts: ['转人工'],
    },
    safety: { words: ['甲词', '乙词'] },
  });

  await nav('常用语').click();
  await page.text('还没有共用的常用语').waitFor();
  await page.button('添加常用语').first().click();
  await dialog().getByRole('button', { name: '保存' }).click();
  await page.text('请填写标题').waitFor();
  await dialog().getByLabel('标题').fill('预约须知');
  await dialog().getByLabel('内容').fill('您好，{客户}，请空腹。');
  await dialog().getByText('您好，王女士，请空腹。').waitFor();
  await dialog().getByRole('button', { name: '保存' }).click();
  const reply = page.page.locator('.canned-section .reply');
  await reply.getByText('预约须知').waitFor();
  await page.page.getByPlaceholder('标题、内容、分组').fill('空腹');
  await reply.locator('mark', { hasText: '空腹' }).waitFor();
  expect(await boss.ask('reply.list', {})).toMatchObject({
    replies: [{ staffId: '-', title: '预约须知' }],
  });
  await page.button('删除 预约须知').click();
  await dialog().getByRole('button', { name: '删除' }).click();
  await page.text('已删除“预约须知”').waitFor();
  expect((await boss.ask('reply.list', {})).replies).toEqual([]);

  await nav('提醒').click();
  await page.button('添加模板').click();
  await dialog().getByLabel('模板 ID').fill('tmpl_1');
  await dialog().getByLabel('名称').fill('回复提醒');
  await dialog().getByLabel('第 2 个字段名').fill('foo2');
  await dialog().getByRole('button', { name: '保存' }).click();
  await dialog().getByText('要用微信的字段名').waitFor();
  await dialog().getByLabel('第 2 个字段名').fill('thing2');
  await dialog().locator('.template-card', { hasText: '小林' }).waitFor();
  await dialog().getByRole('button', { name: '保存' }).click();
  await page.page.locator('.template-list li', { hasText: 'tmpl_1' }).waitFor();
  expect((await boss.ask('template.list', {})).templates).toMatchObject([
    { _id: 'tmpl_1', purpose: 'reply', active: true },
  ]);
});

test('[B-98] a supervisor reads without the address of alerts and changes nothing, an agent sees none of it', async () => {
  await boss.ask('settings.update', {
    changes: [
      {
        section: 'alerts',
        values: { webhook: 'https://alerts.example.com/send?key=secret' },
      },
    ],
    rev: 0,
  });
  const lead = await world.hire('S2001', { role: 'supervisor', signIn: false });
  const agent = await world.hire('A1024', { signIn: false });
  await openAs(lead, '/alerts');
  await page.page.getByLabel('失败次数').waitFor();
  expect(await page.page.getByLabel('失败次数').isDisabled()).toBe(true);
  expect(await line('alerts.webhook').count()).toBe(0);
  await page.text('只有管理员可以修改').waitFor();
  expect(await page.button('修改历史').count()).toBe(0);
  await nav('提醒').click();
  await page.text('只有管理员能看订阅消息模板').waitFor();
  expect(page.asked).not.toContain('template.list');
  await page.close();

  await openAs(agent, '/alerts');
  await page.text('您没有查看设置的权限').waitFor();
  expect(await page.page.getByRole('link', { name: '设置' }).count()).toBe(0);
  expect(page.asked).not.toContain('settings.get');
  expect((await stored()).push).toEqual(DEFAULT_SETTINGS.push);
});
