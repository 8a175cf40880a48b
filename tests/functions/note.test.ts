import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../domain/message/schema';
import { LIMITS } from '../../domain/values/limits';
import { newMessageId } from '../../domain/values/message-id';
import { watching } from '../support/watching';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let chen: Hired;
let other: Hired;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  chen = await world.hire('A1001', { capacity: 100 });
  other = await world.hire('A1002');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  for (const { phone } of [other, supervisor]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

const newId = () => newMessageId(Date.now(), Math.random);
const until = (check: () => unknown) =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 });

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation, conversationId: conversation._id };
}
const noteOf = (conversationId: string, text: string) => ({
  conversationId,
  noteId: newId(),
  text,
});

describe('[F007e] an internal note', () => {
  it('is on the agent’s one watch at once, and on nobody’s else', async () => {
    const { customer, conversation, conversationId } = await talk();
    const his = watching(world, chen.phone, 'agentOpenid');
    const theirs = watching(world, customer, 'customer');
    await until(() => expect(theirs.messages().length).toBeGreaterThan(0));
    const { message } = await chen.phone.ask(
      'desk.note',
      noteOf(conversationId, '客户情绪不好')
    );
    expect(message).toMatchObject({
      kind: 'note',
      customer: '-',
      from: chen.phone.me,
      senderType: 'agent',
    });
    await until(() =>
      expect(his.messages().map(({ _id }) => _id)).toContain(message._id)
    );
    // What comes after it has arrived, so the note would have, too.
    const { id } = await chen.phone.writes(conversation, '您好');
    await until(() =>
      expect(theirs.messages().map(({ _id }) => _id)).toContain(id)
    );
    expect(JSON.stringify(theirs.messages())).not.toContain('情绪');
    his.stop();
    theirs.stop();
  });

  it('changes neither numbers nor unread nor what lists show', async () => {
    const { conversation, conversationId } = await talk();
    const { message } = await chen.phone.ask(
      'desk.note',
      noteOf(conversationId, '先查订单')
    );
    expect(Math.floor(message.seq)).toBe(conversation.seq);
    expect(Number.isInteger(message.seq)).toBe(false);
    const [after] = await world.all('conversations', { _id: conversationId });
    expect(after).toEqual(conversation);
  });

  it('is given to the customer by no function and no history', async () => {
    const { customer, conversationId } = await talk();
    const asked = noteOf(conversationId, '不给客户看');
    await chen.phone.ask('desk.note', asked);
    const read = await customer.ask('conversation.history', { conversationId });
    expect(JSON.stringify(read)).not.toContain('不给客户看');
    const recall = { conversationId, messageId: asked.noteId };
    expect(await customer.refusal('message.recall', recall)).toBe('NOT_FOUND');
    const queries = watching(world, customer, 'customer');
    const pages = [
      await queries.queries.readAfter(conversationId, 0),
      await queries.queries.readBefore(conversationId, 1_000),
      [await queries.queries.readOwnMessage(asked.noteId)],
    ];
    expect(JSON.stringify(pages)).not.toContain('不给客户看');
    queries.stop();
  });

  it('is stored once, however often it is sent', async () => {
    const { conversationId } = await talk();
    const asked = noteOf(conversationId, '一次');
    await chen.phone.ask('desk.note', asked);
    await chen.phone.ask('desk.note', asked);
    const notes = await world.all<Message>('messages', {
      conversationId,
      kind: 'note',
    });
    expect(notes).toHaveLength(1);
    const foreign = { ...asked, text: '别人的' };
    expect(await supervisor.phone.refusal('desk.note', foreign)).toBe(
      'MESSAGE_ID_TAKEN'
    );
  });

  it('is written by its agent and by supervisors, after the end, too', async () => {
    const { customer, conversationId } = await talk();
    const asked = () => noteOf(conversationId, '质检');
    await chen.phone.ask('conversation.close', {
      conversationId,
      reason: 'resolved',
    });
    expect(await chen.phone.refusal('desk.note', asked())).toBe('OK');
    expect(await supervisor.phone.refusal('desk.note', asked())).toBe('OK');
    expect(await other.phone.refusal('desk.note', asked())).toBe(
      'CONVERSATION_TRANSFERRED'
    );
    expect(await customer.refusal('desk.note', asked())).toBe(
      'UNAUTHENTICATED'
    );
    const long = { ...asked(), text: '长'.repeat(LIMITS.note + 1) };
    expect(await chen.phone.refusal('desk.note', long)).toBe('INVALID_INPUT');
  });
});
