import { readFileSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { textOfPdf } from '../support/pdf-text';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const HOUR = 60 * 60_000;
const PURPOSE = '市疾控季度核查';

let browser: Browser;
let site: AdminSite;
let world: World;
let lead: Hired;
let desk: AdminPage;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
  await world.hire('A1024', { capacity: 20 });
  lead = await world.hire('S2001', { role: 'supervisor', signIn: false });
  for (const text of [
    '机构编码不对，请打 13812345678',
    '别的问题',
    '机构编码',
  ]) {
    await world.customerPhone().says(text);
    await world.door.advance(1_000);
  }
});
afterEach(async () => {
  expect(desk.complaints).toEqual([]);
  await desk.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

async function openAs(
  who: { staffCode: string; password: string },
  hash: string
) {
  desk = await AdminPage.open(browser, `${site.url}#${hash}`);
  await desk.signIn(who.staffCode, who.password);
}

const dialog = () => desk.page.locator('.export-dialog:visible');
const job = (state: string) =>
  desk.page.locator(`.export-job[data-state=${state}]`);

/** The file that the browser saves when that is pressed. */
async function savedBy(button: Locator): Promise<{ name: string; at: string }> {
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    button.click(),
  ]);
  return { name: download.suggestedFilename(), at: await download.path() };
}

test('[F012b] [B-113] an administrator takes what he found away as Excel, and the file says the same', async () => {
  await openAs(ADMIN, '/records?q=机构编码');
  await desk.text('共 2 条').waitFor();
  await desk.button('导出这个查询').click();
  await dialog().getByText('含“机构编码”').waitFor();
  const start = dialog().getByRole('button', { name: '开始导出' });
  expect(await start.isDisabled()).toBe(true);
  await dialog().getByLabel('用途').fill(PURPOSE);
  await dialog().getByLabel('包含聊天正文').check();
  await dialog().getByText('由您负责保管和销毁').waitFor();
  await start.click();

  await job('ready').getByText('已写 2 条').waitFor();
  const file = await savedBy(desk.button('下载'));
  expect(file.name).toMatch(/^会话记录-\d{8}-1\.xlsx$/);
  const [records, messages] = await readXlsxFile(readFileSync(file.at));
  expect(records?.data.slice(1)).toHaveLength(2);
  const said = messages?.data.slice(1).map((row) => row[6]) ?? [];
  expect(said).toContain('机构编码不对，请打 138****5678');
  expect(said).not.toContain('别的问题');
  await desk.page.getByText(/下载地址 .* 前有效/).waitFor();

  await desk.button('删除文件').click();
  await job('cancelled').getByText('文件已删除').waitFor();
  await desk.page.getByRole('link', { name: '审计日志' }).click();
  const taken = desk.page.locator('.audit-line', { hasText: PURPOSE });
  await taken.filter({ hasText: '含聊天正文' }).waitFor();
  await taken.filter({ hasText: '取导出的文件' }).waitFor();
  // The audit leaves as Excel alone, without a question about texts.
  await desk.button('导出这个查询').click();
  await dialog().getByLabel('用途').waitFor();
  expect(await dialog().getByRole('checkbox').count()).toBe(0);
  expect(await dialog().getByText('PDF').count()).toBe(0);
});

test('[F012c] a supervisor is told whom to ask for texts, and what he left half done goes on when he is back', async () => {
  await openAs(lead, '/records');
  await desk.button('导出这个查询').click();
  expect(await dialog().getByLabel('包含聊天正文').isDisabled()).toBe(true);
  await dialog()
    .getByText('包含聊天正文的导出需要管理员权限，可以请 管理员 代办')
    .waitFor();
  await dialog().getByText('PDF').click();
  await dialog().getByLabel('用途').fill(PURPOSE);
  // The function is out of reach: nothing is lost, and it says so.
  await desk.page.route('**/v1/functions/download', async (route) => {
    const { action } = route.request().postDataJSON() as { action: string };
    if (action !== 'download.run') return route.continue();
    await route.fulfill({ status: 200, json: { broken: true } });
  });
  await dialog().getByRole('button', { name: '开始导出' }).click();
  await job('working').getByText('停住了').waitFor();
  await job('working').getByText('0 / 3 条').waitFor();
  await desk.page.unroute('**/v1/functions/download');
  await desk.page.reload();

  await job('ready').getByText('已写 3 条').waitFor();
  const file = await savedBy(desk.button('下载'));
  expect(file.name).toMatch(/\.pdf$/);
  const text = await textOfPdf(readFileSync(file.at));
  expect(text).toContain(PURPOSE);
  expect(text).not.toContain('别的问题');
  expect(desk.asked.filter((one) => one === 'download.create')).toHaveLength(1);

  // A day later the job and its file are gone.
  await world.door.advance(25 * HOUR);
  await desk.page.reload();
  await desk.text('没有导出任务').waitFor();
  expect(await desk.page.locator('.export-job').count()).toBe(0);
});
