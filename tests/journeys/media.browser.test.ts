import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { part } from '../support/part';
import { PhonePage } from '../support/phone-page';
import { servePhones, type PhoneSite } from '../support/phone-site';
import { startWorld, type World } from '../support/world';

let browser: Browser;
let site: PhoneSite;
let world: World;
let customer: PhonePage;
let agent: PhonePage;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), servePhones()]);
  world = await startWorld();
  const chen = await world.hire('A1024', { signIn: false });
  const open = (openid: string, route: string) =>
    PhonePage.open(browser, site, world, { openid, route });
  customer = await open('phone-of-li', 'pages/chat/index');
  agent = await open('phone-of-chen', 'packages/agent/pages/sign-in/index');
  await agent.signsIn(chen.staffCode, chen.password);
  await agent.part('presence-pill').waitFor();
  await customer.agreesToPrivacy();
});

afterAll(async () => {
  await customer?.close();
  await agent?.close();
  await world?.stop();
  await browser?.close();
  await site?.stop();
});

/** Drawn here: 1,000 by 700 pixels, nothing in them. */
async function drawPicture(phone: PhonePage): Promise<Buffer> {
  const bytes = await phone.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2_400, 1_600);
    canvas.getContext('2d')?.fillRect(200, 200, 900, 900);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return Buffer.from(bytes);
}

async function chooses(
  phone: PhonePage,
  choice: string,
  file: { name: string; mimeType: string; buffer: Buffer }
): Promise<void> {
  await phone.part('composer-plus').click();
  const asked = phone.page.waitForEvent('filechooser');
  await phone.part(choice).click();
  await (await asked).setFiles([file]);
}

async function speaks(phone: PhonePage): Promise<void> {
  await phone.part('composer-mic').click();
  await phone.page.locator('[data-accept]').click();
  const time = phone.part('recorder-time').filter({ hasText: '0:01' });
  await time.waitFor();
  await phone.part('recorder-send').click();
  await phone.part('voice-play').waitFor();
}

const PDF = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n');

test('[F003a] [F003c] [F007b] [A-N15] picture, voice, file and emoji go both ways by file ids alone', async () => {
  await customer.says('截图和录音一起发您');
  await agent.part('conversation-row').click();
  await agent.bubble('截图和录音一起发您').waitFor();

  const buffer = await drawPicture(customer);
  const photo = { name: 'a.jpg', mimeType: 'image/jpeg', buffer };
  await chooses(customer, 'plus-album', photo);
  await agent.part('image').waitFor({ timeout: 20_000 });
  await expect
    .poll(
      () =>
        agent.page
          .locator(`${part('image')} img`)
          .evaluate((image) => (image as HTMLImageElement).naturalWidth),
      { timeout: 10_000 }
    )
    .toBe(1_600);

  await speaks(customer);
  await agent.part('voice-dot').waitFor({ timeout: 20_000 });
  await agent.part('voice-play').click();
  await agent.part('playing').waitFor();
  await agent.part('voice-dot').waitFor({ state: 'detached' });
  await agent.part('playing').waitFor({ state: 'detached' });

  const pdf = { name: '报告.pdf', mimeType: 'application/pdf', buffer: PDF };
  await chooses(agent, 'plus-file', pdf);
  await customer.part('file-open').waitFor({ timeout: 20_000 });
  // Named so, and something else inside: refused where it stands.
  const fake = {
    ...pdf,
    name: '假.pdf',
    buffer: Buffer.from('MZ\u0000\u0001'),
  };
  await chooses(agent, 'plus-file', fake);
  await agent.bubble('未发送：不支持这种文件').waitFor({ timeout: 20_000 });
  await customer.says('👌');
  await agent.bubble('👌').waitFor();

  const stored = await world.all<{ kind: string; body: { fileId?: string } }>(
    'messages',
    { kind: { $in: ['image', 'voice', 'file', 'emoji'] } }
  );
  expect(stored.map(({ kind }) => kind).toSorted()).toEqual([
    'emoji',
    'file',
    'image',
    'voice',
  ]);
  for (const { body } of stored.filter(({ kind }) => kind !== 'emoji')) {
    expect(body.fileId).toMatch(/^cloud:\/\/[^/]+\/kept\/[0-9a-z]{32}\.\w+$/);
    expect(JSON.stringify(body)).not.toMatch(/https?:|blob:/);
  }
});
