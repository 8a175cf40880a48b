import type { Browser } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { launchBrowser } from '../support/browser';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let away: Hired;
let lin: Hired;
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
  const admin = await world.setUp();
  const { team } = await admin.ask('team.create', { name: '一组' });
  const { teamId } = team;
  chen = await world.hire('A1024', { capacity: 1, teamId });
  away = await world.hire('A1025', { teamId });
  await away.phone.ask('account.presence', { state: 'break' });
  const role = 'supervisor' as const;
  lin = await world.hire('S1001', { role, teamId, signIn: false });
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

const figure = (word: string) =>
  page.page.locator('.board-figures > div', { hasText: word });
const conversations = () => world.all<Conversation>('conversations');

test('[F009d] [A-P20] a supervisor sees who waits and how long, assigns, reminds and takes over', async () => {
  await world.customerPhone('phone-of-li').says('第一位在等');
  await world.customerPhone('phone-of-wu').says('第二位在等');
  await world.customerPhone('phone-of-sun').says('第三位在等');
  page = await AdminPage.open(browser, `${site.url}#/board`);
  await page.signIn(lin.staffCode, lin.password);
  await figure('排队').getByText('2', { exact: true }).waitFor();
  await figure('待回复').getByText('1', { exact: true }).waitFor();
  const queue = page.page.locator('.board-queue');
  await queue.getByText('第二位在等').waitFor();
  expect(await queue.getByText('第一位在等').count()).toBe(0);

  // Dragged: whoever is full takes nobody, and it is said; others do.
  const agent = (name: string) =>
    page.page.locator('.board-agents tr', { hasText: name });
  const waiting = queue.locator('li', { hasText: '第三位在等' });
  await waiting.dragTo(agent('客服A1024'));
  await page.text('对方的接待量已满，请换一位').waitFor();
  expect(await waiting.count()).toBe(1);
  await waiting.dragTo(agent('客服A1025'));
  await page.text('已指派给 客服A1025').waitFor();
  await figure('排队').getByText('1', { exact: true }).waitFor();

  // Beyond his capacity only where it is said so.
  await queue.getByRole('button', { name: '指派' }).click();
  await page.page.getByRole('radio', { name: /A1024/ }).check();
  await page.button('客服A1024 已满，仍然指派').click();
  await figure('排队').getByText('0', { exact: true }).waitFor();
  const had = (await conversations()).map(({ staffId }) => staffId);
  expect(had.sort()).toEqual([chen.staffId, chen.staffId, away.staffId].sort());

  await page.page.getByRole('button', { name: '客服A1024' }).click();
  const drawer = page.page.locator('.t-drawer');
  const second = drawer.locator('li', { hasText: '第二位在等' });
  await second.getByRole('button', { name: '催一下' }).click();
  await page.text('已提醒 客服A1024').waitFor();
  await second.getByRole('button', { name: '接手' }).click();
  await second.waitFor({ state: 'detached' });
  expect(
    (await conversations()).filter((one) => one.staffId === chen.staffId)
  ).toHaveLength(1);
});

test('[F009d] [A-BR14] a supervisor looks into a conversation, leaves a note and takes it over', async () => {
  const li = world.customerPhone('phone-of-li');
  const { conversation } = await li.says('等了很久了');
  page = await AdminPage.open(browser, `${site.url}#/board`);
  await page.signIn(lin.staffCode, lin.password);
  await page.page.getByRole('button', { name: '客服A1024' }).click();
  await page.button('看会话').click();
  const look = page.page.locator('.look-in');
  await look.getByText('等了很久了').waitFor();
  // What is said meanwhile appears by itself.
  await li.writes(conversation, '还有人在吗');
  await li.ask('conversation.afterSend', { conversationId: conversation._id });
  await look.locator('.bubble', { hasText: '还有人在吗' }).waitFor();

  await look.getByLabel('备注').fill('先安抚，我来处理');
  await look.getByRole('button', { name: '留备注' }).click();
  await look.locator('.bubble', { hasText: '先安抚' }).waitFor();
  const notes = await world.all<Message>('messages', { kind: 'note' });
  expect(notes.map(({ customer, body }) => [customer, body.text])).toEqual([
    ['-', '先安抚，我来处理'],
  ]);
  expect(await world.all('audit', { action: 'record.get' })).toHaveLength(1);

  await look.getByRole('button', { name: '接手' }).click();
  await page.page.locator('.desk-chat').getByText('还有人在吗').waitFor();
  await page.page.locator('.desk-composer textarea').waitFor();
  const [now] = await conversations();
  expect(now?.staffId).toBe(lin.staffId);
});

test('[F009d] old numbers are said to be old, and a wall names no customer', async () => {
  await world.customerPhone('phone-of-li').says('第一位在等');
  await world.customerPhone('phone-of-wu').says('别念我的名字');
  page = await AdminPage.open(browser, `${site.url}#/board`);
  await page.signIn(ADMIN.staffCode, ADMIN.password);
  await page.text('别念我的名字').waitFor();
  await page.button('投屏').click();
  await page.text('别念我的名字').waitFor({ state: 'detached' });
  await page.page.locator('.app-rail').waitFor({ state: 'detached' });
  const agent = page.page.getByRole('button', { name: '客服A1024' });
  expect(await agent.isDisabled()).toBe(true);
  await page.context.setOffline(true);
  await page.text('数据停在').waitFor();
  await page.context.setOffline(false);
  await page.text('实时 ·').waitFor();
  const mine = page.complaints.splice(0);
  expect(mine.every((text) => text.includes('ERR_INTERNET'))).toBe(true);
});

test('[A-N07] an agent sees neither the menu nor the board, and the function refuses', async () => {
  page = await AdminPage.open(browser, `${site.url}#/board`);
  await page.signIn(chen.staffCode, chen.password);
  await page.text('您没有查看看板的权限').waitFor();
  expect(page.asked).not.toContain('board.read');
  expect(await page.page.getByRole('link', { name: '看板' }).count()).toBe(0);
  expect(await chen.phone.refusal('board.read', {})).toBe('FORBIDDEN');
});
