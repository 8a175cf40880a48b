import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../domain/actions/index';
import type { Conversation } from '../../domain/conversation/schema';
import { outgoing, type Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  await supervisor.phone.ask('account.presence', { state: 'busy' });
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
/** What people said, without the lines of the system between. */
const saidIn = ({ messages }: OutputOf<'conversation.history'>) =>
  messages.filter(({ senderType }) => senderType !== 'system');
const loadOf = async ({ staffId }: Hired) => {
  const [staff] = await world.all<{ load: number }>('staff', { _id: staffId });
  const [presence] = await world.all<{ load: number }>('presence', {
    _id: staffId,
  });
  expect(presence?.load).toBe(staff?.load);
  return staff?.load;
};

describe('the fallback where a direct write is refused', () => {
  it('[F003f] says what it stored, and stores the same document once', async () => {
    const { customer, conversationId } = await talk();
    const message = outgoing('走函数', Date.now());
    const sent = await customer.ask('conversation.send', {
      conversationId,
      message,
    });
    expect(sent.message).toMatchObject({
      _id: message._id,
      from: customer.me,
      customer: customer.me,
      seq: 0,
    });
    await customer.ask('conversation.send', { conversationId, message });
    const stored = await world.all('messages', {
      conversationId,
      senderType: { $ne: 'system' },
    });
    expect(stored).toHaveLength(2);
  });

  it('a message that is there was delivered, though it has ended since', async () => {
    const { customer, conversation, conversationId } = await talk();
    const { id: _id } = await customer.writes(conversation, '最后一条');
    await customer.ask('conversation.close', {
      conversationId,
      reason: 'customer',
    });
    const message = { ...outgoing('最后一条', Date.now()), _id };
    const again = await customer.ask('conversation.send', {
      conversationId,
      message,
    });
    expect(again.message._id).toBe(_id);
    const fresh = outgoing('新的', Date.now());
    expect(
      await customer.refusal('conversation.send', {
        conversationId,
        message: fresh,
      })
    ).toBe('CONVERSATION_CLOSED');
  });

  it('a foreign message under my id is no delivery', async () => {
    const { customer, conversation, conversationId } = await talk();
    const { id: _id } = await agent.phone.writes(conversation, '客服的');
    const message = { ...outgoing('我的', Date.now()), _id };
    expect(
      await customer.refusal('conversation.send', { conversationId, message })
    ).toBe('MESSAGE_ID_TAKEN');
  });
});

describe('closing', () => {
  for (const by of ['customer', 'agent'] as const) {
    it(`by the ${by}: nobody writes any more, both read on`, async () => {
      const { customer, conversation, conversationId } = await talk();
      const before = (await loadOf(agent)) ?? 0;
      const person = by === 'customer' ? customer : agent.phone;
      const closed = await person.ask('conversation.close', {
        conversationId,
        reason: by === 'customer' ? 'customer' : 'resolved',
      });
      expect(closed.conversation.state).toBe('closed');
      for (const writer of [customer, agent.phone]) {
        const { refused } = await writer.writes(conversation, '还在吗');
        expect(refused).toMatch(/PERMISSION_DENIED/);
        const read = await writer.ask('conversation.history', {
          conversationId,
        });
        expect(saidIn(read)).toHaveLength(1);
      }
      expect(await loadOf(agent)).toBe(before - 1);
      const [kept] = await world.all('cases', { _id: conversationId });
      expect(kept).toMatchObject({
        closedBy: by,
        closeReason: by === 'customer' ? 'customer' : 'resolved',
      });
    });
  }

  it('twice, and by both at once, takes one from his load', async () => {
    const { customer, conversationId } = await talk();
    const before = (await loadOf(agent)) ?? 0;
    const input = { conversationId, reason: 'resolved' as const };
    await Promise.all([
      customer.ask('conversation.close', input),
      agent.phone.ask('conversation.close', input),
      agent.phone.ask('conversation.close', input),
    ]);
    expect(await loadOf(agent)).toBe(before - 1);
  });
});

describe('[A-K03] rating', () => {
  const rating = { score: 5, resolved: true };

  it('stands in the conversation; the words are for staff only', async () => {
    const { customer, conversationId } = await talk();
    const rate = { conversationId, ...rating, comment: '很快' };
    expect(await customer.refusal('conversation.rate', rate)).toBe(
      'CONVERSATION_NOT_CLOSED'
    );
    await agent.phone.ask('conversation.close', {
      conversationId,
      reason: 'resolved',
    });
    const rated = await customer.ask('conversation.rate', rate);
    expect(rated.conversation.rating).toEqual(rating);
    expect(JSON.stringify(rated)).not.toContain('很快');
    const [kept] = await world.all<{ ratings: unknown[] }>('cases', {
      _id: conversationId,
    });
    expect(kept?.ratings).toEqual([
      { ...rating, comment: '很快', at: expect.any(Number) },
    ]);
  });

  it('[B-46] may be changed with its reason, until a day has passed', async () => {
    const { customer, conversationId } = await talk();
    await customer.ask('conversation.close', {
      conversationId,
      reason: 'customer',
    });
    const rate = (score: number, more: object = {}) =>
      customer.refusal('conversation.rate', {
        conversationId,
        score,
        resolved: false,
        ...more,
      });
    expect(await rate(4, { comment: '谢谢' })).toBe('OK');
    expect(await rate(2, { reason: 'slow' })).toBe('OK');
    expect(await rate(3, { reason: 'unclear' })).toBe('OK');
    await world.door.advance(24 * 60 * 60_000);
    expect(await rate(1)).toBe('RATING_FINAL');
    const [stored] = await world.all('conversations', { _id: conversationId });
    expect(stored).toMatchObject({ rating: { score: 3, reason: 'unclear' } });
    const [kept] = await world.all('cases', { _id: conversationId });
    expect(kept).toMatchObject({
      ratings: [{ score: 4 }, { score: 2 }, { score: 3, comment: '谢谢' }],
    });
  });
});

describe('[F007a] history', () => {
  it('comes in pages of 20, upward and downward', async () => {
    const { customer, conversation, conversationId } = await talk();
    for (let at = 2; at <= 45; at++)
      await customer.writes(conversation, `${at}`);
    await customer.ask('conversation.afterSend', { conversationId });
    const page = async (range: { afterSeq?: number; beforeSeq?: number }) => {
      const read = await customer.ask('conversation.history', {
        conversationId,
        ...range,
      });
      const seqs = read.messages.map(({ seq }) => seq);
      return [seqs[0], seqs.at(-1), seqs.length];
    };
    expect(await page({})).toEqual([26, 45, 20]);
    expect(await page({ beforeSeq: 26 })).toEqual([6, 25, 20]);
    // Five messages, and the welcome between the first two.
    expect(await page({ beforeSeq: 6 })).toEqual([1, 5, 6]);
    expect(await page({ afterSeq: 40 })).toEqual([41, 45, 5]);
  });

  it('[A-BR14] a supervisor reads, and cannot take part', async () => {
    const { conversationId } = await talk();
    const read = await supervisor.phone.ask('conversation.history', {
      conversationId,
    });
    expect(saidIn(read)).toHaveLength(1);
    const message = outgoing('插话', Date.now());
    expect(
      await supervisor.phone.refusal('conversation.send', {
        conversationId,
        message,
      })
    ).toBe('CONVERSATION_TRANSFERRED');
  });
});
