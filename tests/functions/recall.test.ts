import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import type { Person } from '../support/person';
import { watching } from '../support/watching';
import { startWorld, type Hired, type World } from '../support/world';

const MINUTE = 60_000;

let world: World;
let chen: Hired;
let wu: Hired;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  chen = await world.hire('A1001', { capacity: 100 });
  wu = await world.hire('A1002');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  for (const { phone } of [wu, supervisor]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation, conversationId: conversation._id };
}
/** Said directly, and numbered. */
async function says(by: Person, conversation: Conversation, text: string) {
  const { id, refused } = await by.writes(conversation, text);
  expect(refused).toBeNull();
  await by.ask('conversation.afterSend', { conversationId: conversation._id });
  return id;
}
const messageOf = async (_id: string) =>
  (await world.all<Message>('messages', { _id }))[0];
const conversationOf = async (_id: string) =>
  (await world.all<Conversation>('conversations', { _id }))[0];

describe('[B-73] recall', () => {
  it('leaves a tombstone in its place, which both watches show', async () => {
    const { customer, conversation, conversationId } = await talk();
    const theirs = watching(world, customer, 'customer');
    const messageId = await says(chen.phone, conversation, '价格是一百');
    const before = await messageOf(messageId);
    const unread = (await conversationOf(conversationId))?.unreadCustomer;
    const { message } = await chen.phone.ask('message.recall', {
      conversationId,
      messageId,
    });
    expect(message).toMatchObject({
      kind: 'tombstone',
      body: { text: '' },
      seq: before?.seq,
      at: before?.at,
      from: chen.phone.me,
    });
    await vi.waitFor(
      () => {
        const seen = theirs.messages().find(({ _id }) => _id === messageId);
        expect(seen?.kind).toBe('tombstone');
      },
      { timeout: 10_000, interval: 20 }
    );
    theirs.stop();
    const stored = await world.all('messages', { conversationId });
    expect(JSON.stringify(stored)).not.toContain('价格是一百');
    expect(await conversationOf(conversationId)).toMatchObject({
      lastText: '[消息已撤回]',
      unreadCustomer: unread,
      recalledId: messageId,
    });
  });

  it('takes the words out of a reminder that still waits', async () => {
    const { conversation, conversationId } = await talk();
    const messageId = await says(chen.phone, conversation, '密码是八个八');
    const [waiting] = await world.all('pushes', { messageId });
    expect(waiting).toMatchObject({ status: 'pending' });
    await chen.phone.ask('message.recall', { conversationId, messageId });
    const pushes = await world.all('pushes', { conversationId });
    expect(pushes).toMatchObject([{ messageId, summary: '[消息已撤回]' }]);
    expect(JSON.stringify(pushes)).not.toContain('八个八');
  });

  it('of an older message leaves what lists show', async () => {
    const { customer, conversation, conversationId } = await talk();
    const messageId = await says(customer, conversation, '第一');
    await says(customer, conversation, '第二');
    await customer.ask('message.recall', { conversationId, messageId });
    expect(await conversationOf(conversationId)).toMatchObject({
      lastText: '第二',
      seq: 3,
    });
  });

  it('of what was not reported yet numbers it first', async () => {
    const { customer, conversation, conversationId } = await talk();
    const { id: messageId } = await customer.writes(conversation, '手滑');
    await customer.ask('message.recall', { conversationId, messageId });
    expect(await messageOf(messageId)).toMatchObject({
      kind: 'tombstone',
      seq: 2,
    });
    expect((await conversationOf(conversationId))?.lastText).toBe(
      '[消息已撤回]'
    );
  });

  it('asked twice, and by two at once, does it once', async () => {
    const { conversation, conversationId } = await talk();
    const messageId = await says(chen.phone, conversation, '发错');
    const input = { conversationId, messageId };
    const codes = await Promise.all([
      chen.phone.refusal('message.recall', input),
      supervisor.phone.refusal('message.recall', input),
    ]);
    expect(codes).toEqual(['OK', 'OK']);
    const first = await messageOf(messageId);
    await chen.phone.ask('message.recall', input);
    expect(await messageOf(messageId)).toEqual(first);
  });

  it('is for the sender, and for an agent only while he has it', async () => {
    const { customer, conversation, conversationId } = await talk();
    const messageId = await says(chen.phone, conversation, '我的');
    const input = { conversationId, messageId };
    const before = await messageOf(messageId);
    expect(await customer.refusal('message.recall', input)).toBe('FORBIDDEN');
    const stranger = world.customerPhone();
    expect(await stranger.refusal('message.recall', input)).toBe('NOT_FOUND');
    const elsewhere = {
      ...input,
      conversationId: (await talk()).conversationId,
    };
    expect(await chen.phone.refusal('message.recall', elsewhere)).toBe(
      'NOT_FOUND'
    );
    await chen.phone.ask('desk.transfer', {
      conversationId,
      to: { staffId: wu.staffId },
    });
    expect(await chen.phone.refusal('message.recall', input)).toBe(
      'CONVERSATION_TRANSFERRED'
    );
    expect(await wu.phone.refusal('message.recall', input)).toBe('FORBIDDEN');
    expect(await messageOf(messageId)).toMatchObject({ body: before?.body });
    expect(await supervisor.phone.refusal('message.recall', input)).toBe('OK');
    const audited = await world.all('audit', { object: messageId });
    expect(audited).toMatchObject([{ actor: supervisor.staffId }]);
  });

  it('ends with the time of the settings; a supervisor’s does not', async () => {
    await world.settings('conversation', { recallMinutes: 10 });
    const { customer, conversation, conversationId } = await talk();
    const messageId = await says(customer, conversation, '早前说的');
    const later = await says(customer, conversation, '后来说的');
    const input = { conversationId, messageId };
    await world.door.advance(10 * MINUTE - 5_000);
    const inTime = { conversationId, messageId: later };
    expect(await customer.refusal('message.recall', inTime)).toBe('OK');
    await world.door.advance(6_000);
    expect(await customer.refusal('message.recall', input)).toBe(
      'MESSAGE_TOO_OLD'
    );
    expect((await messageOf(messageId))?.body.text).toBe('早前说的');
    expect(await supervisor.phone.refusal('message.recall', input)).toBe('OK');
  });
});
