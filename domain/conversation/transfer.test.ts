import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors';
import type { Presence, Staff } from '../staff/schema';
import { LIMITS } from '../values/limits';
import { conversationWith, staffWith } from './conversation.test-data';
import { isMade, mustTake, transferExplanation } from './transfer';

const NOW = 1_000_000_000;
const conversation = conversationWith();

function codeOf(
  staff: Staff | null,
  presence: Partial<Presence> | null = {},
  offlineToo = false
): string {
  const there: Presence | null = presence && {
    _id: 'staff00000000009',
    state: 'online',
    lastSeenAt: NOW,
    load: 0,
    capacity: 1,
    ...presence,
  };
  try {
    mustTake({ staff, presence: there }, conversation, offlineToo, NOW);
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
  }
  return 'OK';
}

describe('[A-BR11] who may be given a conversation by hand', () => {
  it('anybody in use who answers and has a place left, busy or not', () => {
    expect(codeOf(staffWith())).toBe('OK');
    expect(codeOf(staffWith({ role: 'supervisor' }))).toBe('OK');
    expect(codeOf(staffWith(), { state: 'busy' })).toBe('OK');
    expect(codeOf(staffWith({ load: 1 }))).toBe('STAFF_AT_CAPACITY');
    expect(codeOf(staffWith({ load: 1 }), {}, true)).toBe('STAFF_AT_CAPACITY');
  });

  it('nobody who does not answer or is not in use', () => {
    expect(codeOf(null)).toBe('NOT_FOUND');
    expect(codeOf(staffWith({ role: 'admin' }))).toBe('NOT_FOUND');
    expect(codeOf(staffWith({ status: 'disabled' }))).toBe('NOT_FOUND');
  });

  it('who is not there, only from one who answers for him', () => {
    const stale = { lastSeenAt: NOW - LIMITS.presenceStaleMs };
    for (const gone of [{ state: 'offline' as const }, stale, null]) {
      expect(codeOf(staffWith(), gone)).toBe('STAFF_OFFLINE');
      expect(codeOf(staffWith(), gone, true)).toBe('OK');
    }
    expect(codeOf(staffWith({ openid: '-' }), {}, true)).toBe('STAFF_OFFLINE');
  });

  it('never the customer himself, on his phone or in his browser', () => {
    expect(codeOf(staffWith({ openid: 'cust' }))).toBe('STAFF_IS_CUSTOMER');
    expect(codeOf(staffWith({ uid: 'cust' }), {}, true)).toBe(
      'STAFF_IS_CUSTOMER'
    );
  });
});

describe('[A-BR11] a transfer whose answer was lost', () => {
  const transfer = { at: 1, by: 'a', from: 'a', staffId: 'b', teamId: '-' };
  const now = { state: 'active' as const, staffId: 'b' };
  const target = { staffId: 'b', teamId: '-' };

  it('is known again, until something else happened', () => {
    expect(isMade({ transfer }, now, 'a', target)).toBe(true);
    expect(isMade({ transfer: null }, now, 'a', target)).toBe(false);
    expect(isMade({ transfer }, now, 'c', target)).toBe(false);
    const other = { staffId: 'c', teamId: '-' };
    expect(isMade({ transfer }, now, 'a', other)).toBe(false);
    const moved = { ...now, staffId: 'c' };
    expect(isMade({ transfer }, moved, 'a', target)).toBe(false);
    const ended = { ...now, state: 'closed' as const };
    expect(isMade({ transfer }, ended, 'a', target)).toBe(false);
  });

  it('to a team, too, whoever of it has the conversation by now', () => {
    const toTeam = { ...transfer, staffId: '-', teamId: 't' };
    const team = { staffId: '-', teamId: 't' };
    expect(isMade({ transfer: toTeam }, now, 'a', team)).toBe(true);
    // It came back to him: then he hands it over anew.
    const back = { ...now, staffId: 'a' };
    expect(isMade({ transfer: toTeam }, back, 'a', team)).toBe(false);
  });

  it('says in the case who did it, from whom to whom', () => {
    const by = { staffCode: 'S1', role: 'supervisor' as const };
    expect(transferExplanation(by, 'a', 'b')).toBe(
      'handed over by supervisor S1 from a to b'
    );
    expect(transferExplanation(by, '-', 'b')).toContain('from the queue');
  });
});
