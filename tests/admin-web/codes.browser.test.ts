import { readFileSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

let world: World;
let site: AdminSite;
let browser: Browser;
let page: AdminPage;
let agent: Hired;
let heir: Hired;

beforeAll(async () => {
  world = await startWorld();
  site = await serveAdmin({ env: world.env, localCloud: world.url });
  browser = await launchBrowser();
  await world.setUp();
  agent = await world.hire('A4001');
  heir = await world.hire('A4002');
  page = await AdminPage.open(browser, `${site.url}#/staff/codes`);
});
afterAll(async () => {
  await page?.close();
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

const row = (text: string) =>
  page.page.locator('.code-table tbody tr', { hasText: text });
const pane = () => page.page.locator('.code-detail');
const inPane = (name: string) => pane().getByRole('button', { name });
const dialog = () => page.page.locator('.t-dialog:visible');
const scans = (scene: string) =>
  world.customerPhone().ask('conversation.enter', { scene });

/** The bytes of what the browser saves after a click. */
async function saved(button: Locator): Promise<Buffer> {
  const download = page.page.waitForEvent('download');
  await button.click();
  return readFileSync(await (await download).path());
}

/** Width and height stand in the first chunk of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('[F009b] codes on the hosted page', () => {
  it('are made, downloaded, replaced, handed over and revoked', async () => {
    const { staffId, phone } = agent;
    const { codeId } = await phone.ask('code.create', { staffId });
    for (let times = 0; times < 3; times++) await scans(codeId);
    await page.signIn('ADMIN', 'admin-password');
    await row(codeId).click();
    await row(codeId).getByText('在用').waitFor();
    const steps = pane().locator('.code-funnel li');
    await steps.first().getByText('3', { exact: true }).waitFor();
    expect(await steps.count()).toBe(7);
    // Of three scans nothing is advised.
    expect(await pane().locator('.advice').count()).toBe(0);

    const stored = await phone.ask('code.picture', { codeId });
    const answer = await fetch(stored.url ?? '');
    const original = Buffer.from(await answer.arrayBuffer());
    expect(await saved(page.button('下载原图'))).toEqual(original);
    const poster = await saved(page.button('下载海报'));
    expect(sizeOf(poster)).toEqual([1080, 1440]);

    await inPane('换一个码').click();
    await dialog().getByText('旧码还能用 7 天').waitFor();
    await dialog().getByRole('button', { name: '换一个码' }).click();
    await row(codeId).getByText('已换新').waitFor();
    const next = row('生成中');
    await next.waitFor();
    await pane().getByText('图片由定时任务生成').waitFor();
    expect((await scans(codeId)).codeValid).toBe(true);
    const [fresh] = await world.all<{ _id: string }>('codes', {
      staffId,
      status: 'active',
    });
    const freshId = fresh?._id ?? '';
    // The web may not ask WeChat; the next phone that calls does.
    await phone.ask('work.run', {});
    await page.page.reload();
    await row(freshId).getByText('在用').waitFor();

    await inPane('移交…').click();
    await dialog().getByText('2 个专属码改指向接手人').waitFor();
    await dialog().locator('.successor-select').click();
    await page.page.locator('.t-select-option', { hasText: 'A4002' }).click();
    await dialog().getByRole('button', { name: '移交' }).click();
    await page.text('已移交给 客服A4002：2 个码，4 位客户').waitFor();
    await page.page.goto(`${site.url}#/staff/codes?state=handed`);
    await row(freshId).click();
    await row(freshId).getByText('客服A4002').waitFor();
    await pane().getByText('由 客服A4001 移交').waitFor();

    await pane().locator('.revoke').click();
    await dialog()
      .getByText('海报上的这个码会立刻失效，扫码的客户会转到默认客服。')
      .waitFor();
    await dialog().getByRole('button', { name: '取消' }).click();
    expect((await scans(freshId)).codeValid).toBe(true);
    await pane().locator('.revoke').click();
    await dialog().getByRole('button', { name: '作废' }).click();
    await row(freshId).waitFor({ state: 'detached' });
    expect((await scans(freshId)).codeValid).toBe(false);

    await page.page.goto(`${site.url}#/staff/codes?staff=${heir.staffId}`);
    await row(freshId).getByText('已作废').waitFor();
    await page.button('生成专属码').click();
    await dialog().locator('.successor-select').click();
    await page.page.locator('.t-select-option', { hasText: 'A4001' }).click();
    await dialog().getByRole('button', { name: '生成专属码' }).click();
    await row('客服A4001').getByText('生成中').waitFor();
    expect(await world.all('codes', { staffId })).toHaveLength(1);
    expect(page.complaints).toEqual([]);
  });
});
