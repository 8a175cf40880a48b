import type { Page } from 'playwright-core';
import { part } from '../../support/part';
import type { Shot } from './shot';

const LIST = 'packages/agent/pages/list/index';
const SIGN_IN = 'packages/agent/pages/sign-in/index';
const CHAT = 'packages/agent/pages/chat/index?id=c0000000000000000001';

const tap = (name: string) => (page: Page) =>
  page.locator(part(name)).first().click();

const signInAs = async (page: Page, password: string) => {
  await page.locator(part('sign-in-code') + ' input').fill('A1024');
  await page.locator(part('sign-in-password') + ' input').fill(password);
  await page.locator(part('sign-in-submit')).click();
};

const drag = async (page: Page, name: string, by: number) => {
  const box = await page.locator(part(name)).nth(1).boundingBox();
  const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
  await page.mouse.move(x + width - 20, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width - 20 + by, y + height / 2, { steps: 8 });
  await page.mouse.up();
};

const list = (name: string, act?: Shot['act']): Shot => ({
  name,
  scene: 'desk',
  route: LIST,
  ready: 'conversation-row',
  ...(act && { act }),
});
const chat = (name: string, act?: Shot['act']): Shot => ({
  name,
  scene: 'desk',
  route: CHAT,
  ready: 'chat-tag',
  ...(act && { act }),
});

/** Every screen and state of an agent's workplace. */
export const AGENT_SHOTS: Shot[] = [
  list('a1-list'),
  list('a1-swipe', (page) => drag(page, 'conversation-row', -220)),
  list('a1-filter', tap('list-filter')),
  list('a1-presence', tap('presence-pill')),
  list('a1-none', (page) =>
    page.locator(part('list-search') + ' input').fill('没有这个人')
  ),
  list('a1-closed', tap('tab-closed')),
  list('a1-undo', async (page) => {
    await drag(page, 'conversation-row', -220);
    await page.locator(part('row-close')).nth(1).click();
    await page.locator(part('close-confirm')).click();
    await page.locator(part('undo-bar')).waitFor();
  }),
  { ...list('a1-crowd'), scene: 'crowd' },
  { ...list('a1-empty'), scene: 'empty-desk', ready: 'list-empty' },
  { ...list('a1-loading'), scene: 'slow-desk', ready: 'presence-pill' },
  list('a2-code', async (page) => {
    await page.locator(part('pane-code')).click();
    await page.locator(part('code-picture')).waitFor();
  }),
  list('a2-me', async (page) => {
    await page.locator(part('pane-me')).click();
    await page.locator(part('figure-handled')).waitFor();
  }),
  chat('a3-chat'),
  chat('a3-replies', tap('desk-replies')),
  chat('a3-slash', (page) =>
    page.locator(part('composer-input') + ' textarea').fill('/编码')
  ),
  chat('a3-note', tap('desk-note')),
  chat('a3-close', tap('chat-end')),
  chat('a3-transfer', async (page) => {
    await page.locator(part('chat-transfer')).click();
    await page.locator(part('transfer-to')).first().click();
  }),
  chat('a3-customer', async (page) => {
    await page.locator(part('chat-customer')).click();
    await page.locator(part('customer-name')).waitFor();
  }),
  chat('a3-history', async (page) => {
    await page.locator(part('chat-customer')).click();
    await page.locator(part('customer-tab-history')).click();
  }),
  chat('a3-remarks', async (page) => {
    await page.locator(part('chat-customer')).click();
    await page.locator(part('customer-tab-remarks')).click();
  }),
  chat('a3-tags', tap('chat-tag')),
  {
    name: 'a4-sign-in',
    scene: 'signed-out',
    route: SIGN_IN,
    ready: 'sign-in-code',
    act: async (page) => {
      await signInAs(page, 'wrong');
      await page.locator(part('sign-in-error')).waitFor();
    },
  },
  {
    name: 'a4-factor',
    scene: 'desk',
    route: SIGN_IN,
    ready: 'sign-in-code',
    act: async (page) => {
      await signInAs(page, 'first-one');
      await page.locator(part('sign-in-new') + ' input').fill('long-enough');
      await page.locator(part('sign-in-again') + ' input').fill('long-enough');
      await page.locator(part('sign-in-save')).click();
      await page.locator(part('sign-in-factor') + ' input').fill('407');
    },
  },
  {
    name: 'a4-enrol',
    scene: 'enrol',
    route: SIGN_IN,
    ready: 'sign-in-code',
    act: async (page) => {
      await signInAs(page, 'password');
      await page.locator(part('factor-secret')).waitFor();
    },
  },
  {
    name: 'a4-codes',
    scene: 'enrol',
    route: SIGN_IN,
    ready: 'sign-in-code',
    act: async (page) => {
      await signInAs(page, 'password');
      await page.locator(part('sign-in-factor') + ' input').fill('123456');
      await page.locator(part('sign-in-codes')).waitFor();
    },
  },
];
