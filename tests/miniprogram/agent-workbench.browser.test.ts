import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { part } from '../support/part';
import type { Scene } from './support/demo-cloud';
import { serveDemo, type DemoSite } from './support/demo-site';

const LIST = 'packages/agent/pages/list/index';
const SIGN_IN = 'packages/agent/pages/sign-in/index';
const CHAT = 'packages/agent/pages/chat/index?id=c0000000000000000001';

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

async function open(scene: Scene, route: string): Promise<void> {
  page = await site.open(browser, { scene, route });
}
const see = (name: string, hasText?: string) =>
  page.locator(part(name), hasText ? { hasText } : {});
const tap = (name: string, hasText?: string) =>
  see(name, hasText).first().click();
async function expectShown(name: string, hasText?: string): Promise<void> {
  const shown = see(name, hasText).first();
  await shown.waitFor();
  expect(await shown.isVisible()).toBe(true);
}
const field = (name: string) => page.locator(`${part(name)} input`);
const draft = () => page.locator(`${part('composer-input')} textarea`);

async function swipe(name: string): Promise<void> {
  const box = await see('conversation-row', name).boundingBox();
  const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
  const right = x + width - 20;
  const middle = y + height / 2;
  await page.mouse.move(right, middle);
  await page.mouse.down();
  await page.mouse.move(right - 220, middle, { steps: 8 });
  await page.mouse.up();
}

describe('the list of an agent with two hundred conversations', () => {
  it('[US004] draws a screenful wherever he scrolls, and finds any of them', async () => {
    await open('crowd', LIST);
    await expectShown('conversation-row', '客户 2');
    const rows = see('conversation-row');
    expect(await rows.count()).toBeLessThanOrEqual(35);
    await rows.nth(3).hover();
    await page.mouse.wheel(0, 3_000);
    await expect
      .poll(() => see('conversation-row', '客户 60').count())
      .toBeGreaterThan(0);
    expect(await rows.count()).toBeLessThanOrEqual(40);
    await field('list-search').fill('客户 88');
    await expect.poll(() => rows.count()).toBe(1);
    await field('list-search').fill('没有这个人');
    await expectShown('list-empty', '没有符合条件的会话');
  });
});

describe('what a swipe does', () => {
  it('[F006e] ends after a while in which it can be undone', async () => {
    await open('desk', LIST);
    await expectShown('conversation-row', '赵国平');
    await swipe('赵国平');
    await see('row-close').click();
    await tap('close-confirm');
    await tap('undo-do');
    await see('undo-bar').waitFor({ state: 'detached' });
    expect(await see('conversation-row', '赵国平').count()).toBe(1);
    await swipe('赵国平');
    await see('row-close').click();
    await tap('close-confirm');
    await expectShown('undo-bar', '赵国平');
    await see('conversation-row', '赵国平').waitFor({ state: 'detached' });
    await tap('tab-closed');
    await expectShown('conversation-row', '赵国平');
  });

  it('[US002] hands on to a team', async () => {
    await open('desk', LIST);
    await expectShown('conversation-row', '马晓燕');
    await swipe('马晓燕');
    await see('row-transfer').click();
    await tap('transfer-to', '慢病组');
    await tap('transfer-do');
    await see('conversation-row', '马晓燕').waitFor({ state: 'detached' });
    expect(await see('conversation-row').count()).toBe(3);
  });
});

describe('the agent’s chat', () => {
  it('[F007c] fills a canned reply in two taps, and sends none with a hole', async () => {
    await open('desk', CHAT);
    await tap('desk-replies');
    await tap('reply-row', '机构编码变更');
    await expect.poll(() => draft().inputValue()).toContain('李敏您好');
    await tap('composer-send');
    await expect.poll(() => draft().inputValue()).toContain('{预计时间}');
    const text = await draft().inputValue();
    await draft().fill(text.replace('{预计时间}', '5 分钟'));
    await tap('composer-send');
    await expectShown('bubble', '请在 5 分钟 后点重试');
    await draft().fill('/说明');
    await tap('reply-row', 'E-2041');
    await expect.poll(() => draft().inputValue()).toContain('与表单填写无关');
  });

  it('[F007e] shows who the customer is, and keeps notes, remarks and tags', async () => {
    await open('desk', CHAT);
    await expectShown('reach-line', '还能推送 2 次');
    await expectShown('chat-nudge', '客户已等 6 分钟');
    await tap('desk-note');
    await page.locator(`${part('note-text')} textarea`).fill('先别催');
    await tap('note-save');
    await expectShown('bubble', '先别催');
    await tap('chat-customer');
    await expectShown('customer-reach', '还可提醒 2 次');
    await expectShown('field-source', '扫了我的码');
    await tap('customer-tab-remarks');
    await page.locator(`${part('remark-text')} textarea`).fill('下午回电');
    await tap('remark-add');
    await expectShown('remark-row', '下午回电');
    await tap('customer-tab-history');
    await expectShown('history-row', '死因监测表模板在哪');
    await tap('customer-close');
    await tap('chat-tag');
    await field('tag-input').fill('加急');
    await tap('tag-save');
    await expectShown('chat-tag', '加急');
  });
});

describe('the agent himself', () => {
  it('sees his day and his code, may refuse the album, and changes the code', async () => {
    await open('desk', LIST);
    await tap('pane-me');
    await expectShown('figure-first', '1:12');
    await tap('alert-sound');
    await tap('pane-code');
    await expectShown('code-picture');
    await tap('code-save');
    await page.getByText('拒绝', { exact: true }).click();
    const refused = page.locator('.native-dialog', { hasText: '没有保存权限' });
    await refused.getByText('长按保存').click();
    await page.locator('.native-preview').click();
    await tap('code-rotate');
    await page.locator('.native-dialog', { hasText: '还能用 7 天' }).waitFor();
    await page.getByText('换码', { exact: true }).click();
    await page.locator('.native-toast', { hasText: '已换成新的码' }).waitFor();
  });

  it('[F005a] sets up a second factor on his phone and keeps the codes', async () => {
    await open('enrol', SIGN_IN);
    await field('sign-in-code').fill('A1024');
    await field('sign-in-password').fill('password');
    await tap('sign-in-submit');
    await expectShown('factor-secret', 'JBSW');
    await field('sign-in-factor').fill('000000');
    await expectShown('sign-in-error', '验证码不对');
    await field('sign-in-factor').fill('123456');
    await expectShown('sign-in-codes', '7K3M-Q2XD');
    await tap('sign-in-kept');
    await page.waitForFunction(() => location.hash.includes('/list/'));
  });
});
