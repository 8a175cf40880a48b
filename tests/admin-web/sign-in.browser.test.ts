import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { codeFrom } from '../support/authenticator';
import { startWorld, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const HOUR = 60 * 60_000;

let world: World;
let site: AdminSite;
let browser: Browser;

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

const open = () => AdminPage.open(browser, site.url);

describe('the sign-in on the web, step by step', () => {
  it('[F005a] a first password is replaced, and says what is wrong with the new one', async () => {
    const admin = await world.web();
    await admin.signsIn(ADMIN.staffCode, ADMIN.password);
    const { initialPassword } = await admin.ask('staff.create', {
      name: '主管',
      staffCode: 'B1001',
      role: 'supervisor',
    });
    const page = await open();
    await page.fillSignIn('B1001', initialPassword);
    await page.fillNewPassword('short');
    await page.text('新密码至少 8 位').waitFor();
    await page.fillNewPassword('long-enough', 'something else');
    await page.text('两次输入的不一样').waitFor();
    await page.fillNewPassword(initialPassword);
    await page.text('新密码不能和原来的密码相同').waitFor();
    await page.fillNewPassword('chosen-by-himself');
    await page.page.locator('.board-agents').waitFor();
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('[A-N06] sets up the second factor that is required, and asks for it', async () => {
    await world.settings('people', { secondFactor: 'required' });
    const page = await open();
    await page.fillSignIn(ADMIN.staffCode, ADMIN.password);
    const shown = page.page.locator('.new-factor code');
    const secret = ((await shown.textContent()) ?? '').replace(/\s/g, '');
    const form = page.page.locator('.sign-in-form');
    const code = form.getByLabel('验证码或恢复码');
    const verify = form.getByRole('button', { name: '验证' });
    await code.fill('000');
    await verify.click();
    await page.text('验证码不对，或已经用过').waitFor();
    const first = codeFrom(secret, await world.door.now());
    await code.fill(first);
    await verify.click();
    const codes = page.page.locator('.recovery-codes li');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    const recovery = (await codes.first().textContent()) ?? '';
    await form.getByRole('button', { name: '已记下，进入' }).click();
    await page.row('ADMIN').waitFor();

    await page.choosePresence('退出登录');
    await page.fillSignIn(ADMIN.staffCode, ADMIN.password);
    await code.fill(first);
    await verify.click();
    await page.text('验证码不对，或已经用过').waitFor();
    await code.fill(recovery.toUpperCase());
    await verify.click();
    await page.row('ADMIN').waitFor();
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('[B-05] renews its session by itself after two hours, also after a reload', async () => {
    const page = await open();
    await page.signIn(ADMIN.staffCode, ADMIN.password);
    await page.row('ADMIN').waitFor();
    await world.door.advance(3 * HOUR);
    await page.page.reload();
    await page.row('ADMIN').waitFor();
    expect(page.asked).toContain('account.refresh');
    expect(await page.text('登录已过期').count()).toBe(0);
    await page.close();
  });

  it('[B-06] asks again when the seven days are over', async () => {
    const page = await open();
    await page.signIn(ADMIN.staffCode, ADMIN.password);
    await page.live('watch');
    await world.door.advance(8 * 24 * HOUR);
    await page.looksAgain();
    await page.text('登录已过期，请重新验证').waitFor();
    await page.fillSignIn(ADMIN.staffCode, ADMIN.password);
    await page.live('watch');
    expect(await page.text('登录已过期，请重新验证').count()).toBe(0);
    await page.close();
  });
});
