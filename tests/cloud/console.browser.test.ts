import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
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
import { launchBrowser } from '../support/browser';
import { buildProject, type BuiltProject } from './support/build-project';
import { findFaults } from './support/find-faults';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

const HOSTILE = '<img src=x onerror="document.title=\'taken\'">';
const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SECTIONS = [
  'overview',
  'collections',
  'rules',
  'watches',
  'calls',
  'pushes',
  'files',
  'clock',
  'faults',
  'switches',
];

let project: BuiltProject;
let cloud: CloudProcess;
let browser: Browser;
let page: Page;
/** What the page complained about, and what it asked elsewhere. */
let complaints: string[];

beforeAll(async () => {
  project = await buildProject();
  [cloud, browser] = await Promise.all([
    spawnCloud({ project: project.dir }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await cloud.stop();
  project.remove();
});
beforeEach(async () => {
  await cloud.door('POST', 'reset');
  await cloud.door('PUT', 'rules', {
    notes: { read: 'doc.owner == auth.openid', write: false },
  });
  page = await openPage({ viewport: { width: 1280, height: 720 } });
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function openPage(
  options: Parameters<Browser['newContext']>[0]
): Promise<Page> {
  const context = await browser.newContext(options);
  const opened = await context.newPage();
  complaints = [];
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(message.text());
    }
  });
  opened.on('request', (request) => {
    if (!request.url().startsWith(cloud.url)) complaints.push(request.url());
  });
  return opened;
}

const open = (section: string, on = page) =>
  on.goto(`${cloud.url}/__local/console/#/${section}`);
const collection = (name: string) =>
  serverApp(cloud).database().collection(name);

describe('the console', () => {
  it('[CONSOLE-2] queries a collection and tells the index that was used', async () => {
    for (const n of [1, 2, 3]) await collection('items').add({ room: 'r', n });
    await open('collections');
    await page.getByRole('button', { name: 'items', exact: true }).click();
    await page.getByText('没有用索引').waitFor();
    await page.getByLabel('条件').fill("{ room: 'r', n: { $gt: 1 } }");
    await page.getByLabel('排序').fill('{ n: -1 }');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('用了索引 by_room').waitFor();
    const rows = page
      .getByRole('region', { name: '查询结果' })
      .locator('tbody tr');
    await vi.waitFor(async () => expect(await rows.count()).toBe(2));
    expect(await rows.first().textContent()).toMatch(/r\s*3/);
    await page.getByRole('button', { name: 'JSON' }).click();
    await page.getByText('"n": 3').waitFor();
  });

  it('[CONSOLE-2] says in a sentence what is wrong with a query', async () => {
    await open('collections');
    await page.getByRole('button', { name: 'items', exact: true }).click();
    await page.getByText('没有符合条件的文档').waitFor();
    await page.getByLabel('条件').fill('{ room: ');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await vi.waitFor(async () =>
      expect(await page.getByRole('alert').textContent()).toContain(
        '条件读不懂'
      )
    );
  });

  it('[CONSOLE-2] adds, changes and removes a document', async () => {
    await open('collections');
    await page.getByRole('button', { name: 'notes', exact: true }).click();
    await page.getByRole('button', { name: '新建文档' }).click();
    const text = page.getByRole('dialog').getByRole('textbox');
    await text.fill("{ _id: 'one', n: 1 }");
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: 'one', exact: true }).click();
    await text.fill("{ _id: 'one', n: 2 }");
    await page.getByRole('button', { name: '保存' }).click();
    await vi.waitFor(async () => {
      const { data } = await collection('notes').doc('one').get();
      expect(data).toEqual([{ _id: 'one', n: 2 }]);
    });
    await page.getByRole('button', { name: 'one', exact: true }).click();
    await page.getByRole('button', { name: '删除文档' }).click();
    await page.getByText('没有符合条件的文档').waitFor();
    expect((await collection('notes').count()).total).toBe(0);
  });

  it('[CONSOLE-3] loads a refusal and says why not, then what is allowed', async () => {
    const phone = await signedIn(cloud, { openid: 'me' }, 'CLOUD_API');
    await phone.database().collection('notes').where({ n: 7 }).get();
    await open('rules');
    await page.getByRole('button', { name: '载入' }).click();
    const verdict = page.locator('[data-verdict]');
    await verdict.getByText('拒绝').waitFor();
    expect(await verdict.textContent()).toContain('doc.owner == auth.openid');
    expect(await page.getByLabel('openid').inputValue()).toBe('me');
    await page.getByRole('button', { name: '换成这样' }).click();
    await verdict.getByText('✓ 允许').waitFor();
    const query = page.getByLabel('查询', { exact: true });
    expect(JSON.parse(await query.inputValue())).toEqual({ n: 7, owner: 'me' });
    await query.fill("{ owner: 'you' }");
    await page.getByRole('button', { name: '试一下' }).click();
    await verdict.getByText('✕ 拒绝').waitFor();
  });

  it('[CONSOLE-4] shows a watch while it lives, and its frames', async () => {
    const rule = { read: true, write: true };
    await cloud.door('PUT', 'rules', { items: rule });
    const web = await signedIn(cloud, { uid: 'u1' }, 'CLOUD_API');
    const seen = vi.fn();
    const watch = web
      .database()
      .collection('items')
      .where({ room: 'r9' })
      .watch({
        onChange: seen,
        onError: (error) => complaints.push(String(error)),
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
    await page.getByRole('button', { name: '+1 小时' }).click();
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
    await page.getByRole('button', { name: '全部清除' }).click();
    await page.getByText('没有故障，一切正常').waitFor();
    expect(await cloud.door('GET', 'faults')).toMatchObject({ failure: null });
  });

  it('[CONSOLE-5] flips a switch, marks it and gives it back', async () => {
    await open('switches');
    await page.getByLabel('byDocumentId').selectOption('read-then-check');
    const item = page.getByRole('listitem').filter({ hasText: 'byDocumentId' });
    await item.getByText('已改').waitFor();
    expect(await valueOf('byDocumentId')).toBe('read-then-check');
    await page.getByRole('button', { name: '全部恢复默认' }).click();
    await item.getByText('已改').waitFor({ state: 'detached' });
    expect(await valueOf('byDocumentId')).toBe('strict');
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
    await vi.waitFor(async () =>
      expect(
        await image.evaluate((node) => (node as HTMLImageElement).naturalWidth)
      ).toBe(1)
    );
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
    await page.getByRole('button', { name: 'notes', exact: true }).click();
    const result = page.getByRole('region', { name: '查询结果' });
    await result.getByText(HOSTILE).first().waitFor();
    for (const section of ['rules', 'calls']) {
      await open(section);
      await page
        .getByText(section === 'rules' ? '载入' : 'everything')
        .waitFor();
      expect(await page.locator('img').count()).toBe(0);
    }
    expect(await page.title()).toBe('调用与日志 · 本地云控制台');
  });
});

const valueOf = async (name: string) => {
  const { switches } = (await cloud.door('GET', 'switches')) as {
    switches: { name: string; value: unknown }[];
  };
  return switches.find((one) => one.name === name)?.value;
};

describe('the page of the console', () => {
  it('[CONSOLE-1] lets nothing run but its own files, in no frame', async () => {
    const reply = await fetch(`${cloud.url}/__local/console/`);
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(await reply.text()).not.toMatch(/<script>| style=| on\w+=/);
    const bare = await fetch(`${cloud.url}/__local/console`);
    expect(bare.url).toBe(`${cloud.url}/__local/console/`);
    const script = await fetch(`${cloud.url}/__local/console/app.js`);
    expect((await script.arrayBuffer()).byteLength).toBeLessThan(150_000);
    const outside = await fetch(`${cloud.url}/__local/console/..%2fmain.ts`);
    expect(outside.status).toBe(404);
  });

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
      page = await openPage({ colorScheme, viewport: { width, height: 720 } });
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
    complaints = complaints.filter((text) => !text.includes('ERR_FAILED'));
  });

  it('[NET-2] a page on another port of this machine may use the door', async () => {
    const server = createServer((_, response) => response.end('<p>here</p>'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const env = await page.evaluate(async (url) => {
      const reply = await fetch(`${url}/__local/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"advanceMs":0}',
      });
      return reply.status;
    }, cloud.url);
    expect(env).toBe(200);
    complaints = complaints.filter((text) => !text.includes(`:${port}/`));
    server.close();
  });
});
