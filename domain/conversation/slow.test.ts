import { describe, expect, it } from 'vitest';
import { isSlow, nudgeWords } from './slow';

const SLOW = 5 * 60_000;
const waiting = { state: 'active' as const, waitingSince: 1_000 };

describe('[F013c] an answer that takes long', () => {
  it('is one for which a customer waits so long, the boundary included', () => {
    expect(isSlow(waiting, 1_000 + SLOW - 1, SLOW)).toBe(false);
    expect(isSlow(waiting, 1_000 + SLOW, SLOW)).toBe(true);
  });

  it('is nobody’s where no agent has it or nobody waits', () => {
    const late = 1_000 + 9 * SLOW;
    expect(isSlow({ ...waiting, state: 'waiting' }, late, SLOW)).toBe(false);
    expect(isSlow({ ...waiting, state: 'closed' }, late, SLOW)).toBe(false);
    expect(isSlow({ ...waiting, waitingSince: null }, late, SLOW)).toBe(false);
  });

  it('is told in whole minutes, and who says it', () => {
    expect(nudgeWords(0, 6.9 * 60_000, 'system')).toBe(
      '客户已等待 6 分钟，请尽快回复'
    );
    expect(nudgeWords(0, 1, 'supervisor')).toBe(
      '主管提醒：客户已等待 1 分钟，请尽快回复'
    );
  });
});
