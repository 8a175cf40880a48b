import type { Page } from 'playwright-core';
import { part } from '../../support/part';
import { consented, customerChat, type Shot } from './shot';

const say = async (page: Page, text: string) => {
  await page.locator(part('composer-input') + ' textarea').fill(text);
  await page.locator(part('composer-send')).click();
};

/** What a customer sees, but for files. */
export const CUSTOMER_SHOTS: Shot[] = [
  {
    name: 'p0-first',
    scene: 'first',
    route: 'pages/chat/index',
    ready: 'agent-card',
  },
  {
    name: 'p0-consent',
    scene: 'first',
    route: 'pages/chat/index',
    ready: 'agent-card',
    act: async (page) => {
      await page.locator(part('composer-lock')).click();
      await page.locator(part('consent-yes')).waitFor();
    },
  },
  customerChat('p1-chat', 'chat'),
  customerChat('p1-typing', 'chat', async (page) => {
    await consented(page);
    await say(page, '收到，我让村医再试一次');
    await page.locator(part('composer-emoji')).click();
    await page
      .locator(part('composer-input') + ' textarea')
      .fill('还有一个问题');
  }),
  customerChat('p3-offline', 'offline', async (page) => {
    await consented(page);
    await page.evaluate('window.__phone.goOffline(true)');
    await say(page, '调拨单我明天补拍');
    await page.locator(part('offline-bar')).waitFor({ timeout: 8_000 });
  }),
  { ...customerChat('p2-queue', 'queue'), ready: 'queue-card' },
  {
    ...customerChat('p2-kept', 'queue', async (page) => {
      await page.locator(part('queue-remind')).click();
      await page.locator('[data-accept]').click();
      await page.locator(part('queue-kept')).waitFor();
    }),
    ready: 'queue-card',
  },
  {
    ...customerChat('p2-turn', 'queue', async (page) => {
      await page.evaluate('window.__turn()');
      await page.locator(part('queue-turn')).waitFor();
    }),
    ready: 'queue-card',
  },
  { ...customerChat('p0-night', 'night'), ready: 'agent-card' },
  customerChat('p1-night', 'night-chat'),
  customerChat('p1-duty', 'duty'),
  customerChat('p4-rating', 'closed', async (page) => {
    await page.locator(part('rating-yes')).click();
    await page.locator(part('rating-star')).nth(2).click();
    await page.locator(part('rating-reason')).nth(1).click();
  }),
  {
    name: 'mine',
    scene: 'chat',
    route: 'pages/mine/index',
    ready: 'mine-staff',
  },
  {
    name: 'mine-conversations',
    scene: 'years',
    route: 'pages/conversations/index',
    ready: 'history-row',
  },
  {
    name: 'mine-data',
    scene: 'chat',
    route: 'pages/data/index',
    ready: 'data-erase',
    act: async (page) => {
      await page.locator(part('data-export')).click();
      await page.locator(part('data-files')).waitFor();
    },
  },
  {
    name: 'mine-erase',
    scene: 'chat',
    route: 'pages/data/index',
    ready: 'data-erase',
    act: async (page) => {
      await page.locator(part('data-erase')).click();
      await page.locator(part('erase-yes'), { hasText: '（3）' }).waitFor();
    },
  },
  {
    name: 'mine-certificate',
    scene: 'chat',
    route: 'pages/data/index',
    ready: 'data-erase',
    act: async (page) => {
      await page.locator(part('data-erase')).click();
      await page.locator(part('erase-yes'), { hasText: /认删除$/ }).click();
      await page.locator(part('data-certificate')).waitFor();
    },
  },
  customerChat('p1-years', 'years', async (page) => {
    await page.locator(part('thread')).hover();
    for (let i = 0; i < 25; i++) {
      await page.mouse.wheel(0, -400);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }),
];
