import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import { launchBrowser } from '../support/browser';
import { BYTES, saying, uploaded, writes } from '../support/files';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { EVIL, watchForScripts } from './evil-words';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let lin: Hired;
let page: AdminPage;
let evil: Awaited<ReturnType<typeof watchForScripts>>;
let open: Conversation;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
  const admin = await world.setUp();
  const { team } = await admin.ask('team.create', { name: '一组' });
  const { teamId } = team;
  chen = await world.hire('A1024', { teamId, capacity: 1 });
  const role = 'supervisor' as const;
  lin = await world.hire('S1001', { role, teamId, signIn: false });
  await fillsEverything();
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

/** One customer, in every field that he can fill; another one waits. */
async function fillsEverything(): Promise<void> {
  const li = await comes('phone-of-li');
  const before = (await li.says(EVIL.text)).conversation._id;
  const over = { conversationId: before, reason: 'resolved' as const };
  await chen.phone.ask('conversation.close', over);
  const rating = { conversationId: before, score: 1, resolved: false };
  await li.ask('conversation.rate', { ...rating, comment: EVIL.comment });
  await world.door.advance(25 * 60 * 60_000);
  await chen.phone.ask('account.presence', { state: 'online' });

  const { conversation, message } = await li.says(EVIL.text);
  open = conversation;
  const conversationId = open._id;
  const { id: answer } = await chen.phone.writes(open, '请说说');
  const replyTo = message._id;
  await writes(li, open, { ...saying.text(EVIL.answer), replyTo });
  await writes(li, open, saying.text(EVIL.link));
  const paper = await uploaded(world, li, 'file', 'pdf', BYTES.pdf);
  await writes(li, open, saying.file(paper.fileId, EVIL.file));
  await writes(li, open, saying.text(EVIL.text));
  await li.ask('conversation.afterSend', { conversationId });
  const report = { conversationId, messageId: answer, reason: EVIL.reason };
  await li.ask('message.report', report);
  await chen.phone.ask('message.report', { ...report, messageId: replyTo });
  await (await comes('phone-of-wu')).says(EVIL.text);
}

async function comes(openid: string): Promise<Person> {
  const person = world.customerPhone(openid);
  await person.ask('conversation.enter', { scene: EVIL.scene });
  await person.ask('customer.setName', { nick: EVIL.name });
  return person;
}

async function opensAs(who: { staffCode: string; password: string }) {
  page = await AdminPage.open(browser, `${site.url}#/customers`);
  evil = await watchForScripts(page.page);
  await page.signIn(who.staffCode, who.password);
}
const goTo = (hash: string) => page.page.goto(`${site.url}#${hash}`);
const stands = (within: Locator, ...words: string[]) =>
  Promise.all(words.map((word) => within.getByText(word).first().waitFor()));
const at = (selector: string) => page.page.locator(selector);

test('[A-N06] what a customer wrote is only words at the desk, in its notices too', async () => {
  page = await AdminPage.open(browser, `${site.url}#/desk`);
  await page.page.addInitScript(() => {
    const told: unknown[] = [];
    class Told {
      static permission = 'granted';
      constructor(...said: unknown[]) {
        told.push(said);
      }
    }
    Object.assign(window, { Notification: Told, told });
    const isAway = { get: () => 'away' in window };
    Object.defineProperty(document, 'hidden', isAway);
  });
  evil = await watchForScripts(page.page);
  await page.signIn(chen.staffCode, chen.password);
  await stands(at('.desk-list'), EVIL.name, EVIL.text);
  await at('.desk-list .row').first().click();
  const { text, answer, link, file } = EVIL;
  await stands(at('.desk-thread'), text, answer, link.slice(0, 19), file);
  await stands(at('.desk-thread .quote'), text);
  await stands(at('.customer-pane'), EVIL.name);
  await at('.customer-pane').getByRole('tab', { name: '历史' }).click();
  await stands(at('.customer-pane'), EVIL.text);
  await page.page.keyboard.press('Control+k');
  await stands(at('.command-menu'), EVIL.name, EVIL.text);
  await page.page.keyboard.press('Escape');

  await page.page.evaluate(() => Object.assign(window, { away: true }));
  const li = world.customerPhone('phone-of-li');
  await writes(li, open, saying.text('再来一条'));
  await li.ask('conversation.afterSend', { conversationId: open._id });
  await expect
    .poll(
      () =>
        page.page.evaluate(
          () => (window as unknown as { told: unknown[] }).told
        ),
      { timeout: 10_000 }
    )
    .toEqual([[`${EVIL.name} 发来新消息`, { tag: open._id }]]);
  expect(await evil.done()).toEqual([]);
});

test('[A-N06] nor does it run on the board or where a supervisor looks in', async () => {
  await opensAs(lin);
  await goTo('/board');
  await stands(at('.board-queue'), EVIL.name, EVIL.text);
  await page.page.getByRole('button', { name: '客服A1024' }).click();
  await stands(at('.t-drawer'), EVIL.name);
  await page.button('看会话').first().click();
  await stands(at('.look-in'), EVIL.name, EVIL.text, EVIL.answer, EVIL.file);
  await page.button('指派').last().click();
  await stands(at('.t-dialog'), EVIL.name);
  expect(await evil.done()).toEqual([]);
});

test('[A-N06] nor among customers, records, the audit and the numbers', async () => {
  await opensAs(ADMIN);
  await stands(at('.customer-line').first(), EVIL.name);
  await at('.customer-line').filter({ hasText: EVIL.name }).last().click();
  await stands(at('.customer-detail'), EVIL.name, EVIL.text);
  await at('.customer-detail .past').last().click();
  await stands(at('.record-thread'), EVIL.name, EVIL.text);
  await goTo('/records?q=alert(1)');
  await stands(at('.record-line').first(), EVIL.name);
  await stands(at('.record-line mark'), 'alert(1)');
  await goTo('/records?commented=yes');
  await stands(at('.record-line').first(), EVIL.name, EVIL.comment);
  await goTo('/reports');
  await stands(at('.report-comments'), EVIL.name, EVIL.comment);
  await at('.report-comments').getByText(EVIL.comment).click();
  await stands(at('.record-thread'), EVIL.text, EVIL.comment);
  await goTo(`/records?open=${open._id}`);
  await stands(at('.record-thread'), EVIL.text, EVIL.answer, EVIL.file);
  await goTo('/records/complaints');
  await stands(at('.complaint-line'), EVIL.name, EVIL.reason, EVIL.text);
  for (const [hash, whole] of PLAIN) {
    await goTo(hash);
    await at(whole).first().waitFor();
  }
  expect(await evil.done()).toEqual([]);
});

/** Where nothing of it should stand, and nothing may run. */
const PLAIN = [
  ['/records/audit', '.audit-line'],
  ['/staff', '.staff-table td'],
  ['/records/pushes', '.app-frame:not(:has([aria-busy=true])) h1'],
  ['/reports/pushes', '.app-frame:not(:has([aria-busy=true])) h1'],
] as const;
