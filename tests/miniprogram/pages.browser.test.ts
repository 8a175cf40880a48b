import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import type { DemoPage, Scene } from './support/demo-cloud';
import { serveDemo, type DemoSite } from './support/demo-site';
import { part } from '../support/part';

const CHAT = 'pages/chat/index';
const LIST = 'packages/agent/pages/list/index';
const SIGN_IN = 'packages/agent/pages/sign-in/index';
const AGENT_CHAT = 'packages/agent/pages/chat/index?id=c0000000000000000001';

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

const see = (name: string, hasText?: string | RegExp) =>
  page.locator(part(name), hasText ? { hasText } : {});
async function expectShown(name: string, hasText?: string): Promise<void> {
  const shown = see(name, hasText).first();
  await shown.waitFor();
  expect(await shown.isVisible()).toBe(true);
}
const field = () => page.locator(`${part('composer-input')} textarea`);
const hash = () => new URL(page.url()).hash;

async function agree(): Promise<void> {
  await see('composer-lock').click();
  await see('consent-yes').click();
  await see('composer-lock').waitFor({ state: 'detached' });
}

/** Distance of the thread from its end, and where a bubble stands, in px. */
async function scrolled(text: string) {
  const top = (await see('bubble', text).first().boundingBox())?.y ?? NaN;
  const below = await see('thread').evaluate((thread) => {
    const box = [thread, ...thread.querySelectorAll('*')].find(
      (one) => one.scrollHeight > one.clientHeight + 50
    );
    return box ? box.scrollHeight - box.scrollTop - box.clientHeight : 0;
  });
  return { top, below };
}

async function scrollUp(by: number): Promise<void> {
  await see('thread').hover();
  await page.mouse.wheel(0, -by);
}

const agentSays = (text: string, seq: number) =>
  page.evaluate(
    ([said, number]) =>
      (window as unknown as DemoPage).__agentSays(said, number),
    [text, seq] as const
  );

describe('the customer’s chat', () => {
  it('[F001d] asks for consent at the first tap and goes on where he was', async () => {
    await open('first', CHAT);
    await expectShown('agent-card', '陈雨桐');
    await see('composer-lock').click();
    await see('consent-no').click();
    await see('consent-again').click();
    await see('consent-yes').click();
    await page.waitForFunction(
      () => document.activeElement?.tagName === 'TEXTAREA'
    );
    await page.keyboard.type('您好');
    await page.keyboard.press('Enter');
    await expectShown('bubble', '您好');
    await expectShown('caption', '已送达');
    expect(await field().inputValue()).toBe('');
  });

  it('opens at the end of a long thread', async () => {
    await open('long', CHAT);
    await expectShown('bubble', '第 60 条');
    await expect
      .poll(async () => (await scrolled('第 60 条')).below)
      .toBeLessThan(4);
  });

  it('[F007a] lets older pages grow above without a jump', async () => {
    await open('long', CHAT);
    await expectShown('bubble', '第 60 条');
    await expect
      .poll(async () => (await scrolled('第 60 条')).below)
      .toBeLessThan(4);
    await scrollUp(300);
    await expect
      .poll(async () => (await scrolled('第 60 条')).below)
      .toBeGreaterThan(200);
    const { top } = await scrolled('第 54 条');
    // Older ones are read before he comes to them.
    await see('bubble', '第 38 条').waitFor();
    expect((await scrolled('第 54 条')).top).toBeCloseTo(top, 0);
    await expect
      .poll(async () => {
        await scrollUp(2_000);
        return see('bubble', /^第 1 条/).count();
      })
      .toBe(1);
  });

  it('tells of new messages below instead of pulling the reader down', async () => {
    await open('long', CHAT);
    await expectShown('bubble', '第 60 条');
    await expect
      .poll(async () => (await scrolled('第 60 条')).below)
      .toBeLessThan(4);
    await scrollUp(300);
    await expect
      .poll(async () => (await scrolled('第 50 条')).below)
      .toBeGreaterThan(100);
    const { top } = await scrolled('第 55 条');
    await agentSays('刚刚说的', 61);
    await expectShown('jump-to-new', '1 条新消息');
    expect((await scrolled('第 55 条')).top).toBeCloseTo(top, 0);
    await see('jump-to-new').click();
    await expect
      .poll(async () => (await scrolled('刚刚说的')).below)
      .toBeLessThan(4);
    await see('jump-to-new').waitFor({ state: 'detached' });
  });

  it('[F004b] counts one more reminder after WeChat’s consent', async () => {
    await open('chat', CHAT);
    await see('quick-bell', '剩 2 次').click();
    await page.locator('[data-accept]').click();
    await expectShown('quick-bell', '剩 3 次');
  });

  it('keeps a draft over a restart', async () => {
    await open('chat', CHAT);
    await agree();
    await field().fill('写到一半');
    await page.waitForFunction(() =>
      Object.values(localStorage)
        .concat(Object.values(sessionStorage))
        .some((value) => value.includes('写到一半'))
    );
    await page.reload();
    await see('bubble').first().waitFor();
    expect(await field().inputValue()).toBe('写到一半');
  });

  it('sends an emoji chosen from the panel', async () => {
    await open('chat', CHAT);
    await agree();
    await see('composer-emoji').click();
    await see('composer-emoji-item').first().click();
    await see('composer-send').click();
    await expectShown('bubble', '😀');
  });

  it('[US006] takes a rating after closing and lets it be changed', async () => {
    await open('closed', CHAT);
    await see('rating-no').click();
    await see('rating-star').nth(1).click();
    await see('rating-submit').click();
    await expectShown('rating-thanks', '已评价 2 分');
    await see('rating-edit').click();
    await see('rating-star').nth(4).click();
    await see('rating-submit').click();
    await expectShown('rating-thanks', '已评价 5 分');
  });

  it('shows the place in the queue', async () => {
    await open('queue', CHAT);
    await expectShown('queue-card', '前面还有 2 位');
  });
});

describe('the way to the workplace', () => {
  it('[F005a] leads from 我的 to the sign-in and names what is wrong there', async () => {
    await open('signed-out', CHAT);
    await see('chat-mine').click();
    await see('mine-staff').click();
    await expectShown('sign-in-code');
    await see('sign-in-submit').click();
    await expectShown('sign-in-error', '请填写工号');
    await page.locator(`${part('sign-in-code')} input`).fill('A1024');
    await page.locator(`${part('sign-in-password')} input`).fill('nonsense');
    await see('sign-in-submit').click();
    await expectShown('sign-in-error', '工号或密码不对');
    expect(hash()).toContain(SIGN_IN);
  });

  it('[F005a] says when this WeChat is bound to nobody', async () => {
    await open('signed-out', SIGN_IN);
    await see('sign-in-bound').click();
    await expectShown('sign-in-error', '还没有绑定工号');
  });

  it('[F005a] asks for a new password and for a code where they are due', async () => {
    await open('desk', SIGN_IN);
    const type = (name: string, text: string) =>
      page.locator(`${part(name)} input`).fill(text);
    await type('sign-in-code', 'A1024');
    await type('sign-in-password', 'first-one');
    await see('sign-in-submit').click();
    await expectShown('sign-in-new');
    await type('sign-in-new', 'long-enough');
    await type('sign-in-again', 'something-else');
    await see('sign-in-save').click();
    await expectShown('sign-in-error', '两次输入的不一样');
    await type('sign-in-again', 'long-enough');
    await see('sign-in-save').click();
    await expectShown('sign-in-factor');
    await type('sign-in-factor', '000000');
    await expectShown('sign-in-error', '验证码不对');
    await type('sign-in-factor', '123456');
    await page.waitForFunction(() => location.hash.includes('/list/'));
  });

  it('[F005c] opens the list after signing in', async () => {
    await open('desk', SIGN_IN);
    await page.locator(`${part('sign-in-code')} input`).fill('A1024');
    await page.locator(`${part('sign-in-password')} input`).fill('password');
    await see('sign-in-submit').click();
    await expectShown('conversation-row', '李敏');
    expect(hash()).toContain(LIST);
  });
});

describe('the agent’s list', () => {
  it('[F006a] [F006e] has three groups, and what was seen stays waiting', async () => {
    await open('desk', LIST);
    await expectShown('conversation-row', '李敏');
    expect(await see('conversation-row').count()).toBe(4);
    await see('tab-active').click();
    await expectShown('conversation-row', '杨立新');
    await see('tab-closed').click();
    await expectShown('list-empty', '还没有结束的会话');
    await see('tab-waiting').click();
    await see('conversation-row', '李敏').click();
    await see('bubble').first().waitFor();
    await see('nav-back').click();
    await expectShown('conversation-row', '李敏');
    await expect
      .poll(() =>
        see('conversation-row', '李敏').locator(part('row-badge')).count()
      )
      .toBe(0);
  });

  it('changes the presence and ends the session', async () => {
    await open('desk', LIST);
    await see('presence-pill', '在线').click();
    await see('presence-busy').click();
    await see('presence-pill', '忙碌').click();
    await see('sign-out').click();
    const ask = page.locator('.native-dialog', { hasText: '4 个待回复' });
    await ask.getByText('退出登录').click();
    await expectShown('sign-in-code');
  });

  it('marks a conversation that has a draft', async () => {
    await open('desk', LIST);
    await see('conversation-row', '赵国平').click();
    await field().fill('我查一下');
    await see('nav-back').click();
    await expectShown('conversation-row', '[草稿] 我查一下');
  });
});

describe('the agent’s chat', () => {
  it('answers, and ends with a reason', async () => {
    await open('desk', AGENT_CHAT);
    await expectShown('reach-line', '客户正在看');
    await field().fill('已经处理好了');
    await see('composer-send').click();
    await expectShown('bubble', '已经处理好了');
    await see('chat-end').click();
    await see('close-no-reply').click();
    await see('close-confirm').click();
    await expectShown('composer-notice', '本次会话已结束');
    expect(await see('chat-end').count()).toBe(0);
  });
});
