import { describe, expect, it } from 'vitest';
import { noteLine } from '../../cloudfunctions/conversation/message/say-between';
import { lineBetween } from '../../domain/conversation/between';
import { conversationWith } from '../../domain/conversation/conversation.test-data';
import type { WhereClause } from '../../miniprogram/services/cloud-port';
import { judge, POSITIONS, LI } from './rule-world';

/** A note in the conversation of li, as the function stores it. */
const conversation = conversationWith({
  _id: LI,
  customer: 'o-li',
  agentOpenid: 'o-chen',
  agentUid: 'u-chen',
});
const { message: note } = lineBetween(
  conversation,
  { between: { seq: 0, count: 0 } },
  noteLine('内部', { from: 'o-chen', name: '陈' }, 1),
  1
);

describe('[F007e] an internal note, by the rules', () => {
  it('is addressed to its agent on phone and web, and to no customer', () => {
    expect(note).toMatchObject({
      customer: '-',
      agentOpenid: 'o-chen',
      agentUid: 'u-chen',
    });
    expect(Object.values(note)).not.toContain('o-li');
  });

  it('is in no query that a customer may ask, in no position', () => {
    const asked: WhereClause[] = [
      { customer: '-' },
      { _id: note._id },
      { conversationId: LI },
      { conversationId: LI, kind: 'note' },
      { conversationId: LI, customer: '-' },
      { agentOpenid: 'o-chen' },
      { conversationId: LI, agentOpenid: 'o-chen' },
    ];
    for (const position of POSITIONS) {
      for (const filter of asked) {
        const attempt = {
          who: 'li',
          in: 'messages',
          operation: 'read',
          filter,
        } as const;
        expect(judge(attempt, position).allowed).toBe(false);
      }
    }
  });

  it('is read by its agent with the query of his one watch', () => {
    const mine = { customer: { $ne: '~' }, agentUid: { $ne: '~' } };
    for (const position of POSITIONS) {
      const attempt = {
        who: 'chen',
        in: 'messages',
        operation: 'read',
        filter: { ...mine, agentOpenid: 'o-chen' },
      } as const;
      expect(judge(attempt, position).allowed).toBe(true);
    }
  });
});
