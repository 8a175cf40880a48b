import { describe, expect, it } from 'vitest';
import { newCustomer } from '../customer/new-customer';
import { ServiceError } from '../errors';
import type { Rated } from './case';
import {
  assignPatch,
  closePatch,
  handBackPatch,
  isSilent,
  reasonOf,
} from './close';
import { conversationWith, staffWith } from './conversation.test-data';
import {
  mayReopen,
  openConversation,
  reopenConversation,
} from './open-conversation';
import { sideOf } from './participant';
import { rate } from './rate';

const NOW = 1_000_000_000;
const DAY = 24 * 60 * 60_000;
const message = {
  _id: 'message0000000000001',
  kind: 'text' as const,
  body: { text: '你好' },
  sentAt: NOW - 5,
};
const customer = {
  ...newCustomer('cust', 'phone', 'customer00000001', 0),
  boundStaffId: 'bound00000000001',
};
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
  }
  return 'OK';
};

describe('[A-BR09] the first message', () => {
  const opened = openConversation({
    conversationId: 'conversation00000001',
    customer,
    channel: 'phone',
    entryId: 'entry',
    message,
    now: NOW,
  });

  it('makes a conversation that waits, with the message as number one', () => {
    expect(opened.conversation).toMatchObject({
      state: 'waiting',
      customer: 'cust',
      staffId: '-',
      agentOpenid: '-',
      agentUid: '-',
      seq: 1,
      unreadAgent: 1,
      waitingSince: NOW,
      lastText: '你好',
    });
    expect(opened.message).toMatchObject({ seq: 1, at: NOW, from: 'cust' });
  });

  it('makes both cursors and leaves an arrival for the exclusive agent', () => {
    expect(opened.cursors.map(({ _id, side }) => [_id, side])).toEqual([
      ['conversation00000001.c', 'customer'],
      ['conversation00000001.a', 'agent'],
    ]);
    expect(opened.arrival.exclusiveStaffId).toBe('bound00000000001');
    expect(opened.case).toMatchObject({ entryId: 'entry', ratings: [] });
  });
});

describe('reopening', () => {
  const closed = conversationWith({ state: 'closed', closedAt: NOW });

  it('goes on within 24 hours, not from then on', () => {
    expect(mayReopen(closed, NOW + DAY - 1, DAY)).toBe(true);
    expect(mayReopen(closed, NOW + DAY, DAY)).toBe(false);
    expect(mayReopen(conversationWith(), NOW, DAY)).toBe(false);
  });

  it('waits again, and whoever had it is asked first', () => {
    const before = { exclusiveStaffId: '-', priority: 0, skill: '' };
    const again = reopenConversation(closed, before, message, NOW + 1);
    expect(again.conversation).toMatchObject({
      state: 'waiting',
      staffId: '-',
      closedAt: null,
      seq: 5,
      stamped: closed.stamped,
    });
    expect(again.message.seq).toBe(5);
    expect(again.arrival.previousStaffId).toBe(closed.staffId);
  });
});

describe('who has it', () => {
  const staff = staffWith();

  it('the messages are stale, whoever had it before', () => {
    expect(assignPatch(staff, null)).toMatchObject({
      state: 'active',
      staffId: staff._id,
      agentOpenid: 'o',
      agentUid: '-',
      stamped: '',
    });
  });

  it('nobody after it was handed back', () => {
    expect(handBackPatch()).toMatchObject({
      state: 'waiting',
      staffId: '-',
      agentOpenid: '-',
      agentUid: '-',
      stamped: '',
    });
  });
});

describe('closing', () => {
  it('ends the waiting and leaves the stamps, so that both read on', () => {
    expect(closePatch(NOW)).toEqual({
      state: 'closed',
      closedAt: NOW,
      queue: null,
      waitingSince: null,
    });
  });

  it('a customer gives no reasons', () => {
    expect(reasonOf('customer', 'resolved')).toBe('customer');
    expect(reasonOf('agent', 'duplicate')).toBe('duplicate');
    expect(reasonOf('system', 'resolved')).toBe('timeout');
  });

  it('[A-BR10] comes by itself after 24 hours of silence, not before', () => {
    const quiet = conversationWith({ lastAt: NOW });
    expect(isSilent(quiet, NOW + DAY - 1, DAY)).toBe(false);
    expect(isSilent(quiet, NOW + DAY, DAY)).toBe(true);
    const ended = { ...quiet, state: 'closed' as const };
    expect(isSilent(ended, NOW + DAY, DAY)).toBe(false);
  });
});

describe('[A-K03] rating', () => {
  const closed = conversationWith({ state: 'closed', closedAt: NOW });
  const rated = (at: number): Rated => ({
    score: 5,
    resolved: true,
    comment: '',
    at,
  });

  it('is of a closed conversation', () => {
    const open = conversationWith();
    expect(codeOf(() => rate(open, { ratings: [] }, rated(NOW)))).toBe(
      'CONVERSATION_NOT_CLOSED'
    );
  });

  it('stands in the conversation, and in the case with all before it', () => {
    const first = rated(NOW + 1);
    const decision = rate(
      closed,
      { ratings: [first] },
      {
        ...rated(NOW + 2),
        score: 2,
        resolved: false,
      }
    );
    expect(decision.conversation.rating).toEqual({ score: 2, resolved: false });
    expect(decision.case.ratings).toHaveLength(2);
  });

  it('[B-46] may be changed within a day, ten times in all', () => {
    const first = rated(NOW + 1);
    const day = DAY;
    const change = (ratings: Rated[], at: number) =>
      codeOf(() => rate(closed, { ratings }, rated(at)));
    expect(change([first], NOW + day - 1)).toBe('OK');
    expect(change([first], NOW + day)).toBe('RATING_FINAL');
    const many = Array.from({ length: 9 }, (_, i) => rated(NOW + i + 1));
    expect(change(many, NOW + 20)).toBe('OK');
    expect(change([...many, first], NOW + 20)).toBe('RATING_FINAL');
    expect(change([], NOW + 30 * day)).toBe('OK');
  });

  it('[B-46] with its reason; what he wrote stays unless he writes anew', () => {
    const first = { ...rated(NOW + 1), score: 2, comment: '太慢' };
    const again = (more: object) =>
      rate(
        closed,
        { ratings: [first] },
        { score: 3, resolved: true, at: NOW + 2, ...more }
      );
    const changed = again({ reason: 'slow' });
    expect(changed.conversation.rating).toEqual({
      score: 3,
      resolved: true,
      reason: 'slow',
    });
    expect(changed.case.ratings?.at(-1)).toMatchObject({
      reason: 'slow',
      comment: '太慢',
    });
    const emptied = again({ comment: '' }).case.ratings?.at(-1);
    expect(emptied).not.toHaveProperty('reason');
    expect(emptied?.comment).toBe('');
  });

  it('starts anew after the conversation was reopened and closed again', () => {
    const before = [rated(NOW - 9), rated(NOW - 8)];
    expect(
      codeOf(() => rate(closed, { ratings: before }, rated(NOW + 1)))
    ).toBe('OK');
  });
});

describe('which side a caller is on', () => {
  const conversation = conversationWith();
  const side = (me: string, staffId: string | null) => {
    let found = '';
    const code = codeOf(() => {
      found = sideOf(conversation, { me, staffId });
    });
    return code === 'OK' ? found : code;
  };

  it('is the customer’s, or that of the agent who has it', () => {
    expect(side('cust', null)).toBe('customer');
    expect(side('anything', conversation.staffId)).toBe('agent');
  });

  it('[A-BR13] is none for a stranger, to whom it does not exist', () => {
    expect(side('stranger', null)).toBe('NOT_FOUND');
    expect(codeOf(() => sideOf(null, { me: 'x', staffId: null }))).toBe(
      'NOT_FOUND'
    );
  });

  it('is none for an agent who has it no longer, and he hears why', () => {
    expect(side('x', 'staff00000000002')).toBe('CONVERSATION_TRANSFERRED');
  });
});
