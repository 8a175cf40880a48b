import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors';
import type { Message } from '../message/schema';
import { mustRecall, recalledMessage, recallPatch, RECALLED } from './recall';

const NOW = 1_000_000_000;
const WINDOW = 120_000;
const said: Message = {
  _id: '0mwpxafikgbkh2i3dcy1',
  conversationId: 'conversation00000001',
  customer: 'cust',
  agentOpenid: 'agent-phone',
  agentUid: 'agent-web',
  from: 'agent-web',
  sentAt: NOW - 99,
  seq: 4,
  at: NOW,
  kind: 'text',
  body: { text: '说错了' },
  replyTo: '0mwpxafikgbkh2i3dcy0',
  senderType: 'agent',
  safety: 'pass',
};
const codeOf = (
  message: Message,
  by: { identities: string[]; supervisor: string | null },
  now = NOW
) => {
  try {
    mustRecall(message, by, now, WINDOW);
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
  }
  return 'OK';
};
const agent = { identities: ['agent-phone', 'agent-web'], supervisor: null };
const customer = { identities: ['cust'], supervisor: null };
const supervisor = { identities: ['s'], supervisor: 'staff00000000009' };

describe('[B-73] taking a message back', () => {
  it('is for whoever said it, on phone or web, until the window ends', () => {
    expect(codeOf(said, agent, NOW + WINDOW)).toBe('OK');
    expect(codeOf(said, agent, NOW + WINDOW + 1)).toBe('MESSAGE_TOO_OLD');
    expect(codeOf(said, customer)).toBe('FORBIDDEN');
  });

  it('is for supervisors whenever they see it, but not of what nobody said', () => {
    expect(codeOf(said, supervisor, NOW + 99 * WINDOW)).toBe('OK');
    const line = { ...said, from: '-', senderType: 'system' as const };
    expect(codeOf(line, supervisor)).toBe('FORBIDDEN');
  });

  it('leaves its place, author and time, and no word of it', () => {
    const left = recalledMessage(said);
    expect(left).toMatchObject({
      kind: 'tombstone',
      body: { text: '' },
      seq: 4,
      at: NOW,
      from: 'agent-web',
    });
    expect(left).not.toHaveProperty('replyTo');
    expect(JSON.stringify(left)).not.toContain('说错了');
  });

  it('shows in lists where it was the last one, and tells clients always', () => {
    const { _id: recalledId } = said;
    expect(recallPatch({ seq: 4 }, said)).toEqual({
      recalledId,
      lastText: RECALLED,
    });
    expect(recallPatch({ seq: 5 }, said)).toEqual({ recalledId });
  });
});
