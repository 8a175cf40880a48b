import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildMiniprogram } from '../compiler/build-miniprogram';
import { launchChromium, openPhone } from '../testing/chromium';
import { serveFolder } from '../testing/serve-folder';
import type { FolderServer } from '../testing/serve-folder';
import { startCloud } from '../testing/start-cloud';
import type { RunningCloud } from '../testing/start-cloud';
import { tinyProject } from '../testing/write-miniprogram';
import type { TemporaryProject } from '../testing/write-miniprogram';

const PAGE = `
Page({
  data: { docs: [], kinds: [], error: '', network: '', shown: 0 },
  onLoad() {
    wx.onNetworkStatusChange(({ isConnected }) =>
      this.setData({ network: isConnected ? '有网' : '没网' })
    );
    wx.cloud.database().collection('lines').where({ room: 1 }).watch({
      onChange: ({ docs, type }) =>
        this.setData({
          docs: docs.map(({ _id }) => _id).sort(),
          kinds: [...this.data.kinds, type ?? 'next'],
        }),
      onError: (error) => this.setData({ error: error.errMsg }),
    });
  },
  onShow() { this.setData({ shown: this.data.shown + 1 }); },
  async add(id) {
    try {
      await wx.cloud.database().collection('lines').add({ data: { _id: id, room: 1 } });
      this.setData({ error: '' });
    } catch (error) {
      this.setData({ error: error.errMsg });
    }
  },
  tap() {
    wx.requestSubscribeMessage({ tmplIds: ['T1'], success: () => this.setData({ error: '订阅了' }) });
  },
});`;

let cloud: RunningCloud;
let project: TemporaryProject;
let server: FolderServer;
let browser: Browser;

beforeAll(async () => {
  cloud = await startCloud();
  await cloud.setRules({ lines: { read: true, write: true } });
  project = tinyProject();
  project.write('pages/one/index.ts', PAGE);
  project.write(
    'pages/one/index.wxml',
    '<button bind:tap="tap">订阅</button><view>{{docs}}</view>'
  );
  await buildMiniprogram({ root: project.root, outDir: project.outDir });
  server = await serveFolder(project.outDir);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  project?.remove();
  await cloud?.stop();
});

/** Phones share one browser profile, as on the stage. */
async function phones(...openids: string[]): Promise<Page[]> {
  const context = await openPhone(browser);
  return Promise.all(
    openids.map(async (openid) => {
      const page = await context.newPage();
      const query = new URLSearchParams({
        cloud: cloud.url,
        env: cloud.env,
        openid,
        session: openid,
      });
      await page.goto(`${server.url}/phone.html?${query}`);
      await page.locator('page-root').waitFor();
      return page;
    })
  );
}

interface Shown {
  docs: string[];
  kinds: string[];
  error: string;
  network: string;
  shown: number;
}

interface PhoneScope {
  getCurrentPages(): { data: Shown; add(id: string): Promise<void> }[];
  __phone: {
    goOffline(offline: boolean): void;
    cutSockets(): void;
    hide(): void;
    show(): void;
    open(url: string): void;
    errors: string[];
  };
}

function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const scope = window as unknown as PhoneScope;
    return JSON.parse(
      JSON.stringify(scope.getCurrentPages()[0]?.data)
    ) as Shown;
  });
}

function add(page: Page, id: string): Promise<void> {
  return page.evaluate(async (id) => {
    const scope = window as unknown as PhoneScope;
    await scope.getCurrentPages()[0]?.add(id);
  }, id);
}

function hook(
  page: Page,
  name: 'goOffline' | 'cutSockets' | 'hide' | 'show',
  value = false
): Promise<void> {
  return page.evaluate(
    ([name, value]) => {
      (window as unknown as PhoneScope).__phone[name](value);
    },
    [name, value] as const
  );
}

async function docs(page: Page): Promise<string[]> {
  return (await shown(page)).docs;
}

test('what one phone writes another sees, each under its own name', async () => {
  const [li, wang] = await phones('o-li', 'o-wang');
  if (!li || !wang) throw new Error('two phones were asked for');
  await expect.poll(async () => (await shown(wang)).kinds).toEqual(['init']);
  await add(li, 'from-li');
  await add(wang, 'from-wang');
  for (const page of [li, wang]) {
    await expect.poll(() => docs(page)).toEqual(['from-li', 'from-wang']);
  }
  const owners = await li.evaluate(async () => {
    const scope = window as unknown as { wx: WechatMiniprogram.Wx };
    const lines = scope.wx.cloud.database().collection('lines');
    const { data } = await lines.where({ room: 1 }).get();
    return data.map(({ _openid }) => String(_openid)).sort();
  });
  expect(owners).toEqual(['o-li', 'o-wang']);
  await li.context().close();
});

test('a cut socket comes back and what was missed arrives', async () => {
  const [li, wang] = await phones('o-li', 'o-wang');
  if (!li || !wang) throw new Error('two phones were asked for');
  await expect.poll(async () => (await shown(wang)).kinds).toContain('init');
  await hook(wang, 'cutSockets');
  await add(li, 'while-away');
  await expect.poll(() => docs(wang)).toContain('while-away');
  await li.context().close();
});

test('a phone without network fails to write and says so', async () => {
  const [li] = await phones('o-li');
  if (!li) throw new Error('a phone was asked for');
  await expect.poll(async () => (await shown(li)).kinds).toContain('init');
  await hook(li, 'goOffline', true);
  await expect.poll(async () => (await shown(li)).network).toBe('没网');
  await add(li, 'never');
  expect((await shown(li)).error).toContain('collection.add:fail -1');
  await hook(li, 'goOffline', false);
  await expect.poll(async () => (await shown(li)).network).toBe('有网');
  await add(li, 'again');
  await expect.poll(() => docs(li)).toContain('again');
  expect(await docs(li)).not.toContain('never');
  await li.context().close();
});

test('an accepted subscription is a credit at the cloud', async () => {
  const [li] = await phones('o-credit');
  if (!li) throw new Error('a phone was asked for');
  await li.locator('wx-button').click();
  const granted = li.waitForResponse(/__local\/wechat\/credit/);
  await li.getByRole('button', { name: '允许' }).click();
  expect(await (await granted).json()).toEqual({ credit: 1 });
  await expect.poll(async () => (await shown(li)).error).toBe('订阅了');
  await li.context().close();
});

test('a card opens the mini-program anew: a fresh page, shown once', async () => {
  const [li] = await phones('o-li');
  if (!li) throw new Error('a phone was asked for');
  await li.evaluate(() => {
    const scope = window as unknown as PhoneScope;
    scope.__phone.open('/pages/one/index?from=card');
  });
  await expect.poll(() => li.url()).toContain('#/pages/one/index?from=card');
  expect((await shown(li)).shown).toBe(1);
  const errors = await li.evaluate(
    () => (window as unknown as PhoneScope).__phone.errors
  );
  expect(errors).toEqual([]);
  await li.context().close();
});
