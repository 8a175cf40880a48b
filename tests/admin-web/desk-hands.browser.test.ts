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
import { launchBrowser } from '../support/browser';
import { sized } from '../support/sized';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { DeskPage } from './desk-page';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const MANY = sized(1_000, 10_000);
/** Rows of one screen, and those drawn beyond it. */
const DRAWN = 60;
/** Documents: 20 rows, and what is asked beside them. */
const ONE_PAGE = 50;

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let desk: DeskPage;

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
  desk = new DeskPage(await AdminPage.open(browser, `${site.url}#/desk`));
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

const opens = () => desk.admin.signIn(chen.staffCode, chen.password);
/** The class of the pane in which the keyboard is. */
const paneInFocus = () =>
  desk.page.evaluate(
    (panes) =>
      panes.find((one) =>
        document.querySelector(one)?.contains(document.activeElement)
      ),
    ['.app-rail', '.desk-list', '.desk-thread', '.desk-composer', 'aside']
  );

test('[A-P04] by keys alone he marks one again, takes it back, and goes from pane to pane', async () => {
  await world.customerPhone('phone-of-li').says('表格传不上去');
  await opens();
  await desk.opens('表格传不上去');
  await desk.says('请再试一次');
  await desk.caption('已送达').waitFor();
  const waiting = desk.page.getByRole('tab', { name: /待回复/ });
  const says = (count: string) =>
    expect.poll(() => waiting.innerText(), { timeout: 10_000 }).toBe(count);
  await says('待回复 0');
  await desk.field.blur();
  await desk.page.keyboard.press('u');
  await says('待回复 1');
  await desk.page.locator('.title', { hasText: '我已看过' }).waitFor();
  // It stays after a reload, and goes when he takes it back.
  await desk.page.reload();
  await says('待回复 1');
  await desk.field.waitFor();
  await desk.page.keyboard.press('u');
  expect(await waiting.innerText()).toBe('待回复 1');
  await desk.says('补充一句');
  await says('待回复 0');
  await desk.field.blur();
  await desk.page.keyboard.press('u');
  await says('待回复 1');
  await desk.page.keyboard.press('z');
  await says('待回复 0');

  const seen: unknown[] = [];
  for (let press = 0; press < 5; press++) {
    await desk.page.keyboard.press('F6');
    seen.push(await paneInFocus());
  }
  expect(seen).toEqual([
    '.app-rail',
    '.desk-list',
    '.desk-thread',
    '.desk-composer',
    'aside',
  ]);
  await desk.page.keyboard.press('Shift+F6');
  expect(await paneInFocus()).toBe('.desk-composer');
  await desk.page.keyboard.press('Control+3');
  await desk.page.locator('.record-line').first().waitFor();
});

test('[A-P04] the list is as wide as he made it, and notices are asked for by a button', async () => {
  await desk.page.addInitScript(() => {
    const asked = { permission: 'default' };
    const requestPermission = async () => (asked.permission = 'granted');
    Object.defineProperty(window, 'Notification', {
      value: Object.assign(asked, { requestPermission }),
    });
  });
  await desk.page.reload();
  await opens();
  const list = desk.page.locator('.desk-list');
  const wide = async () => (await list.boundingBox())?.width;
  expect(await wide()).toBe(320);
  const divider = desk.page.getByRole('separator');
  const at = await divider.boundingBox();
  await desk.page.mouse.move((at?.x ?? 0) + 4, 300);
  await desk.page.mouse.down();
  await desk.page.mouse.move((at?.x ?? 0) + 300, 300);
  await desk.page.mouse.up();
  expect(await wide()).toBe(400);
  await divider.focus();
  await desk.page.keyboard.press('ArrowLeft');
  expect(await wide()).toBe(392);
  await desk.button('开启桌面提醒').click();
  await desk.page.getByText('桌面提醒已开').waitFor();
  await desk.page.reload();
  await list.waitFor();
  expect(await wide()).toBe(392);
});

test('[A-P04] who answers nobody has no desk, and nothing is watched for him', async () => {
  const watched: string[] = [];
  desk.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('INIT_WATCH')) watched.push(String(payload));
    })
  );
  await desk.admin.signIn(ADMIN.staffCode, ADMIN.password);
  await desk.page.getByText('管理员不接待客户').waitFor();
  expect(await desk.page.getByRole('link', { name: '接待' }).count()).toBe(0);
  await desk.page.goto(`${site.url}#/customers`);
  await expect
    .poll(() => desk.admin.asked, { timeout: 10_000 })
    .toContain('customer.list');
  expect(desk.admin.asked.filter((one) => one === 'account.session')).toEqual([
    'account.session',
  ]);
  expect(watched).toEqual([]);
});

test(`[A-P04] [F012a] of ${MANY} conversations a page reads one page and draws what is in view`, async () => {
  await fillWith(MANY);
  await opens();
  const closed = desk.page.getByRole('tab', { name: '已结束' });
  await closed.waitFor();
  const before = await documentsRead();
  await closed.click();
  const rows = desk.page.locator('.desk-list .row');
  await rows.first().waitFor();
  expect((await documentsRead()) - before).toBeLessThan(ONE_PAGE);
  for (let page = 0; page < 6; page++) {
    const more = desk.button('继续找更早的');
    await more.scrollIntoViewIfNeeded();
    await more.click();
  }
  await expect
    .poll(() => desk.page.locator('.desk-list [aria-setsize="140"]').count(), {
      timeout: 10_000,
    })
    .toBeGreaterThan(0);
  expect(await rows.count()).toBeLessThan(DRAWN);

  for (const [hash, line] of [
    ['/records', '.record-line'],
    ['/customers', '.customer-line'],
  ] as const) {
    const from = await documentsRead();
    await desk.page.goto(`${site.url}#${hash}`);
    await desk.page.locator(line).first().waitFor();
    expect((await documentsRead()) - from).toBeLessThan(ONE_PAGE);
    expect(await desk.page.locator(line).count()).toBeLessThan(DRAWN);
  }
});

/** One that is over, again and again, each a minute older. */
async function fillWith(many: number): Promise<void> {
  const li = world.customerPhone('phone-of-li');
  const { conversation } = await li.says('谢谢');
  const conversationId = conversation._id;
  await chen.phone.ask('conversation.close', {
    conversationId,
    reason: 'resolved',
  });
  const [one] = await world.all<Conversation>('conversations');
  const [customer] = await world.all('customers');
  if (!one || !customer) throw new Error('nobody was there');
  const put = (n: number) => {
    const lastAt = one.lastAt - n * 60_000;
    const id = String(n).padStart(20, '0');
    const customerId = String(n).padStart(16, '0');
    return Promise.all([
      world.door.post('documents', {
        collection: 'conversations',
        document: { ...one, _id: id, customerId, lastAt, closedAt: lastAt },
      }),
      world.door.post('documents', {
        collection: 'customers',
        document: {
          ...customer,
          _id: `him-${n}`,
          customerId,
          lastSeenAt: lastAt,
        },
      }),
    ]);
  };
  const AT_ONCE = 50;
  for (let from = 1; from < many; from += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => put(from + n)));
  }
}

async function documentsRead(): Promise<number> {
  const table =
    await world.door.get<Record<string, { documents: number }>>('counters');
  return Object.values(table).reduce((sum, one) => sum + one.documents, 0);
}
