import { describe, expect, it } from 'vitest';
import { isLost, lostCase, lostWishes } from './lost';
import { isSilentAgent, isUnanswered } from './unanswered';

const MINUTE = 60_000;
const assigned = { assignedAt: 1_000 };
const owed = { state: 'active' as const, waitingSince: 500 };
const answered = { state: 'active' as const, waitingSince: null };
const askedAgain = { state: 'active' as const, waitingSince: 2_000 };

describe('an agent owes the first answer', () => {
  it('while the customer waits since before he got him', () => {
    expect(isUnanswered(owed, assigned)).toBe(true);
    expect(isUnanswered({ ...owed, waitingSince: 1_000 }, assigned)).toBe(true);
  });

  it('not once he answered, also when the customer asks again', () => {
    expect(isUnanswered(answered, assigned)).toBe(false);
    expect(isUnanswered(askedAgain, assigned)).toBe(false);
  });

  it('not where nobody has it, or it is over', () => {
    expect(isUnanswered({ ...owed, state: 'waiting' }, assigned)).toBe(false);
    expect(isUnanswered({ ...owed, state: 'closed' }, assigned)).toBe(false);
    expect(isUnanswered(owed, { assignedAt: null })).toBe(false);
  });

  it('for ten minutes, at the boundary no longer; 0 is for ever', () => {
    const at = (ms: number) => isSilentAgent(owed, assigned, 10, 1_000 + ms);
    expect(at(10 * MINUTE - 1)).toBe(false);
    expect(at(10 * MINUTE)).toBe(true);
    expect(isSilentAgent(owed, assigned, 0, 99 * MINUTE)).toBe(false);
    expect(isSilentAgent(answered, assigned, 10, 99 * MINUTE)).toBe(false);
  });
});

describe('what an agent loses', () => {
  it('who is disabled all, who is absent what he owes, who is silent in time', () => {
    const lost = (why: 'disabled' | 'absent' | 'silent', now: number) =>
      [owed, answered].map((one) => isLost(why, one, assigned, 10, now));
    expect(lost('disabled', 1_001)).toEqual([true, true]);
    expect(lost('absent', 1_001)).toEqual([true, false]);
    expect(lost('silent', 1_001)).toEqual([false, false]);
    expect(lost('silent', 1_000 + 10 * MINUTE)).toEqual([true, false]);
  });

  it('goes back to the same team with its priority, rather not to him', () => {
    const before = {
      exclusiveStaffId: 'x',
      priority: 3,
      skill: '退款',
      transfer: { at: 0, by: 'b', from: 'f', staffId: '-', teamId: 'team' },
    };
    const wishes = lostWishes('silent', 'me', before);
    expect(wishes).toEqual({
      exclusiveStaffId: 'x',
      avoidStaffId: 'me',
      teamId: 'team',
      priority: 3,
      skill: '退款',
    });
    const gone = lostWishes('disabled', 'me', { ...before, transfer: null });
    expect(gone).toMatchObject({ avoidStaffId: '-', teamId: '-' });
    expect(lostCase('silent', 'me').explanation).toContain('did not answer');
  });
});
