import { expect, test } from 'vitest';
import type { Cursor } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import { startJourneys } from '../support/journeys';
import { part } from '../support/part';
import { chooses, drawPicture, PDF, speaks } from '../support/phone-media';
import type { PhonePage } from '../support/phone-page';

const stage = startJourneys();
const LI = 'phone-of-li';

async function widthOfPicture(phone: PhonePage): Promise<number> {
  await phone.part('image').waitFor();
  return phone.page
    .locator(`${part('image')} img`)
    .evaluate((image) => (image as HTMLImageElement).naturalWidth);
}

/** The panel of WeChat; one consent is one reminder. */
async function wantsReminder(phone: PhonePage, balance: number): Promise<void> {
  await phone.part('quick-bell').click();
  await phone.page.locator('[data-accept]').click();
  await phone.part('quick-bell', { hasText: `剩 ${balance} 次` }).waitFor();
}

/** He looks elsewhere, and the cloud knows. */
async function leaves(phone: PhonePage): Promise<void> {
  await phone.leaves();
  const looking = async () => {
    const [his] = await stage.world.all<Cursor>('cursors', {
      side: 'customer',
    });
    return his?.lookingAt;
  };
  await expect.poll(looking, { timeout: 10_000 }).toBe(0);
}

/** The page behind the newest card of so many in his tray. */
async function newestCard(count: number): Promise<string> {
  const cards = async () =>
    (await stage.world.door.pushes()).filter(({ touser }) => touser === LI);
  await expect
    .poll(async () => (await cards()).length, { timeout: 20_000 })
    .toBe(count);
  return (await cards()).at(-1)?.page ?? '';
}

const clicked = async () => {
  const pushes = await stage.world.all<Push>('pushes', { openid: LI });
  return pushes.filter(({ clickedAt }) => clickedAt !== null).length;
};

test('[US001] [US003] [F003a] [F003c] [F007b] [A-N14] [A-N15] from a scanned code over picture, voice and file to a push that opens the same conversation', async () => {
  const chen = await stage.agent('A1024');
  const agent = chen.phone;
  const li = await stage.customer(LI, chen.code);
  await li.part('nav-title', { hasText: chen.name }).waitFor();
  await li.says('截图和录音一起发您');
  await agent.opensConversation('截图和录音一起发您');

  // Chosen without a network; its sockets are cut once more while it goes up.
  await li.goOffline(true);
  await chooses(li, 'plus-album', await drawPicture(li));
  await li.part('message').nth(1).waitFor();
  await li.goOffline(false);
  await stage.cutSockets();
  await expect.poll(() => widthOfPicture(agent)).toBe(1_600);

  await speaks(li);
  await agent.part('voice-dot').waitFor();
  await agent.part('voice-play').click();
  await agent.part('playing').waitFor();
  await agent.part('voice-dot').waitFor({ state: 'detached' });
  await agent.part('playing').waitFor({ state: 'detached' });
  await chooses(agent, 'plus-file', PDF);
  await li.part('file-open').waitFor();
  // Named so, and something else inside: refused where it stands.
  const fake = {
    ...PDF,
    name: '假.pdf',
    buffer: Buffer.from('MZ\u0000\u0001'),
  };
  await chooses(agent, 'plus-file', fake);
  await agent.bubble('未发送：不支持这种文件').waitFor();
  await li.says('👌');
  await agent.bubble('👌').waitFor();
  await li.looks('media-1-customer');

  // A card of the tray: into the running app, then into one that was killed.
  await wantsReminder(li, 1);
  await wantsReminder(li, 2);
  const told = { hot: '收到，正在看', cold: '可以了，请刷新' };
  await leaves(li);
  await agent.says(told.hot);
  await li.opensHot(await newestCard(1));
  await li.bubble(told.hot).waitFor();
  await agent.caption('已读').waitFor();
  await expect.poll(clicked, { timeout: 10_000 }).toBe(1);
  await leaves(li);
  await agent.says(told.cold);
  await li.opensCold(await newestCard(2));
  await li.bubble(told.cold).waitFor();
  await expect.poll(clicked, { timeout: 10_000 }).toBe(2);
  await li.part('quick-bell', { hasText: '剩 0 次' }).waitFor({
    state: 'attached',
  });
  await expect.poll(() => widthOfPicture(li)).toBe(1_600);
  for (const name of ['voice-play', 'file-open']) {
    expect(await li.part(name).count()).toBe(1);
  }
  await li.says('谢谢');
  await agent.bubble('谢谢').waitFor();
  await li.looks('media-2-by-the-card');

  expect(await stage.world.all('conversations')).toHaveLength(1);
  const stored = await stage.world.all<{
    kind: string;
    body: { fileId?: string };
  }>('messages', { kind: { $in: ['image', 'voice', 'file', 'emoji'] } });
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
