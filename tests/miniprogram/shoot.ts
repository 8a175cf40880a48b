import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { serveDemo } from './support/demo-site';
import { consented, MEDIA_SHOTS } from './support/media-shots';
import { part } from '../support/part';
import { AGENT_SHOTS, type Shot } from './support/agent-shots';

/** `tsx tests/miniprogram/shoot.ts OUT [name…]`: every page, light and dark. */
const [out = 'h5/dist/shots', ...only] = process.argv.slice(2);

const say = async (page: Page, text: string) => {
  await page.locator(part('composer-input') + ' textarea').fill(text);
  await page.locator(part('composer-send')).click();
};

const SHOTS: Shot[] = [
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
  {
    name: 'p1-chat',
    scene: 'chat',
    route: 'pages/chat/index',
    ready: 'bubble',
  },
  {
    name: 'p1-typing',
    scene: 'chat',
    route: 'pages/chat/index',
    ready: 'bubble',
    act: async (page) => {
      await consented(page);
      await say(page, '收到，我让村医再试一次');
      await page.locator(part('composer-emoji')).click();
      await page
        .locator(part('composer-input') + ' textarea')
        .fill('还有一个问题');
    },
  },
  {
    name: 'p3-offline',
    scene: 'offline',
    route: 'pages/chat/index',
    ready: 'bubble',
    act: async (page) => {
      await consented(page);
      await page.evaluate('window.__phone.goOffline(true)');
      await say(page, '调拨单我明天补拍');
      await page.locator(part('offline-bar')).waitFor({ timeout: 8_000 });
    },
  },
  {
    name: 'p2-queue',
    scene: 'queue',
    route: 'pages/chat/index',
    ready: 'queue-card',
  },
  {
    name: 'p2-kept',
    scene: 'queue',
    route: 'pages/chat/index',
    ready: 'queue-card',
    act: async (page) => {
      await page.locator(part('queue-remind')).click();
      await page.locator('[data-accept]').click();
      await page.locator(part('queue-kept')).waitFor();
    },
  },
  {
    name: 'p2-turn',
    scene: 'queue',
    route: 'pages/chat/index',
    ready: 'queue-card',
    act: async (page) => {
      await page.evaluate('window.__turn()');
      await page.locator(part('queue-turn')).waitFor();
    },
  },
  {
    name: 'p0-night',
    scene: 'night',
    route: 'pages/chat/index',
    ready: 'agent-card',
  },
  {
    name: 'p1-night',
    scene: 'night-chat',
    route: 'pages/chat/index',
    ready: 'bubble',
  },
  {
    name: 'p1-duty',
    scene: 'duty',
    route: 'pages/chat/index',
    ready: 'bubble',
  },
  ...MEDIA_SHOTS,
  {
    name: 'p4-rating',
    scene: 'closed',
    route: 'pages/chat/index',
    ready: 'bubble',
    act: async (page) => {
      await page.locator(part('rating-yes')).click();
      await page.locator(part('rating-star')).nth(2).click();
      await page.locator(part('rating-reason')).nth(1).click();
    },
  },
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
  {
    name: 'p1-years',
    scene: 'years',
    route: 'pages/chat/index',
    ready: 'bubble',
    act: async (page) => {
      await page.locator(part('thread')).hover();
      for (let i = 0; i < 25; i++) {
        await page.mouse.wheel(0, -400);
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
    },
  },
  {
    name: 'p9-sign-in',
    scene: 'desk',
    route: 'packages/agent/pages/sign-in/index',
    ready: 'sign-in-code',
    act: async (page) => {
      await page.locator(part('sign-in-code') + ' input').fill('A1024');
      await page.locator(part('sign-in-submit')).click();
    },
  },
  {
    name: 'p6-list',
    scene: 'desk',
    route: 'packages/agent/pages/list/index',
    ready: 'conversation-row',
  },
  {
    name: 'p6-presence',
    scene: 'desk',
    route: 'packages/agent/pages/list/index',
    ready: 'conversation-row',
    act: (page) => page.locator(part('presence-pill')).click(),
  },
  {
    name: 'p7-chat',
    scene: 'desk',
    route: 'packages/agent/pages/chat/index?id=c0000000000000000001',
    ready: 'bubble',
  },
  {
    name: 'p7-close',
    scene: 'desk',
    route: 'packages/agent/pages/chat/index?id=c0000000000000000001',
    ready: 'bubble',
    act: (page) => page.locator(part('chat-end')).click(),
  },
  ...AGENT_SHOTS,
];

const site = await serveDemo();
const browser = await launchBrowser();
mkdirSync(out, { recursive: true });
const wanted = SHOTS.filter(
  ({ name }) => only.length === 0 || only.some((one) => name.includes(one))
);
for (const shot of wanted) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await shoot(shot, colorScheme);
  }
  await shoot(shot, 'light', { width: 768, height: 1024 });
}
await browser.close();
await site.stop();

async function shoot(
  shot: Shot,
  colorScheme: 'light' | 'dark',
  viewport?: { width: number; height: number }
) {
  const size = viewport ? { viewport } : {};
  const page = await site.open(browser, { ...shot, colorScheme, ...size });
  page.on('console', (message) => console.log(shot.name, message.text()));
  page.on('pageerror', (error) => console.log(shot.name, error.stack));
  await page.locator(part(shot.ready)).first().waitFor();
  await shot.act?.(page);
  if (!shot.moving) await page.waitForFunction(atRest);
  const look = viewport ? `wide-${viewport.width}` : colorScheme;
  await page.screenshot({ path: join(out, `${shot.name}-${look}.png`) });
  await page.context().close();
}

/** What moves has come to rest; what turns for ever does not count. */
function atRest(): boolean {
  return document
    .getAnimations()
    .every((one) => one.playState !== 'running' || endless(one));
  function endless(animation: Animation): boolean {
    return animation.effect?.getTiming().iterations === Infinity;
  }
}
