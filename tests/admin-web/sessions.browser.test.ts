import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { LIMITS } from '../../domain/values/limits';
import { codeFrom } from '../support/authenticator';
import { launchBrowser } from '../support/browser';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { DeskPage } from './desk-page';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const DAY = 24 * 60 * 60_000;

let world: World;
let site: AdminSite;
let browser: Browser;
let admin: WebPerson;
let chen: Hired;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
});
beforeEach(async () => {
  await world.reset();
  admin = await world.setUp();
  chen = await world.hire('A1024');
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

const open = (hash = '') => AdminPage.open(browser, `${site.url}${hash}`);
const sheetOf = (page: AdminPage) =>
  page.page.locator('.t-dialog', { hasText: '登录工作台' });

it('[A-N06] wrong passwords lock the account, and the page tells for how long', async () => {
  const page = await open();
  for (let tries = 0; tries < LIMITS.signInFailures; tries++) {
    await page.fillSignIn(chen.staffCode, `wrong-${tries}`);
    await page.text('工号或密码不对').waitFor();
    await page.page.locator('input[name=password]').fill('');
    await page.button('登录').click();
    await page.text('请填写密码').waitFor();
  }
  await page.fillSignIn(chen.staffCode, chen.password);
  await page.page.getByText(/请 1[45] 分钟后再试/).waitFor();
  expect(await page.page.locator('.app-frame').count()).toBe(0);
  expect(page.asked).not.toContain('account.session');
  // Another person at the same machine is not locked.
  await page.signIn(ADMIN.staffCode, ADMIN.password);
  await page.choosePresence('退出登录');
  await world.door.advance(LIMITS.signInLockMs);
  await page.signIn(chen.staffCode, chen.password);
  expect(page.complaints).toEqual([]);
  await page.close();
});

it('[B-06] [A-N06] an expired sign-in asks for both factors over the page, and what was begun goes on', async () => {
  const secret = await enrols(admin, ADMIN.password);
  const page = await open('#/staff');
  await page.fillSignIn(ADMIN.staffCode, ADMIN.password);
  await verifies(page, secret);
  await page.button('添加人员').click();
  const dialog = page.page.locator('.t-dialog', { hasText: '添加人员' });
  await dialog.getByLabel('姓名').fill('王五');
  await dialog.getByLabel('工号').fill('A2001');
  await world.door.advance(8 * DAY);
  await dialog.getByRole('button', { name: '添加', exact: true }).click();
  await page.text('登录已过期，请重新验证').waitFor();
  expect(await world.all('staff', { staffCode: 'A2001' })).toEqual([]);

  const sheet = sheetOf(page);
  expect(await sheet.getByLabel('工号').inputValue()).toBe('ADMIN');
  await page.fillSignIn(ADMIN.staffCode, ADMIN.password);
  await verifies(page, secret);
  await sheet.waitFor({ state: 'detached' });
  await page.row('A2001').waitFor();
  expect(await world.all('staff', { staffCode: 'A2001' })).toHaveLength(1);
  expect(page.complaints).toEqual([]);
  await page.close();
});

it('[B-07] a session that an administrator ends keeps the page and every word on it', async () => {
  const { conversation } = await world.customerPhone().says('表格传不上去');
  const page = await open(`#/desk/${conversation._id}`);
  await page.signIn(chen.staffCode, chen.password);
  const desk = new DeskPage(page);
  await desk.bubble('表格传不上去').waitFor();
  await desk.field.fill('我正在写的回复');
  const pane = page.page.locator('.customer-pane');
  await pane.getByRole('tab', { name: '备注' }).click();
  await pane.getByLabel('写给团队看，客户看不到').fill('周五回访');
  const { ended } = await admin.ask('staff.endSessions', {
    staffId: chen.staffId,
  });
  expect(ended).toBe(1);
  await pane.getByRole('button', { name: '添加备注' }).click();
  await page.text('登录已过期，请重新验证').waitFor();
  expect(await world.all('remarks')).toEqual([]);
  expect(await desk.field.inputValue()).toBe('我正在写的回复');

  await page.fillSignIn(chen.staffCode, chen.password);
  await pane.getByText('周五回访').waitFor();
  expect(await desk.field.inputValue()).toBe('我正在写的回复');
  expect(await world.all('remarks')).toHaveLength(1);
  expect(page.complaints).toEqual([]);
  await page.close();
});

it('[F009a] [B-07] an administrator ends every session of one who lost his phone, and resets his second factor', async () => {
  const his = await world.web();
  await his.signsIn(chen.staffCode, chen.password);
  const secret = await enrols(his, chen.password);
  const lost = await open('#/customers');
  await lost.fillSignIn(chen.staffCode, chen.password);
  await verifies(lost, secret);
  const boss = await open('#/staff');
  await boss.signIn(ADMIN.staffCode, ADMIN.password);
  await boss.row(chen.staffCode).click();
  const pane = boss.page.locator('.staff-detail');
  await pane.getByText('手机已绑定').waitFor();
  const dialog = boss.page.locator('.t-dialog:visible');
  await pane.getByRole('button', { name: '全部下线' }).click();
  await dialog.getByText('手机也解除绑定').click();
  await dialog.getByRole('button', { name: '全部下线' }).click();
  await pane.getByText('没有在网页登录').waitFor();
  await pane.getByText('手机没有绑定').waitFor();
  expect(await chen.phone.refusal('desk.colleagues', {})).toBe(
    'UNAUTHENTICATED'
  );
  await lost.choosePresence('忙碌');
  await sheetOf(lost).waitFor();

  await pane.getByRole('button', { name: '重置两步验证' }).click();
  await dialog.getByText('请先确认是本人要求的').waitFor();
  await dialog.getByRole('button', { name: '重置两步验证' }).click();
  await boss.text('的两步验证已重置').waitFor();
  // From now on the password is enough, until he enrols anew.
  await lost.fillSignIn(chen.staffCode, chen.password);
  await sheetOf(lost).waitFor({ state: 'detached' });
  const actions = await world.all<{ action: string }>('audit', {
    object: chen.staffId,
  });
  expect(actions.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['staff.endSessions', 'staff.resetSecondFactor'])
  );
  expect([...boss.complaints, ...lost.complaints]).toEqual([]);
  await Promise.all([boss.close(), lost.close()]);
});

it('[B-07] where one browser is allowed, the first one is told that there is another', async () => {
  await world.settings('people', { webSessions: 'one' });
  const first = await open('#/customers');
  await first.signIn(chen.staffCode, chen.password);
  const second = await open('#/customers');
  await second.signIn(chen.staffCode, chen.password);
  await first.choosePresence('忙碌');
  const sheet = sheetOf(first);
  await sheet.getByText('您在另一个浏览器登录了，这里已退出').waitFor();
  await second.choosePresence('小休');
  await second.page.locator('.own-menu', { hasText: '小休' }).waitFor();
  expect(await sheetOf(second).count()).toBe(0);
  // The same after a reload, on the page of the sign-in.
  await first.page.reload();
  await first.text('您在另一个浏览器登录了，这里已退出').waitFor();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
  await Promise.all([first.close(), second.close()]);
});

/** A second factor of his own. @returns its secret */
async function enrols(person: WebPerson, password: string): Promise<string> {
  const begun = await person.ask('account.enrolSecondFactor', { password });
  const code = codeFrom(begun.secret, await world.door.now());
  const { challenge } = begun;
  await person.ask('account.confirmSecondFactor', { challenge, code });
  return begun.secret;
}

/** With the code of the next half minute: each one works once. */
async function verifies(page: AdminPage, secret: string): Promise<void> {
  await world.door.advance(30_000);
  const field = page.page.getByLabel('验证码或恢复码');
  await field.fill(codeFrom(secret, await world.door.now()));
  await page.button('验证').click();
  await field.waitFor({ state: 'detached' });
}
