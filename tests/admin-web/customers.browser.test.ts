import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from 'vitest';
import { launchBrowser } from '../support/browser';
import { startWorld, type Hired, type World } from '../support/world';
import { AdminPage } from './admin-page';
import { serveAdmin, type AdminSite } from './admin-site';
import { EVIL, watchForScripts } from './evil-words';

const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };
const PHONE = '13800138000';

let browser: Browser;
let site: AdminSite;
let world: World;
let chen: Hired;
let admin: AdminPage;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld({ dataDir: ':memory:' }),
  ]);
  site = await serveAdmin({ env: world.env, localCloud: world.url });
});
beforeEach(async () => {
  await world.reset();
  await world.setUp();
  chen = await world.hire('A1024');
  admin = await AdminPage.open(browser, site.url);
});
afterEach(async () => {
  expect(admin.complaints).toEqual([]);
  await admin.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await world?.stop();
});

const line = (text: string) =>
  admin.page.locator('.customer-line', { hasText: text });
const detail = () => admin.page.locator('.customer-detail');
/** Before he signs in: the page he would begin with is never opened. */
const goTo = (hash: string) => admin.page.goto(`${site.url}#${hash}`);

async function dialogSays(reason: string, word: string): Promise<void> {
  const dialog = admin.page.locator('.t-dialog:visible');
  await dialog.locator('.form-field input').fill(reason);
  await dialog.getByRole('button', { name: word, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('[F011a] [F011d] [A-P09] a customer is found, kept and blocked, his number seen with a purpose, and his words stay text', async () => {
  const evil = await watchForScripts(admin.page);
  const li = world.customerPhone('phone-of-li');
  await li.ask('conversation.enter', {});
  await li.ask('customer.setName', { nick: EVIL.name });
  const { conversation } = await li.says(EVIL.text);
  const { customerId } = conversation;
  await chen.phone.ask('customer.update', {
    customerId,
    unit: EVIL.unit,
    phone: PHONE,
  });
  await chen.phone.ask('customer.tag', { customerId, add: [EVIL.tag] });
  await world.customerPhone('phone-of-wu').says('另一位');

  await goTo('/customers');
  await admin.signIn(ADMIN.staffCode, ADMIN.password);
  await admin.text('共 2 条').waitFor();
  const search = admin.page.getByPlaceholder('名字、机构、标签、备注、手机号');
  await search.fill(PHONE);
  await search.press('Enter');
  await admin.text('共 1 条').waitFor();
  await line(EVIL.name).click();
  await detail().getByText(EVIL.unit).first().waitFor();
  await detail().getByText(EVIL.tag).waitFor();

  expect(await detail().getByText(PHONE).count()).toBe(0);
  await detail().getByRole('button', { name: '查看完整号码' }).click();
  await dialogSays('核对回访', '查看');
  await detail().getByText(PHONE).waitFor();
  const [seen] = await world.all('audit', { action: 'customer.phone' });
  expect(seen).toMatchObject({ object: customerId, detail: '核对回访' });

  await detail().getByRole('button', { name: '修改姓名' }).click();
  await detail().getByLabel('姓名', { exact: true }).fill('李敏');
  await detail().getByRole('button', { name: '保存' }).click();
  await line('李敏').waitFor();
  await detail().getByPlaceholder('写给团队看').fill(EVIL.text);
  await detail().getByRole('button', { name: '添加备注' }).click();
  await detail().locator('article', { hasText: EVIL.text }).waitFor();

  await detail().getByRole('button', { name: '拉黑…' }).click();
  await dialogSays('反复辱骂', '拉黑');
  await detail().getByText('反复辱骂').waitFor();
  await detail().getByRole('button', { name: '解除拉黑' }).click();
  await detail().getByRole('button', { name: '拉黑…' }).waitFor();

  await detail().locator('.past', { hasText: EVIL.text }).click();
  await admin.page
    .locator('.record-thread .bubble', { hasText: EVIL.text })
    .waitFor();
  expect(await evil.done()).toEqual([]);
});

test('[F011a] a customer who asks for it gets a copy and is deleted, after a question', async () => {
  await world.customerPhone('phone-of-li').says('请删除我的数据');
  await goTo('/customers');
  await admin.signIn(ADMIN.staffCode, ADMIN.password);
  await admin.page.locator('.customer-line').click();
  await detail().getByRole('button', { name: '导出数据…' }).click();
  const files: Download[] = [];
  admin.page.on('download', (file) => files.push(file));
  await dialogSays('本人来信要求', '导出');
  await admin.page.getByText(/已下载 \d 个文件/).waitFor();
  const paths = await Promise.all(files.map((file) => file.path()));
  const copy = paths.map((file) => readFileSync(file, 'utf8')).join('\n');
  expect(copy).toContain('请删除我的数据');
  const told = await world.all('audit', { action: 'privacy.exportFor' });
  expect(told).toHaveLength(1);

  await detail().getByRole('button', { name: '删除数据…' }).click();
  await dialogSays('本人来信要求', '删除');
  await detail().waitFor({ state: 'hidden' });
  await admin.text('没有符合条件的客户').waitFor();
  const erased = await world.all('erasures');
  expect(erased).toMatchObject([{ state: 'done', by: 'admin' }]);
});

test('[F011b] an agent sees whom he serves, and no way to numbers or blocking', async () => {
  const { conversation } = await world
    .customerPhone('phone-of-li')
    .says('我是他的客户');
  expect(conversation.staffId).toBe(chen.staffId);
  const other = await world.hire('A1025');
  await goTo(`/customers?id=${conversation.customerId}`);
  await admin.signIn(other.staffCode, other.password);
  await admin.text('没有符合条件的客户').waitFor();
  await detail().locator('.state-panel').waitFor();
  expect(await detail().getByText('我是他的客户').count()).toBe(0);
  await admin.choosePresence('退出登录');
  await goTo(`/customers?id=${conversation.customerId}`);
  await admin.signIn(chen.staffCode, chen.password);
  await detail().locator('.past', { hasText: '我是他的客户' }).waitFor();
  expect(await admin.button('拉黑…').count()).toBe(0);
  expect(await admin.button('导出数据…').count()).toBe(0);
  expect(await admin.button('删除数据…').count()).toBe(0);
});
