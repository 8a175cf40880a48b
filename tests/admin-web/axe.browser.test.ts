import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { seriousIn } from './axe-page';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const PHONE = { width: 390, height: 844 };

/** What stands in a page before it is looked at: an address, or a deed. */
type Step = string | ((page: AdminPage) => Promise<void>);
/** A page: its name, how to come to it, and what is there when it is whole. */
type Look = [name: string, steps: Step[], ready: string];

const click = (name: string) => (page: AdminPage) =>
  page.page.getByRole('button', { name, exact: true }).first().click();
const clickAt = (selector: string) => (page: AdminPage) =>
  page.page.locator(selector).first().click();
const press = (key: string) => (page: AdminPage) =>
  page.page.keyboard.press(key);

/** Whatever was asked for is there. */
const WHOLE = '.app-frame:not(:has([aria-busy=true])) h1';
const plain = (path: string): Look => [path, [path], WHOLE];

const ROW = clickAt('.staff-table tbody tr');
const ESCAPE = press('Escape');

/** A further page is one more line. */
const OF_ADMINS: Look[] = [
  ['board', ['/board'], '.board-agents td'],
  ['customers', ['/customers'], '.customer-line'],
  ['a customer', [clickAt('.customer-line')], '.customer-detail'],
  ['records', ['/records'], '.record-line'],
  ['a thread', [clickAt('.record-line')], '.record-thread .bubble'],
  ['audit', ['/records/audit'], '.audit-line'],
  ['complaints', ['/records/complaints'], '.complaint-line'],
  ['reports', ['/reports'], '.report-figure'],
  ['staff', ['/staff'], '.staff-table td'],
  ['somebody', [ROW], '.staff-detail'],
  ['adding staff', ['/staff', click('添加人员')], '.t-dialog'],
  plain('/staff/teams'),
  ['disabling', ['/staff', ROW, click('停用…')], '[aria-label^=停用] input'],
  plain('/staff/roles'),
  plain('/staff/sessions'),
  plain('/staff/codes'),
  ['an export', ['/records', click('导出这个查询')], '.t-dialog label'],
  plain('/records/pushes'),
  plain('/records/exports'),
  plain('/reports/staff'),
  plain('/reports/codes'),
  plain('/reports/pushes'),
  plain('/reports/health'),
  plain('/settings'),
  plain('/settings/replies'),
  plain('/settings/safety'),
];
const OF_SUPERVISORS: Look[] = [
  ['an agent', ['/board', click('客服A1024')], '.t-drawer li'],
  ['a look', [click('看会话')], '.look-in .bubble'],
  ['a wall', ['/board?wall=1'], '.board-agents td'],
];
const OF_AGENTS: Look[] = [
  ['the desk', ['/desk'], '.desk-list .row'],
  ['a chat', [clickAt('.desk-list .row')], '.desk-bubble .bubble'],
  ['a transfer', [click('转接 T')], '[aria-label=转接会话] label'],
  ['a close', [ESCAPE, click('结束 E')], '.t-dialog fieldset'],
  ['commands', [ESCAPE, press('Control+k')], '.command-menu'],
  ['keys', [ESCAPE, press('?')], '.t-dialog'],
];
const AT_PHONES: Look[] = [
  ['the rest of the menu', ['/board', click('更多')], '.t-drawer a'],
];

let browser: Browser;
let world: World;
let site: AdminSite;
let chen: Hired;
let lin: Hired;
let page: AdminPage;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
  const admin = await world.setUp();
  const { team } = await admin.ask('team.create', { name: '一组' });
  const { teamId } = team;
  chen = await world.hire('A1024', { teamId });
  const role = 'supervisor' as const;
  lin = await world.hire('S1001', { role, teamId, signIn: false });
  await conversations();
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

/** One that goes on, with a note, and one that is over and rated. */
async function conversations(): Promise<void> {
  const li = world.customerPhone();
  const { conversation } = await li.says('上传失败');
  const conversationId = conversation._id;
  const { id } = await chen.phone.writes(conversation, '我看一下');
  await li.writes(conversation, '好的');
  await li.ask('conversation.afterSend', { conversationId });
  const report = { conversationId, messageId: id, reason: '不理人' };
  await li.ask('message.report', report);
  await chen.phone.ask('desk.note', {
    conversationId,
    noteId: '0'.repeat(20),
    text: '编码变了',
  });
  const wu = world.customerPhone();
  const closed = (await wu.says('谢谢')).conversation._id;
  const over = { conversationId: closed, reason: 'resolved' as const };
  await chen.phone.ask('conversation.close', over);
  const rating = { conversationId: closed, score: 5, resolved: true };
  await wu.ask('conversation.rate', rating);
}

async function opensAs(who: { staffCode: string; password: string }) {
  page = await AdminPage.open(browser, `${site.url}#/customers`);
  await page.signIn(who.staffCode, who.password);
}

async function seriousOn(looks: Look[]): Promise<string[]> {
  const found: string[] = [];
  for (const [name, steps, ready] of looks) {
    for (const step of steps) {
      if (typeof step === 'string') await page.page.goto(site.url + '#' + step);
      else await step(page);
    }
    await page.page.locator(ready).first().waitFor();
    found.push(...(await seriousIn(page.page, name)));
  }
  return found;
}

it('[A-P20] nothing serious stands in the way of who signs in or administers', async () => {
  page = await AdminPage.open(browser, site.url);
  await page.page.locator('.sign-in-form').waitFor();
  const signIn = await seriousIn(page.page, 'sign-in');
  await page.signIn(ADMIN.staffCode, ADMIN.password);
  expect([...signIn, ...(await seriousOn(OF_ADMINS))]).toEqual([]);
}, 120_000);

it('[A-P20] nor of an agent at his desk', async () => {
  await opensAs(chen);
  expect(await seriousOn(OF_AGENTS)).toEqual([]);
});

it('[A-P20] nor of a supervisor, also on a phone, where the whole menu is in reach', async () => {
  await opensAs(lin);
  const found = await seriousOn(OF_SUPERVISORS);
  await page.page.setViewportSize(PHONE);
  await page.page.goto(`${site.url}#/board`);
  await page.page.locator('.app-rail').waitFor();
  await page.page.keyboard.press('Control+4');
  await page.page.locator('.record-line').first().waitFor();
  const own = await page.page.locator('.own-menu').boundingBox();
  expect((own?.x ?? NaN) + (own?.width ?? NaN)).toBeLessThanOrEqual(390);
  expect([...found, ...(await seriousOn(AT_PHONES))]).toEqual([]);
});
