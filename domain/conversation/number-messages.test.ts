import { describe, expect, it } from 'vitest';
import { conversationWith } from './conversation.test-data';
import { numberMessages, type Pending } from './number-messages';

const NOW = 50_000;
const READ_ALL = { customer: 99, agent: 99 };
let made = 0;

function written(more: Record<string, unknown> = {}): Pending {
  made += 1;
  return {
    _id: `msg${String(made).padStart(17, '0')}`,
    conversationId: 'conversation00000001',
    customer: 'cust',
    agentOpenid: '-',
    agentUid: '-',
    from: 'cust',
    sentAt: 1_000 + made,
    seq: 0,
    kind: 'text',
    body: { text: `text ${made}` },
    _openid: 'cust',
    ...more,
  };
}
const fromAgent = (more: Record<string, unknown> = {}) =>
  written({ from: 'agent-phone', ...more });

function numbered(pending: Pending[], more = {}, read = READ_ALL) {
  return numberMessages(conversationWith(more), pending, read, NOW);
}

describe('the place of a message', () => {
  it('follows what was numbered before, in the order of sending', () => {
    const late = written({ sentAt: 20 });
    const early = written({ sentAt: 10 });
    const { completed, conversation } = numbered([late, early], { seq: 4 });
    expect(completed.map(({ _id, seq }) => [_id, seq])).toEqual([
      [early._id, 5],
      [late._id, 6],
    ]);
    expect(conversation.seq).toBe(6);
  });

  it('of two of the same moment is decided by their ids, always alike', () => {
    const a = written({ sentAt: 10 });
    const b = written({ sentAt: 10 });
    const order = (pending: Pending[]) =>
      numbered(pending).completed.map(({ _id }) => _id);
    expect(order([b, a])).toEqual(order([a, b]));
  });

  it('comes with the server time and the addresses of whoever has it now', () => {
    const { completed } = numbered([written({ agentOpenid: 'forged' })]);
    expect(completed[0]?.patch).toMatchObject({
      at: NOW,
      agentOpenid: 'agent-phone',
      agentUid: 'agent-web',
      senderType: 'customer',
      safety: 'pass',
    });
  });

  it('nothing to number changes nothing', () => {
    const nothing = numbered([]);
    expect(nothing).toEqual({
      completed: [],
      conversation: {},
      agentSaid: null,
    });
  });
});

describe('[F003e] the summary', () => {
  it('is the last message, on one line and short', () => {
    const long = written({ body: { text: `一\n二 ${'长'.repeat(100)}` } });
    const { conversation } = numbered([long]);
    expect(conversation.lastText?.startsWith('一 二 长')).toBe(true);
    expect(Array.from(conversation.lastText ?? '')).toHaveLength(60);
    expect(conversation).toMatchObject({ lastFrom: 'customer', lastAt: NOW });
  });

  it('tells what the agent said last, for the push', () => {
    const said = fromAgent({ sentAt: 5, body: { text: '已发货' } });
    const { agentSaid } = numbered([written({ sentAt: 9 }), said]);
    expect(agentSaid).toEqual({ _id: said._id, text: '已发货', seq: 5 });
    expect(numbered([written()]).agentSaid).toBeNull();
  });
});

describe('[F006d] unread', () => {
  it('grows by what came while he has not read', () => {
    const { conversation } = numbered(
      [written(), written()],
      { unreadAgent: 3, seq: 9 },
      { customer: 0, agent: 6 }
    );
    expect(conversation.unreadAgent).toBe(5);
  });

  it('counts only what is new where his mark covers the rest', () => {
    const { conversation } = numbered(
      [written()],
      { unreadAgent: 3, seq: 9 },
      { customer: 0, agent: 9 }
    );
    expect(conversation.unreadAgent).toBe(1);
  });

  it('of whoever speaks is none: he has seen what he answers', () => {
    const { conversation } = numbered(
      [fromAgent()],
      { unreadAgent: 3 },
      { customer: 0, agent: 0 }
    );
    expect(conversation).toMatchObject({ unreadAgent: 0, unreadCustomer: 1 });
  });
});

describe('[A-K01] since when he waits', () => {
  it('is the first message nobody answered', () => {
    expect(numbered([written()]).conversation.waitingSince).toBe(NOW);
    const before = { waitingSince: 7 };
    expect(numbered([written()], before).conversation.waitingSince).toBe(7);
  });

  it('ends with an answer and begins again with the next question', () => {
    const before = { waitingSince: 7 };
    const answered = numbered([fromAgent()], before);
    expect(answered.conversation.waitingSince).toBeNull();
    const again = numbered(
      [fromAgent({ sentAt: 1 }), written({ sentAt: 2 })],
      before
    );
    expect(again.conversation.waitingSince).toBe(NOW);
  });

  it('nobody waits in a conversation that has ended', () => {
    const closed = { state: 'closed' as const, closedAt: 1 };
    expect(numbered([written()], closed).conversation.waitingSince).toBeNull();
  });
});

describe('[F003b] what breaks the contract', () => {
  const broken: [string, Record<string, unknown>][] = [
    ['a body that is no object', { body: 'text' }],
    ['a body without text', { body: {} }],
    ['a text that is no text', { body: { text: 5 } }],
    ['an empty text', { body: { text: ' \n' } }],
    ['a text that is too long', { body: { text: 'x'.repeat(2_001) } }],
    ['a kind that only functions write', { kind: 'system' }],
    ['an internal note by a client', { kind: 'note' }],
    ['a field nobody knows', { safety: 'pass' }],
    ['a time that is no number', { sentAt: '2100-01-01' }],
    ['an id of another shape', { _id: 'x' }],
  ];
  for (const [what, more] of broken) {
    it(`is replaced by a tombstone: ${what}`, () => {
      const { completed, conversation } = numbered([written(more)]);
      expect(completed[0]?.replacement).toEqual({
        conversationId: 'conversation00000001',
        customer: 'cust',
        agentOpenid: 'agent-phone',
        agentUid: 'agent-web',
        from: 'cust',
        sentAt: typeof more.sentAt === 'string' ? 0 : expect.any(Number),
        seq: 5,
        at: NOW,
        senderType: 'customer',
        safety: 'neutralised',
        reason: 'broken',
        kind: 'tombstone',
        body: { text: '' },
      });
      expect(conversation.lastText).toBe('[消息无法显示]');
    });
  }

  it('does not touch the sound ones beside it', () => {
    const { completed } = numbered([
      written({ sentAt: 1 }),
      written({ sentAt: 2, body: null }),
    ]);
    expect(completed.map(({ replacement }) => replacement === null)).toEqual([
      true,
      false,
    ]);
  });
});
