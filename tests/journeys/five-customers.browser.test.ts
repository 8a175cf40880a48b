import { expect, test } from 'vitest';
import { startJourneys } from '../support/journeys';
import type { PhonePage } from '../support/phone-page';

const stage = startJourneys();

const NAMES = ['李敏', '王强', '赵国平', '马晓燕', '孙立'] as const;
const opening = (name: string) => `我是${name}，随访表传不上去`;

async function writeAtOnce(
  phones: readonly PhonePage[],
  text: (n: number) => string
): Promise<void> {
  await Promise.all(phones.map((phone, n) => phone.says(text(n))));
}

test('[US004] [F006d] [F006e] [F006f] [A-N14] one agent serves five, sockets are cut, nothing crosses', async () => {
  const chen = await stage.agent('A1024');
  const desk = chen.phone;
  const five = await Promise.all(
    NAMES.map((_, n) => stage.customer(`phone-of-customer-${n}`, chen.code))
  );
  const threads: string[][] = NAMES.map((name) => [opening(name)]);

  for (const [n, phone] of five.entries()) {
    await phone.says(opening(NAMES[n]!));
    await phone.caption('已送达').waitFor();
  }
  const arrived = NAMES.map((name) => [opening(name), '1'] as const);
  await desk.showsRows(arrived.toReversed());
  await desk.looks('five-1-waiting');

  // Who writes again comes to the top, and counts on.
  await five[1]!.says('还有一个问题');
  await five[1]!.says('报表也打不开');
  threads[1]!.push('还有一个问题', '报表也打不开');
  await desk.showsRows([
    ['报表也打不开', '3'],
    [opening('孙立'), '1'],
    [opening('马晓燕'), '1'],
    [opening('赵国平'), '1'],
    [opening('李敏'), '1'],
  ]);

  // Opening is not answering: the badge goes, the row stays where it waits.
  await desk.opensConversation(opening('赵国平'));
  await desk.goesBack();
  await desk.showsRows([
    ['报表也打不开', '3'],
    [opening('孙立'), '1'],
    [opening('马晓燕'), '1'],
    [opening('李敏'), '1'],
    [opening('赵国平'), ''],
  ]);
  await desk.looks('five-2-seen');

  // He answers one; while he does, everybody writes and the cloud drops all.
  await desk.opensConversation(opening('赵国平'));
  await desk.says('赵老师，请重新登录一次');
  threads[2]!.push('赵老师，请重新登录一次');
  await five[2]!.showsThread(threads[2]!);
  await desk.goesBack();
  await desk.showsCounts({ waiting: 4, active: 1 });
  await stage.cutSockets();
  await desk.goOffline(true);
  await writeAtOnce(five, (n) => `断线时 ${n}`);
  await stage.cutSockets();
  await writeAtOnce(five, (n) => `断线后 ${n}`);
  threads.forEach((thread, n) => thread.push(`断线时 ${n}`, `断线后 ${n}`));
  await desk.looks('five-3-offline');
  await desk.goOffline(false);
  await desk.showsCounts({ waiting: 5, active: 0 });
  await expect
    .poll(async () => (await desk.rows()).toSorted(), { timeout: 20_000 })
    .toEqual([
      ['断线后 0', '3'],
      ['断线后 1', '5'],
      ['断线后 2', '2'],
      ['断线后 3', '3'],
      ['断线后 4', '3'],
    ]);

  // Each is answered by name, and hears nothing of the others.
  for (const [n, name] of NAMES.entries()) {
    await desk.part('conversation-row', { hasText: `断线后 ${n}` }).click();
    await desk.showsThread(threads[n]!);
    await desk.says(`${name}，处理好了`);
    threads[n]!.push(`${name}，处理好了`);
    await five[n]!.showsThread(threads[n]!);
    await desk.goesBack();
  }
  await desk.part('list-empty').waitFor();
  await desk.looks('five-4-answered');
  await desk.part('tab-active').click();
  const answered = NAMES.map((name) => [`${name}，处理好了`, ''] as const);
  await desk.showsRows(answered.toReversed());
  await desk.looks('five-5-active');
  for (const [n, phone] of five.entries()) await phone.showsThread(threads[n]!);
});
