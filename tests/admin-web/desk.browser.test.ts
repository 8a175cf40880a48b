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
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { DeskPage } from './desk-page';

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let desk: DeskPage;
let li: Person;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
});
beforeEach(async () => {
  await world.reset();
  chen = await world.hire('A1024');
  await chen.phone.ask('reply.create', {
    replyId: '0'.repeat(20),
    shared: false,
    title: '机构编码变更',
    text: '{客户}您好，机构编码已重新同步，请再试一次',
  });
  li = world.customerPhone('phone-of-li');
  const admin = await AdminPage.open(browser, site.url);
  await admin.signIn(chen.staffCode, chen.password);
  desk = new DeskPage(admin);
});
afterEach(async () => {
  expect(desk.admin.complaints).toEqual([]);
  await desk.admin.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

const messages = (kind: string) => world.all<Message>('messages', { kind });

test('[A-P04] [F004a] an agent at a computer answers, notes and closes with keys alone', async () => {
  await li.says('随访表一直上传失败');
  await desk.badge('1').waitFor();
  expect(await desk.page.title()).toMatch(/^\(1\) /);
  await desk.opens('随访表一直上传失败');

  await desk.says('您好，机构编码变过吗');
  await desk.caption('已送达').waitFor();
  await desk.title(/^接待/);

  await desk.field.fill('/机构');
  await desk.field.press('Tab');
  await expect.poll(() => desk.field.inputValue()).toMatch(/已重新同步/);
  await desk.field.press('Enter');
  await desk.bubble('机构编码已重新同步').waitFor();

  // One of his own is added where it is missing, and a slash offers it.
  await desk.field.fill('/对账');
  await desk.button('管理我的常用语').click();
  const own = desk.page.locator('.own-replies');
  await own.getByText('机构编码变更').waitFor();
  await own.getByRole('button', { name: '添加常用语' }).click();
  const added = desk.page.getByRole('dialog', { name: '添加常用语' });
  await added.getByLabel('标题').fill('对账说明');
  await added.getByLabel('内容').fill('月底对账请先导出明细');
  await added.getByRole('button', { name: '保存' }).click();
  await own.getByText('对账说明').waitFor();
  await own.getByRole('button', { name: '关闭' }).click();
  await own.waitFor({ state: 'detached' });
  await desk.page.locator('.reply-popup', { hasText: '对账说明' }).waitFor();
  await desk.field.press('Tab');
  await expect.poll(() => desk.field.inputValue()).toMatch(/导出明细/);
  await desk.field.fill('');

  await desk.field.blur();
  await desk.page.keyboard.press('n');
  await desk.says('编码 0412 已停用');
  await desk.bubble('编码 0412 已停用').waitFor();
  expect(await messages('note')).toHaveLength(1);
  const [note] = await messages('note');
  expect(note?.customer).toBe('-');

  await desk.field.blur();
  await desk.page.keyboard.press('e');
  await desk.button('结束会话').click();
  await desk.notice('本次会话已结束').waitFor();
  const [closed] = await world.all<Conversation>('conversations');
  expect(closed?.state).toBe('closed');
});

test('[A-P04] a picture that is pasted and a file that is chosen arrive', async () => {
  await li.says('请发我操作手册');
  await desk.opens('请发我操作手册');
  await desk.pastesPicture('步骤.png');
  await desk.attaches('手册.pdf', '%PDF-1.4\n%%EOF');
  await desk.field.press('Enter');
  await desk.page.locator('.desk-bubble .picture img').waitFor();
  await desk.page.locator('.desk-bubble', { hasText: '手册.pdf' }).waitFor();
  await expect
    .poll(async () => (await messages('file')).map(({ seq }) => seq > 0), {
      timeout: 10_000,
    })
    .toEqual([true]);
  await expect
    .poll(async () => (await messages('image')).map(({ seq }) => seq > 0), {
      timeout: 10_000,
    })
    .toEqual([true]);
});

test('[A-P04] the customer stands beside it, and the menu finds everything', async () => {
  await li.says('第一位');
  await world.customerPhone('phone-of-wu').says('第二位');
  await desk.opens('第一位');
  const pane = desk.page.locator('.customer-pane');
  await pane.getByText('首次到访').waitFor();
  await pane.getByRole('tab', { name: '备注' }).click();
  await pane.getByLabel('写给团队看，客户看不到').fill('回访安排在周五');
  await pane.getByRole('button', { name: '添加备注' }).click();
  await pane.getByText('回访安排在周五').waitFor();

  await desk.page.keyboard.press('Control+k');
  await desk.page.keyboard.type('第二');
  await desk.page.keyboard.press('Enter');
  await desk.bubble('第二位').waitFor();
  expect(await desk.bubble('第一位').count()).toBe(0);
});

test('[A-P04] [A-N14] phone and desk are one person: what is done on one stands on the other', async () => {
  const { conversation } = await li.says('在吗');
  await desk.opens('在吗');
  await chen.phone.writes(conversation, '我在手机上回您');
  await chen.phone.ask('conversation.afterSend', {
    conversationId: conversation._id,
  });
  await desk.bubble('我在手机上回您').waitFor();
  await desk.offline(async () => {
    await desk.says('断网时写的');
    await desk.caption('等待网络').waitFor();
  });
  await desk.caption('已送达').waitFor();
  const said = await messages('text');
  expect(said.map(({ body }) => body.text)).toEqual(
    expect.arrayContaining(['在吗', '我在手机上回您', '断网时写的'])
  );
  expect(said).toHaveLength(3);
  desk.forgive(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/);
});

test('[A-P04] [A-BR13] who loses a conversation is told, and keeps what he wrote', async () => {
  await li.says('请转给老王');
  await desk.opens('请转给老王');
  // Later, or the customer might have come to him at once.
  const wang = await world.hire('A1025');
  await desk.field.fill('我还没写完');
  await desk.field.blur();
  await desk.page.keyboard.press('t');
  await desk.page.getByRole('radio', { name: /A1025/ }).check();
  await desk.dialogButton('转接').click();
  await desk.notice('这个会话已转给其他客服').waitFor();
  const [now] = await world.all<Conversation>('conversations');
  expect(now?.staffId).toBe(wang.staffId);
});
