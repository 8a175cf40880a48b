import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { outgoing, type Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
});
afterAll(() => world.stop());

async function talk(): Promise<{
  customer: Person;
  conversation: Conversation;
  conversationId: string;
}> {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation, conversationId: conversation._id };
}

async function messagesOf(conversationId: string): Promise<Message[]> {
  const found = await world.all<Message>('messages', {
    conversationId,
    senderType: { $ne: 'system' },
  });
  return found.sort((a, b) => a.seq - b.seq);
}

describe('[F003e] after a direct write', () => {
  it('messages have their place, and the conversation its summary', async () => {
    const { customer, conversation, conversationId } = await talk();
    await customer.writes(conversation, '第二条');
    await agent.phone.writes(conversation, '您好，请讲');
    const done = await customer.ask('conversation.afterSend', {
      conversationId,
    });
    expect(done.numbered.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(done.conversation).toMatchObject({
      seq: 3,
      lastText: '您好，请讲',
      lastFrom: 'agent',
      unreadAgent: 0,
      unreadCustomer: 1,
      waitingSince: null,
    });
    const stored = await messagesOf(conversationId);
    expect(stored.map(({ senderType }) => senderType)).toEqual([
      'customer',
      'customer',
      'agent',
    ]);
    expect(stored.every(({ safety }) => safety === 'pass')).toBe(true);
  });

  it('called again it changes nothing', async () => {
    const { customer, conversation, conversationId } = await talk();
    await customer.writes(conversation, '一次');
    await customer.ask('conversation.afterSend', { conversationId });
    const before = await messagesOf(conversationId);
    const again = await customer.ask('conversation.afterSend', {
      conversationId,
    });
    expect(again.numbered).toEqual([]);
    expect(await messagesOf(conversationId)).toEqual(before);
  });

  it('stale addresses are corrected', async () => {
    const { customer, conversation, conversationId } = await talk();
    await customer.writes(conversation, '地址是旧的');
    await customer.ask('conversation.afterSend', { conversationId });
    for (const message of await messagesOf(conversationId)) {
      expect(message).toMatchObject({
        agentOpenid: agent.phone.me,
        agentUid: '-',
      });
    }
  });

  it('numbers 60 messages of both sides without gap, reported by many', async () => {
    const { customer, conversation, conversationId } = await talk();
    const report = (person: Person) =>
      person.ask('conversation.afterSend', { conversationId });
    const write = async (person: Person, from: number) => {
      for (let at = from; at < from + 30; at++) {
        const sent = await person.writes(conversation, `消息 ${at}`);
        expect(sent.refused).toBeNull();
      }
    };
    await Promise.all([write(customer, 0), write(agent.phone, 100)]);
    await Promise.all([
      report(customer),
      report(agent.phone),
      report(customer),
      report(agent.phone),
      report(customer),
    ]);
    await report(customer);
    const seqs = (await messagesOf(conversationId)).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 61 }, (_, at) => at + 1));
    const [stored] = await world.all('conversations', { _id: conversationId });
    expect(stored).toMatchObject({ seq: 61 });
  });

  it('is refused for nobody’s fault while many report at once', async () => {
    const { customer, conversation, conversationId } = await talk();
    const both = Array.from({ length: 12 }, async (_, at) => {
      const person = at % 2 ? customer : agent.phone;
      await person.writes(conversation, `同时 ${at}`);
      return person.refusal('conversation.afterSend', { conversationId });
    });
    expect(new Set(await Promise.all(both))).toEqual(new Set(['OK']));
    const seqs = (await messagesOf(conversationId)).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
  });
});

describe('[F006d] unread', () => {
  it('is what he has not read, and goes when he says that he did', async () => {
    const { customer, conversation, conversationId } = await talk();
    await customer.writes(conversation, '二');
    await customer.writes(conversation, '三');
    const report = (person: Person) =>
      person.ask('conversation.afterSend', { conversationId });
    expect((await report(customer)).conversation.unreadAgent).toBe(3);
    const mark = await agent.phone.changes(
      'cursors',
      {
        _id: `${conversationId}.a`,
        side: 'agent',
        agentOpenid: agent.phone.me,
      },
      { readSeq: 3 }
    );
    expect(mark.refused).toBeNull();
    expect((await report(agent.phone)).conversation.unreadAgent).toBe(0);
    await customer.writes(conversation, '四');
    expect((await report(customer)).conversation.unreadAgent).toBe(1);
  });
});

describe('[F003b] what a client wrote against the contract', () => {
  const broken: [string, Record<string, unknown>][] = [
    ['a body of another shape', { body: [1, 2] }],
    ['10,000 characters', { body: { text: 'x'.repeat(10_000) } }],
    ['a kind that only functions write', { kind: 'system' }],
    ['a field too many', { safety: 'pass', senderType: 'agent' }],
  ];
  for (const [what, more] of broken) {
    it(`becomes a tombstone within one report: ${what}`, async () => {
      const { customer, conversation, conversationId } = await talk();
      const { _id, sentAt } = outgoing('x', Date.now() - 500);
      const sent = await customer.puts('messages', {
        _id,
        sentAt,
        kind: 'text',
        body: { text: 'x' },
        conversationId,
        customer: conversation.customer,
        agentOpenid: '-',
        agentUid: '-',
        from: customer.me,
        seq: 0,
        ...more,
      });
      expect(sent.refused).toBeNull();
      await customer.ask('conversation.afterSend', { conversationId });
      const [stored] = await world.all<Message>('messages', { _id });
      expect(stored).toMatchObject({
        seq: 2,
        kind: 'tombstone',
        body: { text: '' },
        safety: 'neutralised',
        senderType: 'customer',
      });
    });
  }
});
