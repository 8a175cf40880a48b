import type { Browser } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from 'vitest';
import { launchBrowser } from '../support/browser';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { watchForScripts, EVIL } from './evil-words';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const MANY = 10_000;

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let admin: AdminPage;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
});
beforeEach(async () => {
  await world.reset();
  await world.setUp();
  chen = await world.hire('A1024', { capacity: 50 });
  admin = await AdminPage.open(browser, site.url);
});
afterEach(async () => {
  expect(admin.complaints).toEqual([]);
  await admin.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

const line = (text: string) =>
  admin.page.locator('.record-line', { hasText: text });
const thread = () => admin.page.locator('.record-thread');

async function goTo(hash: string): Promise<void> {
  await admin.page.goto(`${site.url}#${hash}`);
}

test('[F012a] [A-P09] records are found by text, read at the hit, and what a customer wrote stays text', async () => {
  const evil = await watchForScripts(admin.page);
  const li = world.customerPhone('phone-of-li');
  await li.ask('conversation.enter', {});
  await li.ask('customer.setName', { nick: EVIL.name });
  const { conversation } = await li.says('机构编码没有匹配');
  for (let n = 0; n < 12; n++) {
    await li.writes(conversation, `第 ${n} 次还是不行`);
    await chen.phone.writes(conversation, `请再试 ${n}`);
  }
  await li.writes(conversation, EVIL.text);
  await chen.phone.ask('desk.tag', {
    conversationId: conversation._id,
    tags: [EVIL.tag],
  });
  await chen.phone.ask('conversation.afterSend', {
    conversationId: conversation._id,
  });
  for (let n = 0; n < 21; n++) {
    await world.customerPhone(`phone-${n}`).says(`别的问题 ${n}`);
  }
  await goTo('/records');
  await admin.signIn(ADMIN.staffCode, ADMIN.password);
  await line('别的问题 20').waitFor();
  await admin.text('已显示 20 条').waitFor();
  await admin.button('继续往下看').click();
  await admin.text('共 22 条').waitFor();

  const search = admin.page.getByPlaceholder('聊天内容、客户名字');
  await search.fill('机构编码');
  await search.press('Enter');
  await admin.text('共 1 条').waitFor();
  await line(EVIL.name).click();
  await thread().locator('.hit mark', { hasText: '机构编码' }).waitFor();
  await admin.page.reload();
  await thread().locator('.hit mark', { hasText: '机构编码' }).waitFor();
  await thread().locator('.bubble', { hasText: EVIL.text }).waitFor();
  expect(await line(EVIL.tag).count()).toBe(1);
  await thread().getByRole('button', { name: '关闭' }).click();
  await search.fill('从来没有说过');
  await search.press('Enter');
  await admin.text('没有符合条件的记录').waitFor();

  await admin.page.getByRole('link', { name: '审计日志' }).click();
  await admin.page
    .locator('.audit-line', { hasText: '查看会话' })
    .filter({ hasText: conversation._id })
    .waitFor();
  expect(await evil.done()).toEqual([]);
});

test('[F012a] ten thousand records are a list of which only what is in view is drawn', async () => {
  await world.customerPhone().says('只有一条');
  await admin.page.route('**/v1/functions/admin', async (route) => {
    const event = route.request().postDataJSON() as { action: string };
    if (event.action !== 'record.list') return route.continue();
    const response = await route.fetch();
    const reply = (await response.json()) as {
      data?: { records: Record<string, unknown>[] };
    };
    const [one] = reply.data?.records ?? [];
    const records = Array.from({ length: MANY }, (_, n) => ({
      ...one,
      conversationId: String(n).padStart(20, '0'),
      lastText: `第 ${n} 条`,
    }));
    await route.fulfill({
      response,
      json: { ...reply, data: { ...reply.data, records } },
    });
  });
  await goTo('/records');
  await admin.signIn(ADMIN.staffCode, ADMIN.password);
  await line('第 0 条').waitFor();
  const drawn = () => admin.page.locator('.record-line').count();
  expect(await drawn()).toBeLessThan(60);
  await admin.page
    .locator('.window-list')
    .evaluate((list) => (list.scrollTop = list.scrollHeight));
  await line(`第 ${MANY - 1} 条`).waitFor();
  expect(await drawn()).toBeLessThan(60);
});

test('[F012a] whoever may not read the audit finds neither the way nor the data', async () => {
  const lead = await world.hire('S2001', { role: 'supervisor', signIn: false });
  await goTo('/records');
  await admin.signIn(lead.staffCode, lead.password);
  await admin.page.getByRole('link', { name: '会话记录' }).waitFor();
  expect(await admin.page.getByRole('link', { name: '审计日志' }).count()).toBe(
    0
  );
  await goTo('/records/audit');
  await admin.text('您没有查看审计日志的权限').waitFor();
  expect(admin.asked).not.toContain('audit.list');
});

test('[F011a] [B-113] what somebody reported is read where it was said, and settled on record', async () => {
  const li = world.customerPhone();
  const { conversation } = await li.says('表格传不上去');
  const conversationId = conversation._id;
  const { id: messageId } = await chen.phone.writes(conversation, '别烦我');
  await chen.phone.writes(conversation, '请稍等');
  await li.ask('conversation.afterSend', { conversationId });
  const report = { conversationId, messageId, reason: '态度恶劣' };
  await li.ask('message.report', report);
  await goTo('/records/complaints');
  await admin.signIn(ADMIN.staffCode, ADMIN.password);
  const complaint = admin.page.locator('.complaint-line');
  await complaint.getByText('客服A1024').waitFor();
  await complaint.getByText('态度恶劣').waitFor();
  await complaint.getByRole('button', { name: '看会话' }).click();
  await thread().locator('.hit .bubble', { hasText: '别烦我' }).waitFor();
  await thread().getByRole('button', { name: '关闭' }).click();
  await complaint.getByRole('button', { name: '标记已处理' }).click();
  await complaint.getByText('已处理').waitFor();
  await admin.page.getByText('只看待处理').click();
  await admin.text('没有待处理的举报').waitFor();
  await admin.button('看全部').click();
  await complaint.getByText(/管理员 \d\d-\d\d/).waitFor();
  await goTo('/records/audit');
  await admin.page
    .locator('.audit-line', { hasText: '处理举报' })
    .filter({ hasText: '客户的举报' })
    .waitFor();
  const settles = admin.asked.filter((one) => one === 'record.settleComplaint');
  expect(settles).toHaveLength(1);
});
