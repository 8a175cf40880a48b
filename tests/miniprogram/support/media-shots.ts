import type { Page } from 'playwright-core';
import { part } from '../../support/part';
import { consented, customerChat, type Shot } from './shot';

/** A red square, as a phone's camera would give it. */
const picture = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mO4Ym2EFTEMLQkAhBlQQSh5CbEAAAAASUVORK5CYII=',
    'base64'
  ),
});

async function choose(
  page: Page,
  choice: string,
  files: ReturnType<typeof picture>[]
): Promise<void> {
  await page.locator(part('composer-plus')).click();
  const asked = page.waitForEvent('filechooser');
  await page.locator(part(choice)).click();
  await (await asked).setFiles(files);
}

/** Files in the chat: bubbles, panels, recorder, menu, refusals. */
export const MEDIA_SHOTS: Shot[] = [
  customerChat('m1-media', 'media', consented),
  customerChat('m2-emoji', 'media', async (page) => {
    await consented(page);
    await page.locator(part('composer-emoji')).click();
    await page.locator(part('composer-emoji-item')).nth(3).click();
  }),
  customerChat('m3-plus', 'media', async (page) => {
    await consented(page);
    await page.locator(part('composer-plus')).click();
    await page.locator(part('plus-album')).waitFor();
  }),
  customerChat('m4-upload', 'media', async (page) => {
    await consented(page);
    await page.evaluate("window.__uploads = 'stop'");
    await choose(page, 'plus-album', [picture('a.jpg'), picture('b.jpg')]);
    await page.locator(part('upload-ring')).nth(1).waitFor();
    await choose(page, 'plus-file', [
      { name: '数据.exe', mimeType: 'x/y', buffer: Buffer.from('MZ') },
    ]);
  }),
  {
    ...customerChat('m5-hold', 'media', async (page) => {
      await consented(page);
      await page.evaluate(
        `localStorage['wechat:default:permissions'] = '{"record":true}'`
      );
      await page.locator(part('composer-mic')).hover();
      await page.mouse.down();
      await page.locator(part('recorder-time'), { hasText: '0:01' }).waitFor();
    }),
    moving: true,
  },
  {
    ...customerChat('m6-free', 'media', async (page) => {
      await consented(page);
      await page.locator(part('composer-mic')).click();
      await page.locator('[data-accept]').click();
      await page.locator(part('recorder-time'), { hasText: '0:01' }).waitFor();
    }),
    moving: true,
  },
  customerChat('m7-menu', 'media', async (page) => {
    await consented(page);
    await page.locator(part('voice-play')).nth(1).click({ delay: 600 });
    await page.locator('.native-sheet').waitFor();
  }),
  customerChat('m8-quote', 'media', async (page) => {
    await consented(page);
    await page.locator(part('file-open')).click({ delay: 600 });
    await page.locator('.native-sheet button').first().click();
    await page.locator(part('composer-quote')).waitFor();
  }),
  customerChat('m9-denied', 'media', async (page) => {
    await consented(page);
    await page.locator(part('composer-mic')).click();
    await page.locator('.native-dialog button').first().click();
    await page.locator('.native-dialog', { hasText: '去开启' }).waitFor();
  }),
  {
    name: 'm10-agent',
    scene: 'media',
    route: 'packages/agent/pages/chat/index?id=c0000000000000000001',
    ready: 'bubble',
    act: async (page) => {
      await page.locator(part('composer-plus')).click();
      await page.locator(part('plus-file')).waitFor();
    },
  },
];
