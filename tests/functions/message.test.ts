import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Case } from '../../domain/conversation/case';
import type { Message, OutgoingMessage } from '../../domain/message/schema';
import type { Push } from '../../domain/push/schema';
import { LIMITS } from '../../domain/values/limits';
import { BYTES, saying, uploaded, writes } from '../support/files';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOUR = 60 * 60_000;

let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
});
afterAll(() => world.stop());

const messageOf = async (_id: string) =>
  (await world.all<Message>('messages', { _id }))[0];
const conversationOf = async (_id: string) =>
  (await world.all<Conversation>('conversations', { _id }))[0];

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation, conversationId: conversation._id };
}

/** One of each kind, whose files are there. */
const KINDS: [string, string, (by: Person) => Promise<OutgoingMessage>][] = [
  ['text', '你好 吗', async () => saying.text('你好\n吗')],
  ['emoji', '👨‍👩‍👧', async () => saying.emoji('👨‍👩‍👧')],
  [
    'image',
    '[图片]',
    async (by) => saying.image(await placed(by, 'image', 'jpg')),
  ],
  [
    'voice',
    '[语音]',
    async (by) => saying.voice(await placed(by, 'voice', 'mp3')),
  ],
  [
    'file',
    '[文件] 报告@家.pdf'.replace('@', '＠'),
    async (by) => saying.file(await placed(by, 'file', 'pdf'), '报告@家.pdf'),
  ],
];
const placed = async (
  by: Person,
  kind: 'image' | 'voice' | 'file',
  extension: 'jpg' | 'mp3' | 'pdf'
) => (await uploaded(world, by, kind, extension, BYTES[extension])).fileId;

describe.each(KINDS)('a message of kind %s', (kind, summary, make) => {
  it('[F003a] [F007b] written directly by either side arrives whole', async () => {
    const { customer, conversation, conversationId } = await talk();
    for (const by of [customer, agent.phone]) {
      const message = await make(by);
      const sent = await writes(by, conversation, message);
      expect(sent.refused).toBeNull();
      await by.ask('conversation.afterSend', { conversationId });
      const arrived = await messageOf(message._id);
      expect(arrived).toMatchObject({ kind, safety: 'pass', from: by.me });
      expect(arrived?.seq).toBeGreaterThan(1);
      expect(arrived?.body.text).toBe(message.body.text);
      const { lastText } = (await conversationOf(conversationId)) ?? {};
      expect(lastText).toBe(summary);
    }
    const [push] = await world.all<Push>('pushes', { conversationId });
    expect(push?.summary).toBe(summary.replaceAll('\u200D', ''));
  });

  it('[F003a] goes through the function where the rules refuse it', async () => {
    const { customer, conversationId } = await talk();
    const message = await make(customer);
    const input = { conversationId, message };
    const { message: first } = await customer.ask('conversation.send', input);
    const { message: again } = await customer.ask('conversation.send', input);
    expect(again).toEqual(first);
    await customer.ask('conversation.afterSend', { conversationId });
    const arrived = await messageOf(message._id);
    expect(arrived).toMatchObject({ kind, seq: 2, safety: 'pass' });
    const late = await customer.ask('conversation.send', input);
    expect(late.message).toMatchObject({ _id: message._id, seq: 2 });
  });

  it('[A-BR09] can be the first one, and said again it is the same', async () => {
    const customer = world.customerPhone();
    const message = await make(customer);
    const begun = await customer.ask('conversation.start', { message });
    expect(begun.conversation).toMatchObject({ seq: 1, lastText: summary });
    expect(begun.message).toMatchObject({ kind, seq: 1, safety: 'pass' });
    const again = await customer.ask('conversation.start', { message });
    expect(again.message).toEqual(begun.message);
    const mine = { customer: customer.me };
    expect(await world.all('conversations', mine)).toHaveLength(1);
  });
});

describe('[A-DM04] the record of a message', () => {
  it('has who said what to whom, when, its media and its place', async () => {
    const { customer, conversation, conversationId } = await talk();
    const fileId = await placed(customer, 'image', 'jpg');
    const message = saying.image(fileId);
    await writes(customer, conversation, message);
    const { numbered } = await customer.ask('conversation.afterSend', {
      conversationId,
    });
    const record = await messageOf(message._id);
    expect(record).toMatchObject({
      _id: message._id,
      conversationId,
      customer: customer.me,
      agentOpenid: agent.phone.me,
      from: customer.me,
      senderType: 'customer',
      kind: 'image',
      sentAt: message.sentAt,
      seq: 2,
      at: numbered[0]?.at,
      body: { text: '', width: 800, height: 600, size: BYTES.jpg.length },
    });
    expect(record?.body.fileId).toMatch(/^cloud:\/\/.+\/kept\//);
  });

  it('the case knows when it was first answered, and only then', async () => {
    const { customer, conversation, conversationId } = await talk();
    const [before] = await world.all<Case>('cases', { _id: conversationId });
    expect(before?.firstReplyAt).toBeNull();
    const report = () =>
      customer.ask('conversation.afterSend', { conversationId });
    await agent.phone.writes(conversation, '您好');
    const { numbered } = await report();
    await agent.phone.writes(conversation, '请讲');
    await report();
    const [after] = await world.all<Case>('cases', { _id: conversationId });
    expect(after?.firstReplyAt).toBe(numbered[0]?.at);
  });
});

describe('[B-112] whoever keeps writing what no client of ours writes', () => {
  const junk = (customer: Person, conversation: Conversation) =>
    writes(customer, conversation, saying.text('x'), {
      body: { text: { deep: ['x'] }, html: '<b>' },
    });

  it('is muted for an hour, and then speaks again', async () => {
    const { customer, conversation, conversationId } = await talk();
    const report = () =>
      customer.ask('conversation.afterSend', { conversationId });
    for (let at = 0; at < LIMITS.breachesPerHour; at += 1) {
      expect((await junk(customer, conversation)).refused).toBeNull();
      await report();
    }
    expect((await customer.writes(conversation, '还行')).refused).toBeNull();
    expect((await junk(customer, conversation)).refused).toBeNull();
    await report();
    const { refused } = await customer.writes(conversation, '不行');
    expect(refused).toMatch(/PERMISSION_DENIED/);
    const message = saying.text('也不行');
    const answer = await customer.call('conversation.send', {
      conversationId,
      message,
    });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED', retryAt: expect.any(Number) },
    });
    const buried = { conversationId, kind: 'tombstone', reason: 'broken' };
    expect(await world.all('messages', buried)).toHaveLength(
      LIMITS.breachesPerHour + 1
    );
    await world.door.advance(HOUR + 1_000);
    await customer.ask('conversation.send', { conversationId, message });
    expect((await customer.writes(conversation, '又行了')).refused).toBeNull();
  });

  it('[A-P09] does not silence the other side', async () => {
    await agent.phone.ask('account.presence', { state: 'online' });
    const { customer, conversation, conversationId } = await talk();
    for (let at = 0; at <= LIMITS.breachesPerHour; at += 1) {
      await junk(customer, conversation);
    }
    await customer.ask('conversation.afterSend', { conversationId });
    expect((await customer.writes(conversation, '?')).refused).not.toBeNull();
    const answer = await agent.phone.writes(conversation, '请好好说话');
    expect(answer.refused).toBeNull();
  });
});
