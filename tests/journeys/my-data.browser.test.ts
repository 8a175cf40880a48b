import { expect, test } from 'vitest';
import { COLLECTIONS } from '../../domain/values/collections';
import { startJourneys } from '../support/journeys';
import { chooses, drawPicture } from '../support/phone-media';
import type { PhonePage } from '../support/phone-page';

const stage = startJourneys();
const SAID = ['我叫李敏，电话 13800001111', '给李敏的回答'];

/** Everything that is stored anywhere, as one text. */
async function everything(): Promise<string> {
  const all = COLLECTIONS.map((name) => stage.world.all(name));
  return JSON.stringify(await Promise.all(all));
}

const kept = async () =>
  (await stage.world.door.get<{ files: { path: string }[] }>('files')).files
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('codes/'));

/** What the links say that he copied one by one. */
async function copiesOf(phone: PhonePage): Promise<string[]> {
  const copies: string[] = [];
  for (const link of await phone.part('data-file').all()) {
    await link.click();
    const url = await phone.page.evaluate(async () => {
      const { wx } = window as unknown as {
        wx: { getClipboardData(): Promise<{ data: string }> };
      };
      return (await wx.getClipboardData()).data;
    });
    copies.push(await (await fetch(url)).text());
  }
  return copies;
}

test('[B-115] [A-N19] [A-N14] a customer takes a copy of his data and has it deleted, while the network fails', async () => {
  const chen = await stage.agent('A1024');
  const agent = chen.phone;
  const li = await stage.customer('phone-of-li', chen.code);
  const wang = await stage.customer('phone-of-wang', chen.code);
  await wang.says('王强的问题');
  await li.says(SAID[0]!);
  await agent.opensConversation(SAID[0]!);
  await agent.says(SAID[1]!);
  await chooses(li, 'plus-album', await drawPicture(li));
  await agent.part('image').waitFor();
  expect((await kept()).length).toBeGreaterThan(0);
  await li.field.fill('还没发出的话');

  await li.part('chat-mine').click();
  await li.part('mine-name').click();
  const dialog = li.page.locator('.native-dialog');
  await dialog.locator('input').fill('李敏');
  await dialog.getByText('确定').click();
  await agent.part('nav-title', { hasText: '李敏' }).waitFor();

  // A copy first; the network is away when he asks for it.
  await li.part('mine-data').click();
  await li.part('data-export').waitFor();
  await li.goOffline(true);
  await li.part('data-export').click();
  await li.looks('data-1-copying');
  await li.goOffline(false);
  await li.part('data-file').first().waitFor();
  await li.looks('data-2-copy');
  const copy = (await copiesOf(li)).join();
  for (const text of [...SAID, '李敏']) expect(copy).toContain(text);
  for (const other of ['王强的问题', 'phone-of-']) {
    expect(copy).not.toContain(other);
  }

  // Then the end of it, in the middle of which nothing can be reached.
  await li.part('data-erase').click();
  await li.part('arming').waitFor({ state: 'detached' });
  await li.looks('data-3-asked');
  await stage.cutSockets();
  await li.part('erase-yes').click();
  await li.goOffline(true);
  await li.goOffline(false);
  await li.part('data-certificate').waitFor();
  await li.looks('data-4-certificate');

  // Nothing of him is left, everything of the other is.
  const left = await everything();
  for (const his of [...SAID, 'phone-of-li', '李敏', '13800001111']) {
    expect(left).not.toContain(his);
  }
  expect(left).toContain('王强的问题');
  expect(await kept()).toEqual([]);
  const [erasure, ...others] = await stage.world.all('erasures');
  expect(erasure).toMatchObject({ state: 'done' });
  expect(others).toEqual([]);

  // The agent has nothing of it either, once his app begins anew.
  await agent.opensCold('packages/agent/pages/list/index');
  await agent.showsRows([['王强的问题', '1']]);
  await agent.part('tab-closed').click();
  await agent.part('list-empty').waitFor();
  await agent.looks('data-5-agent');
  await agent.part('tab-waiting').click();

  // He is asked anew, and begins as somebody new.
  await li.part('data-back').click();
  await li.part('composer-lock').waitFor();
  await li.agreesToPrivacy();
  expect(await li.field.inputValue()).toBe('');
  await li.says('我又来了');
  await li.showsThread(['我又来了']);
  await agent.opensConversation('我又来了');
  await agent.showsThread(['我又来了']);
});
