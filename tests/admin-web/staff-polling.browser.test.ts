import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startWorld, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

/**
 * The SDK takes its time to give a watch up. What follows from that is shown
 * every time in admin-web/src/features/staff/use-staff.test.ts.
 */
describe.runIf(process.env.LONG === '1')('the list of people', () => {
  let world: World;
  let site: AdminSite;
  let browser: Browser;

  beforeAll(async () => {
    world = await startWorld();
    site = await serveAdmin({ env: world.env, localCloud: world.url });
    browser = await launchBrowser();
    await world.setUp();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await world?.stop();
  });

  it('polls where watches are refused, and watches again afterwards', async () => {
    const agent = await world.hire('A3101');
    await world.door.put('switches', { watchEnabled: false });
    const admin = await AdminPage.open(browser, site.url);
    await admin.signIn('ADMIN', 'admin-password');
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
    await admin.close();
  });
});
