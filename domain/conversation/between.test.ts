import { describe, expect, it } from 'vitest';
import { conversationWith } from './conversation.test-data';
import { lineBetween } from './between';

const line = {
  _id: 'line0000000000000001',
  kind: 'system' as const,
  text: '已接入',
  from: '-',
  senderType: 'system' as const,
};
const fresh = { between: { seq: 0, count: 0 } };
const conversation = conversationWith({ seq: 4 });

describe('a line between two messages', () => {
  it('comes after the last and before the next', () => {
    const { message } = lineBetween(conversation, fresh, line, 7);
    expect(message.seq).toBeGreaterThan(4);
    expect(message.seq).toBeLessThan(5);
    expect(message).toMatchObject({ customer: 'cust', at: 7, sentAt: 7 });
  });

  it('follows the lines that stand there already, and begins anew later', () => {
    const first = lineBetween(conversation, fresh, line, 7);
    const second = lineBetween(conversation, first.case, line, 8);
    expect(second.message.seq).toBeGreaterThan(first.message.seq);
    const later = conversationWith({ seq: 5 });
    expect(lineBetween(later, second.case, line, 9).case.between).toEqual({
      seq: 5,
      count: 1,
    });
  });

  it('never reaches the next message, however many there are', () => {
    const full = { between: { seq: 4, count: 5_000 } };
    expect(lineBetween(conversation, full, line, 7).message.seq).toBeLessThan(
      5
    );
  });

  it('of staff among themselves carries no customer', () => {
    const note = { ...line, kind: 'note' as const, from: 'agent-phone' };
    const { message } = lineBetween(conversation, fresh, note, 7);
    expect(message.customer).toBe('-');
    expect(message.agentOpenid).toBe('agent-phone');
  });
});
