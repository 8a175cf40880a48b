import type { Browser } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from 'vitest';
import { LIMITS } from '../../domain/values/limits';
import { launchBrowser } from '../support/browser';
import { startWorld, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const DAY = 24 * 60 * 60_000;

let world: World;
let site: AdminSite;
let browser: Browser;
let pages: AdminPage[] = [];

beforeAll(async () => {
  world = await startWorld();
  site = await serveAdmin({ env: world.env, localCloud: world.url });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});
beforeEach(async () => {
  await world.reset();
  await world.setUp();
});
afterEach(async () => {
  await world.door.put('switches', { watchEnabled: true });
  await Promise.all(pages.map((page) => page.close()));
  pages = [];
});

async function open(path = ''): Promise<AdminPage> {
  const page = await AdminPage.open(browser, site.url + path);
  pages.push(page);
  return page;
}

async function openAsAdmin(): Promise<AdminPage> {
  const page = await open();
  await page.signIn(ADMIN.staffCode, ADMIN.password);
  await page.live('watch');
  return page;
}

describe('the admin page on the real cloud', () => {
  it('signs in by ticket, says what is wrong under the field, survives a reload', async () => {
    const admin = await open();
    await admin.fillSignIn(ADMIN.staffCode, 'not-the-password');
    await admin.page
      .locator('.form-field', { hasText: '密码' })
      .getByText('工号或密码不对')
      .waitFor();
    await admin.signIn(ADMIN.staffCode, ADMIN.password);
    await admin.row('ADMIN').waitFor();
    expect(admin.asked.slice(0, 4)).toEqual([
      'account.signIn',
      'account.signIn',
      'account.session',
      'staff.list',
    ]);
    await admin.page.reload();
    await admin.row('ADMIN').waitFor();
    expect(admin.page.url()).toContain('#/staff');
    await admin.choosePresence('退出登录');
    await admin.text('登录工作台').waitFor();
    await admin.page.reload();
    await admin.text('登录工作台').waitFor();
    expect(admin.complaints).toEqual([]);
  });

  it('[F009d] shows live who is there, and offline who fell silent', async () => {
    const admin = await openAsAdmin();
    const agent = await world.hire('A3001');
    await admin.says('A3001', '在线');
    const before = admin.asked.length;
    await agent.phone.ask('account.presence', { state: 'busy' });
    await admin.says('A3001', '忙碌');
    await agent.phone.ask('account.presence', { state: 'break' });
    await admin.says('A3001', '小休');
    expect(admin.asked).toHaveLength(before);

    await world.door.advance(LIMITS.presenceStaleMs);
    await admin.looksAgain();
    await admin.says('A3001', '离线');
    await agent.phone.ask('account.presence', {});
    await admin.says('A3001', '小休');
    expect(admin.complaints).toEqual([]);
  });

  it('polls where watches are refused, and watches again afterwards', async () => {
    const agent = await world.hire('A3101');
    await world.door.put('switches', { watchEnabled: false });
    const admin = await open();
    await admin.signIn(ADMIN.staffCode, ADMIN.password);
    await admin.live('polling');
    await admin.says('A3101', '在线');
    const lists = () => admin.asked.filter((name) => name === 'staff.list');
    expect(lists()).toHaveLength(1);
    await agent.phone.ask('account.presence', { state: 'busy' });
    await admin.says('A3101', '忙碌');
    expect(lists().length).toBeGreaterThan(1);
    await world.door.put('switches', { watchEnabled: true });
    await admin.looksAgain();
    await admin.live('watch');
    await agent.phone.ask('account.presence', { state: 'online' });
    await admin.says('A3101', '在线');
  });

  it('loses nothing when the socket is cut under the watch', async () => {
    const admin = await openAsAdmin();
    const agent = await world.hire('A3151');
    await admin.says('A3151', '在线');
    const before = admin.asked.length;
    await world.door.post('faults', { cutSockets: true });
    await agent.phone.ask('account.presence', { state: 'busy' });
    await admin.says('A3151', '忙碌');
    expect(admin.asked).toHaveLength(before);
  });

  it('creates an agent whose first password is shown once and works', async () => {
    const admin = await openAsAdmin();
    await admin.button('添加人员').click();
    const form = admin.page.locator('.add-staff');
    await form.getByRole('button', { name: '添加' }).click();
    await form.getByText('请填写姓名').waitFor();
    expect(admin.asked).not.toContain('staff.create');

    await form.getByLabel('姓名').fill('郑帅');
    await form.getByLabel('工号').fill('admin');
    await form.getByLabel('专长').fill('硬件与网络');
    await form.getByRole('button', { name: '添加' }).click();
    await form.getByText('这个工号已经有人用了').waitFor();
    await form.getByLabel('工号').fill('a3201');
    await form.getByRole('button', { name: '添加' }).click();

    const shown = admin.page.locator('.first-password code');
    const password = (await shown.textContent()) ?? '';
    await admin.button('复制').click();
    await admin.text('已复制').waitFor();
    const copied = await admin.page.evaluate(() =>
      navigator.clipboard.readText()
    );
    expect(copied).toBe(password);
    await admin.button('已记下，关闭').click();
    await admin.says('A3201', '离线');
    await admin.says('A3201', '硬件与网络');
    expect(await admin.page.content()).not.toContain(password);

    const agent = await open();
    await agent.fillSignIn('A3201', password);
    await agent.fillNewPassword('chosen-by-himself');
    await agent.text('在左边选一个会话').waitFor();
    // There is no desk on the web yet, so nobody is sent to him there.
    await admin.says('A3201', '离线');
    expect([...admin.complaints, ...agent.complaints]).toEqual([]);
  });

  it('[A-N07] gives an agent neither menu nor data, and the function refuses', async () => {
    const hired = await world.hire('A3301', { signIn: false });
    const agent = await open('#/staff');
    await agent.signIn(hired.staffCode, hired.password);
    await agent.text('您没有查看人员的权限，可以请管理员开通').waitFor();
    const menu = agent.page.getByRole('navigation');
    expect(await menu.getByRole('link').allInnerTexts()).toEqual([
      '接待',
      '客户',
      '记录',
    ]);
    expect(await agent.page.locator('.staff-page').count()).toBe(0);
    // The second is the desk's, which counts what is unread on every page.
    await expect
      .poll(() => agent.asked)
      .toEqual(['account.signIn', 'account.session', 'account.session']);
    expect(agent.complaints).toEqual([]);

    const same = await world.web();
    await same.signsIn(hired.staffCode, hired.password);
    const before = await world.counts();
    const { staffId } = hired;
    const person = { name: '某人', staffCode: 'A3399', role: 'admin' } as const;
    expect(await same.refusal('staff.list', {})).toBe('FORBIDDEN');
    expect(await same.refusal('staff.create', person)).toBe('FORBIDDEN');
    expect(await same.refusal('staff.disable', { staffId })).toBe('FORBIDDEN');
    expect(await same.refusal('staff.enable', { staffId })).toBe('FORBIDDEN');
    expect(await world.counts()).toEqual(before);
  });

  it('[A-N07] lets a supervisor look, not change, and the function refuses', async () => {
    const hired = await world.hire('A3401', {
      role: 'supervisor',
      signIn: false,
    });
    const page = await open();
    await page.signIn(hired.staffCode, hired.password);
    await page.row('ADMIN').click();
    await page.page.locator('.staff-detail').waitFor();
    expect(await page.button('添加人员').count()).toBe(0);
    expect(await page.button('停用…').count()).toBe(0);
    expect(page.complaints).toEqual([]);

    const same = await world.web();
    await same.signsIn(hired.staffCode, hired.password);
    const { staffId } = hired;
    expect(await same.refusal('staff.disable', { staffId })).toBe('FORBIDDEN');
    const person = { name: '某人', staffCode: 'A3499', role: 'agent' } as const;
    expect(await same.refusal('staff.create', person)).toBe('FORBIDDEN');
  });

  it('disables after asking, hands the conversations back, and enables', async () => {
    const agent = await world.hire('A3501', { capacity: 2 });
    const customer = world.customerPhone();
    const { conversation } = await customer.says('有人吗');
    const mine = { _id: conversation._id, staffId: agent.staffId };
    const admin = await openAsAdmin();
    expect(await world.all('conversations', mine)).toHaveLength(1);
    await admin.row('A3501').click();
    const web = await open();
    await web.signIn(agent.staffCode, agent.password);

    await admin.button('停用…').click();
    const dialog = admin.page.locator('.t-dialog');
    await dialog.getByRole('button', { name: '取消' }).click();
    expect(admin.asked).not.toContain('staff.disable');
    await admin.button('停用…').click();
    await dialog.getByRole('button', { name: '停用' }).click();
    await admin.text('已停用 客服A3501，1 个会话回到队列').waitFor();
    expect(await world.all('conversations', mine)).toEqual([]);
    await admin.row('A3501').waitFor({ state: 'detached' });

    await web.choosePresence('忙碌');
    await web.text('账号已停用，请联系管理员').first().waitFor();
    await web.text('登录工作台').waitFor();

    await admin.button('启用').click();
    await admin.says('A3501', '离线');
    expect(admin.complaints).toEqual([]);
  });

  it('keeps the draft when the sign-in ends, and then finishes the work', async () => {
    const hired = await world.hire('A3601', { role: 'admin', signIn: false });
    const page = await open();
    await page.signIn(hired.staffCode, hired.password);
    await page.live('watch');
    await page.button('添加人员').click();
    const form = page.page.locator('.add-staff');
    await form.getByLabel('姓名').fill('许诺');
    await form.getByLabel('工号').fill('A3602');

    const root = await world.web();
    await root.signsIn(ADMIN.staffCode, ADMIN.password);
    const { staffId } = hired;
    await root.ask('staff.disable', { staffId });
    await root.ask('staff.enable', { staffId });

    await form.getByRole('button', { name: '添加' }).click();
    await page.text('登录已过期，请重新验证').waitFor();
    expect(await form.getByLabel('姓名').inputValue()).toBe('许诺');
    await page.fillSignIn(hired.staffCode, hired.password);
    await page.page.locator('.first-password code').waitFor();
    await page.button('已记下，关闭').click();
    await page.row('A3602').waitFor();
    await page.live('watch');
    expect(page.complaints).toEqual([]);
  });

  it('asks again when the stored tokens are too old to be renewed', async () => {
    const admin = await openAsAdmin();
    await admin.row('ADMIN').waitFor();
    await world.door.advance(40 * DAY);
    await admin.looksAgain();
    await admin.text('登录已过期，请重新验证').waitFor();
    expect(await admin.row('ADMIN').isVisible()).toBe(true);
    await admin.fillSignIn(ADMIN.staffCode, ADMIN.password);
    await admin.text('登录已过期，请重新验证').waitFor({ state: 'detached' });
    await admin.live('watch');
    // What was asked for when the sign-in turned out to be old is done now.
    expect(admin.asked.lastIndexOf('staff.list')).toBeGreaterThan(
      admin.asked.lastIndexOf('account.session')
    );
  });
});
