import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { part } from '../support/part';
import type { Scene } from './support/demo-cloud';
import { serveDemo, type DemoSite } from './support/demo-site';

const CHAT = 'pages/chat/index';

let browser: Browser;
let site: DemoSite;
let page: Page;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveDemo()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
afterEach(async () => {
  const errors = await page.evaluate(() => {
    const { __phone } = window as unknown as { __phone: { errors: string[] } };
    return __phone.errors;
  });
  await page.context().close();
  expect(errors).toEqual([]);
});

async function open(scene: Scene, query = ''): Promise<void> {
  page = await site.open(browser, { scene, route: CHAT + query });
}
const see = (name: string, hasText?: string | RegExp) =>
  page.locator(part(name), hasText ? { hasText } : {}).last();

describe('where one lands', () => {
  it('[US003] a push opens the conversation, cold and hot, with what was typed', async () => {
    await open('chat', '?pushId=p1');
    await see('bubble', '重新同步').waitFor();
    await see('composer-lock').click();
    await see('consent-yes').click();
    await see('composer-lock').waitFor({ state: 'detached' });
    await page.locator(`${part('composer-input')} textarea`).fill('写到一半');
    await page.evaluate((route) => {
      const { __phone } = window as unknown as {
        __phone: { hide(): void; open(url: string, scene: number): void };
      };
      __phone.hide();
      __phone.open(`/${route}?pushId=p2`, 1014);
    }, CHAT);
    await expect.poll(() => page.url()).toContain('pushId=p2');
    await see('bubble', '重新同步').waitFor();
    const field = page.locator(`${part('composer-input')} textarea`);
    expect(await field.inputValue()).toBe('写到一半');
  });

  it('[F001e] a code that is revoked or half an escape opens all the same', async () => {
    await open('chat', '?scene=revoked%25E0%25A4%25A');
    await see('bubble', '重新同步').waitFor();
    await see('chat-aside').waitFor();
    expect(await see('chat-aside').textContent()).toContain('这个码已失效');
  });
});

describe('我的', () => {
  it('[B-115] deletes everything after five seconds of thought, shows a certificate and begins anew', async () => {
    await open('chat');
    await see('bubble').waitFor();
    await see('composer-lock').click();
    await see('consent-yes').click();
    await see('composer-lock').waitFor({ state: 'detached' });
    await see('chat-mine').click();
    await see('mine-data').click();
    await see('data-export').click();
    await see('data-file').waitFor();
    await see('data-erase').click();
    await see('erase-yes', '（').click();
    expect(await see('data-certificate').count()).toBe(0);
    await see('erase-yes', '确认删除')
      .and(page.getByText(/^确认删除$/))
      .click();
    await see('data-certificate', '2 个会话、7 条消息').waitFor();
    await see('data-back').click();
    await see('composer-lock').waitFor();
  });

  it('[F002a] lists earlier conversations and opens each to read', async () => {
    await open('years');
    await see('bubble').waitFor();
    await see('chat-mine').click();
    await see('mine-conversations').click();
    await see('history-more').click();
    await see('history-row', '周航').click();
    await see('bubble', /^100 号消息|^200 号消息/).waitFor();
    expect(await page.locator(part('composer')).last().isVisible()).toBe(false);
  });

  it('[F001d] asks what is often asked with one tap, after the consent', async () => {
    await open('first');
    await see('common-question', '随访表上传失败怎么办').click();
    await see('consent-yes').click();
    await see('bubble', '随访表上传失败怎么办').waitFor();
    await see('quick-shortcut', '处理进度').click();
    await see('bubble', '处理进度').waitFor();
    expect(await page.locator(part('bubble')).count()).toBe(2);
  });

  it('leaves a message instead of waiting', async () => {
    await open('queue');
    await see('queue-message').click();
    await see('nav-second', '已留言').waitFor();
    expect(await page.locator(part('queue-card')).count()).toBe(0);
  });

  it('keeps a place in the queue and says so', async () => {
    await open('queue');
    await see('queue-remind').click();
    await page.locator('[data-accept]').click();
    await see('queue-kept', '已保留您的位置').waitFor();
    expect(await page.locator(part('queue-remind')).count()).toBe(0);
  });
});
