import type { Page } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { ConsoleStage, pageElsewhere, SECTIONS } from './support/console-stage';
import { findFaults } from './support/find-faults';
import { serverApp, signedIn } from './support/sdks';
import type { CloudProcess } from './support/spawn-cloud';

const HOSTILE = '<img src=x onerror="document.title=\'taken\'">';
const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let stage: ConsoleStage;
let cloud: CloudProcess;
let page: Page;

beforeAll(async () => {
  stage = await ConsoleStage.start();
  cloud = stage.cloud;
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  page = await stage.openPage({ viewport: { width: 1280, height: 720 } });
});
afterEach(async () => {
  expect(stage.complaints).toEqual([]);
  await page.context().close();
});

const open = (section: string) =>
  page.goto(`${cloud.url}/__local/console/#/${section}`);
const press = (name: string) =>
  page.getByRole('button', { name, exact: true }).click();
const collection = (name: string) => stage.collection(name);

describe('the console', () => {
  it('[CONSOLE-2] queries a collection and tells the index that was used', async () => {
    for (const n of [1, 2, 3]) await collection('items').add({ room: 'r', n });
    await open('collections');
    await press('items');
    await page.getByText('没有用索引').waitFor();
    await page.getByLabel('条件').fill("{ room: 'r', n: { $gt: 1 } }");
    await page.getByLabel('排序').fill('{ n: -1 }');
    await press('查询');
    await page.getByText('用了索引 by_room').waitFor();
    const result = page.getByRole('region', { name: '查询结果' });
    const rows = result.locator('tbody tr');
    await vi.waitFor(async () => expect(await rows.count()).toBe(2));
    expect(await rows.first().textContent()).toMatch(/r\s*3/);
    await press('JSON');
    await page.getByText('"n": 3').waitFor();
  });

  it('[CONSOLE-2] says in a sentence what is wrong with a query', async () => {
    await open('collections');
    await press('items');
    await page.getByText('没有符合条件的文档').waitFor();
    await page.getByLabel('条件').fill('{ room: ');
    await press('查询');
    const alert = page.getByRole('alert').getByText('条件读不懂');
    await vi.waitFor(async () => expect(await alert.count()).toBe(1));
  });

  it('[CONSOLE-2] adds, changes and removes a document', async () => {
    await open('collections');
    await press('notes');
    await press('新建文档');
    const text = page.getByRole('dialog').getByRole('textbox');
    await text.fill("{ _id: 'one', n: 1 }");
    await press('保存');
    await press('one');
    await text.fill("{ _id: 'one', n: 2 }");
    await press('保存');
    await vi.waitFor(async () => {
      const { data } = await collection('notes').doc('one').get();
      expect(data).toEqual([{ _id: 'one', n: 2 }]);
    });
    await press('one');
    await press('删除文档');
    await page.getByText('没有符合条件的文档').waitFor();
    expect((await collection('notes').count()).total).toBe(0);
  });

  it('[CONSOLE-3] loads a refusal and says why not, then what is allowed', async () => {
    const phone = await signedIn(cloud, { openid: 'me' }, 'CLOUD_API');
    await phone.database().collection('notes').where({ n: 7 }).get();
    await open('rules');
    await press('载入');
    const verdict = page.locator('[data-verdict]');
    await verdict.getByText('拒绝').waitFor();
    expect(await verdict.textContent()).toContain('doc.owner == auth.openid');
    expect(await page.getByLabel('openid').inputValue()).toBe('me');
    await press('换成这样');
    await verdict.getByText('✓ 允许').waitFor();
    const query = page.getByLabel('查询', { exact: true });
    expect(JSON.parse(await query.inputValue())).toEqual({ n: 7, owner: 'me' });
    await query.fill("{ owner: 'you' }");
    await press('试一下');
    await verdict.getByText('✕ 拒绝').waitFor();
  });

  it('[CONSOLE-4] shows a watch while it lives, and its frames', async () => {
    const rule = { read: true, write: true };
    await cloud.door('PUT', 'rules', { items: rule });
    const web = await signedIn(cloud, { uid: 'u1' }, 'CLOUD_API');
    const seen = vi.fn();
    const ofRoom = web.database().collection('items').where({ room: 'r9' });
    const watch = ofRoom.watch({
      onChange: seen,
      onError: (error) => stage.complaints.push(String(error)),
    });
    await vi.waitFor(() => expect(seen).toHaveBeenCalled());
    await open('watches');
    const row = page.getByRole('row').filter({ hasText: 'r9' });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/items.*u1/s);
    watch.close();
    await page.getByText('现在没有人在监听').waitFor();
  });

  it('[CONSOLE-4] shows a call and opens it to its log and result', async () => {
    const phone = await signedIn(cloud, { openid: 'me' }, 'CLOUD_API');
    const call = (step: string, data?: string) =>
      phone.callFunction({ name: 'everything', data: { step, data } });
    await call('context');
    await call('say', 'words for the log');
    await open('calls');
    const calls = page.getByRole('group').filter({ hasText: 'everything' });
    await calls.first().locator('summary').press('Enter');
    await calls.first().getByText('words for the log').waitFor();
    await calls.last().locator('summary').press('Enter');
    expect(await calls.last().textContent()).toContain('"OPENID":"me"');
    await page.getByLabel('只看失败').check();
    await page.getByText('没有这样的调用').waitFor();
  });

  it('[CONSOLE-5] moves the clock', async () => {
    const before = Number((await cloud.door('GET', 'clock')).now);
    await open('clock');
    await press('+1 小时');
    await page.getByText('比这台机器快 1 小时').waitFor();
    const after = Number((await cloud.door('GET', 'clock')).now);
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('[CONSOLE-5] orders a fault and clears it', async () => {
    await open('faults');
    const form = page.getByRole('form', { name: '失败', exact: true });
    await form.getByLabel('动作名里有').fill('addDocument');
    await form.getByRole('button', { name: '下令' }).click();
    await page.getByText('失败 SYS_ERR：动作名里有 addDocument').waitFor();
    expect(await cloud.door('GET', 'faults')).toMatchObject({
      failure: { code: 'SYS_ERR', match: 'addDocument', left: 1 },
    });
    await press('全部清除');
    await page.getByText('没有故障，一切正常').waitFor();
    expect(await cloud.door('GET', 'faults')).toMatchObject({ failure: null });
  });

  it('[CONSOLE-5] flips a switch, marks it and gives it back', async () => {
    await open('switches');
    await page.getByLabel('byDocumentId').selectOption('read-then-check');
    const item = page.getByRole('listitem').filter({ hasText: 'byDocumentId' });
    await item.getByText('已改').waitFor();
    expect(await stage.switchNow('byDocumentId')).toBe('read-then-check');
    await press('全部恢复默认');
    await item.getByText('已改').waitFor({ state: 'detached' });
    expect(await stage.switchNow('byDocumentId')).toBe('strict');
  });

  it('[CONSOLE-9] shows a picture, and downloads whatever was uploaded', async () => {
    const app = serverApp(cloud);
    const picture = Buffer.from(ONE_PIXEL, 'base64');
    await app.uploadFile({ cloudPath: '图/a b.png', fileContent: picture });
    const hostile = Buffer.from('<script>document.title = 1</script>');
    await app.uploadFile({ cloudPath: 'page.html', fileContent: hostile });
    await open('files');
    await page.getByRole('button', { name: '看 图/a b.png' }).click();
    const image = page.getByRole('img', { name: '图/a b.png' });
    const width = (node: unknown) => (node as HTMLImageElement).naturalWidth;
    await vi.waitFor(async () => expect(await image.evaluate(width)).toBe(1));
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载' }).first().click(),
    ]);
    expect(file.suggestedFilename()).toBe('page.html');
    const reply = await fetch(file.url());
    expect(reply.headers.get('content-disposition')).toBe('attachment');
    expect(reply.headers.get('content-security-policy')).toContain('sandbox');
    expect(await reply.text()).toBe(String(hostile));
  });

  it('[CONSOLE-6] shows hostile content as text wherever it stands', async () => {
    await collection('notes').add({ _id: HOSTILE, [HOSTILE]: HOSTILE });
    const phone = await signedIn(cloud, { openid: HOSTILE }, 'CLOUD_API');
    await phone.database().collection('notes').where({ a: HOSTILE }).get();
    await phone.callFunction({ name: 'everything', data: { step: HOSTILE } });
    await open('collections');
    await press('notes');
    const result = page.getByRole('region', { name: '查询结果' });
    await result.getByText(HOSTILE).first().waitFor();
    const whole = { rules: '载入', calls: 'everything' };
    for (const [section, words] of Object.entries(whole)) {
      await open(section);
      await page.getByText(words).waitFor();
      expect(await page.locator('img').count()).toBe(0);
    }
    expect(await page.title()).toBe('调用与日志 · 本地云控制台');
  });
});

describe('the page of the console', () => {
  it('[CONSOLE-7] reaches every section by keyboard alone', async () => {
    await open('overview');
    await page.getByRole('navigation').getByRole('link').first().focus();
    for (const _ of SECTIONS.slice(1)) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '开关' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe(
      'H1'
    );
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    '[CONSOLE-7] is legible and named throughout in %s at %i px',
    async (colorScheme, width) => {
      await collection('items').add({ room: 'r', text: '长'.repeat(300) });
      await page.context().close();
      page = await stage.openPage({
        colorScheme,
        viewport: { width, height: 720 },
      });
      for (const section of SECTIONS) {
        await open(section);
        await page.locator('h1').waitFor();
        await page.getByText('正在读取').waitFor({ state: 'detached' });
        const faults = await page.evaluate(findFaults);
        expect({ section, faults }).toEqual({ section, faults: [] });
      }
    }
  );

  it('[CONSOLE-8] asks nothing while nobody looks', async () => {
    await page.clock.install();
    await open('watches');
    await page.getByText('现在没有人在监听').waitFor();
    let asked = 0;
    page.on('request', () => (asked += 1));
    await page.clock.runFor(10_000);
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    });
    await page.waitForLoadState('networkidle');
    asked = 0;
    await page.clock.runFor(60_000);
    expect(asked).toBe(0);
  });

  it('[CONSOLE-8] says when the cloud is gone', async () => {
    await open('watches');
    await page.getByText('现在没有人在监听').waitFor();
    await page.route('**/__local/watches', (route) => route.abort());
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('本地云没有回答');
    await page.unroute('**/__local/watches');
    await alert.waitFor({ state: 'detached' });
    stage.forgives('ERR_FAILED');
  });

  it('[NET-2] a page on another port of this machine may use the door', async () => {
    const { origin, close } = await pageElsewhere();
    await page.goto(`http://127.0.0.1${origin}`);
    const env = await page.evaluate(async (url) => {
      const reply = await fetch(`${url}/__local/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"advanceMs":0}',
      });
      return reply.status;
    }, cloud.url);
    expect(env).toBe(200);
    stage.forgives(origin);
    close();
  });
});
