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
import {
  createsPerson,
  editsPerson,
  handsOver,
  keepsTeams,
  looksOnly,
  resetsPassword,
} from './staff-steps';

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
  it('signs in by ticket, survives a reload, asks again when tokens are too old', async () => {
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
    await admin.live('watch');

    expect(admin.complaints).toEqual([]);

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
    await admin.choosePresence('退出登录');
    await admin.text('登录工作台').waitFor();
    await admin.page.reload();
    await admin.text('登录工作台').waitFor();
  });

  it('[F009d] shows live who is there, silence too, and loses nothing on a cut', async () => {
    const admin = await openAsAdmin();
    const agent = await world.hire('A3001');
    await admin.says('A3001', '在线');
    const before = admin.asked.length;
    await agent.phone.ask('account.presence', { state: 'busy' });
    await admin.says('A3001', '忙碌');
    await world.door.post('faults', { cutSockets: true });
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

  it('[F009a] creates a person, edits him and gives him a new password', async () => {
    const admin = await openAsAdmin();
    const first = await createsPerson(admin);
    const agent = await open();
    await agent.fillSignIn('A3201', first);
    await agent.fillNewPassword('chosen-by-himself');
    await agent.text('在左边选一个会话').waitFor();
    // The web offers nobody a customer, so nobody is sent to him there.
    await admin.says('A3201', '离线');

    await admin.row('A3201').click();
    await editsPerson(admin);
    const [stored] = await world.all('staff', { staffCode: 'A3201' });
    expect(stored).toMatchObject({ role: 'supervisor', capacity: 8 });
    expect(await world.all('audit', { action: 'staff.update' })).toHaveLength(
      1
    );

    const pane = admin.page.locator('.staff-detail');
    await admin.looksAgain();
    await pane.getByText('Chrome · Linux').waitFor();
    const second = await resetsPassword(admin);
    expect(second).not.toBe(first);
    await pane.getByText('没有在网页登录').waitFor();
    const he = await world.web();
    const his = { staffCode: 'A3201' };
    expect(
      await he.refusal('account.signIn', {
        ...his,
        password: 'chosen-by-himself',
      })
    ).toBe('SIGN_IN_FAILED');
    expect(
      await he.ask('account.signIn', { ...his, password: second })
    ).toMatchObject({ step: 'password' });
    expect(admin.complaints).toEqual([]);
  });

  it('[A-N07] gives an agent neither menu nor data; a supervisor looks and changes nothing', async () => {
    const hired = await world.hire('A3301', { signIn: false });
    const agent = await open('#/staff/codes');
    await agent.signIn(hired.staffCode, hired.password);
    await agent.text('您没有查看专属码的权限，可以请管理员开通').waitFor();
    const menu = agent.page.locator('.app-rail');
    expect(await menu.getByRole('link').allInnerTexts()).not.toContain('人员');
    expect(await agent.page.locator('.sheet').count()).toBe(0);
    expect(agent.asked).not.toContain('code.list');
    // The desk, which counts what is unread on every page, takes that answer.
    await agent.page.locator('.app-rail').waitFor();
    expect(agent.asked).toEqual(['account.signIn', 'account.session']);

    const root = await world.web();
    await root.signsIn(ADMIN.staffCode, ADMIN.password);
    const { team } = await root.ask('team.create', { name: '一组' });
    const lead = await world.hire('A3401', {
      role: 'supervisor',
      signIn: false,
      teamId: team.teamId,
    });
    await root.ask('code.create', { staffId: hired.staffId });
    const page = await open();
    await page.signIn(lead.staffCode, lead.password);
    // He begins where he sees how it goes.
    await page.page.locator('.board-agents').waitFor();
    await page.page
      .locator('.app-rail')
      .getByRole('link', { name: '人员' })
      .click();
    await page.row('A3301').click();
    await page.page.locator('.staff-detail').waitFor();
    const tabs = await looksOnly(page);
    // The code of somebody in another team is not his to see.
    await tabs.getByText('专属码').click();
    await page.text('没有符合条件的专属码').waitFor();
    await tabs.getByText('小组').click();
    await page.text('一组').first().waitFor();
    expect(await page.button('添加小组').count()).toBe(0);
    expect([...agent.complaints, ...page.complaints]).toEqual([]);
  });

  it('[F009a] [B-122] disables in three steps, his successor has it all, and enables', async () => {
    const agent = await world.hire('A3501');
    const { staffId, phone } = agent;
    const { scene } = await phone.ask('code.create', { staffId });
    const customer = world.customerPhone();
    await customer.ask('conversation.enter', { scene });
    const { conversation } = await customer.says('有人吗');
    const heir = await world.hire('A3502');
    const admin = await openAsAdmin();
    await admin.row('A3501').click();
    const web = await open();
    await web.signIn(agent.staffCode, agent.password);

    await handsOver(admin);
    const to = { staffId: heir.staffId };
    const _id = conversation._id;
    expect(await world.all('conversations', { _id })).toMatchObject([to]);
    expect(await world.all('codes', { _id: scene })).toMatchObject([to]);
    expect(await world.all('customers', { _id: customer.me })).toMatchObject([
      { boundStaffId: heir.staffId },
    ]);
    await admin.row('A3501').waitFor({ state: 'detached' });

    await web.choosePresence('忙碌');
    await web.text('账号已停用，请联系管理员').first().waitFor();
    await web.text('登录工作台').waitFor();

    await admin.button('启用').click();
    await admin.says('A3501', '离线');
    expect(admin.complaints).toEqual([]);
  });

  it('[F009c] keeps teams, shows what roles may do, and ends a session', async () => {
    const agent = await world.hire('A3701', { signIn: false });
    const other = await world.web();
    await other.signsIn(agent.staffCode, agent.password);
    const admin = await openAsAdmin();
    const tab = (name: string) =>
      admin.page
        .getByRole('navigation', { name: '人员' })
        .getByText(name, { exact: true })
        .click();
    await tab('小组');
    await keepsTeams(admin);
    expect(await world.all('teams')).toEqual([]);

    await tab('角色权限');
    const permission = admin.page.getByRole('row', { name: '看审计日志' });
    await permission.waitFor();
    expect(await permission.getByRole('cell').allInnerTexts()).toEqual([
      '看审计日志',
      '不可以',
      '不可以',
      '全部',
    ]);

    await tab('登录会话');
    const his = admin.page.getByRole('row', { name: '客服A3701' });
    await his.getByRole('button', { name: /下线/ }).click();
    await his.waitFor({ state: 'detached' });
    const { staffId } = agent;
    expect(await other.refusal('staff.sessions', { staffId })).toBe(
      'SESSION_EXPIRED'
    );
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
});
