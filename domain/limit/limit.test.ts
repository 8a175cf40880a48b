import { describe, expect, it } from 'vitest';
import { CallLimit } from './call-limit';
import { takeOne } from './window';

const HOUR = 60 * 60_000;
const NOW = 100 * HOUR;
const RULE = { most: 3, windowMs: HOUR };

describe('[B-111] so many within a window that slides', () => {
  it('lets through as many, and not one more', () => {
    let times: number[] = [];
    for (let at = 0; at < RULE.most; at += 1) {
      const taken = takeOne(times, RULE, NOW + at);
      expect(taken.ok).toBe(true);
      if (taken.ok) times = taken.times;
    }
    expect(takeOne(times, RULE, NOW + HOUR - 1)).toEqual({
      ok: false,
      retryAt: NOW + HOUR,
    });
    expect(takeOne(times, RULE, NOW + HOUR).ok).toBe(true);
  });

  it('counts calls at once, whichever clock is ahead', () => {
    const times = [NOW, NOW + 1, NOW + 2];
    expect(takeOne(times, RULE, NOW - 5).ok).toBe(false);
  });

  it('of any window only as many pass, whenever they come', () => {
    let times: number[] = [];
    const passed: number[] = [];
    for (let at = NOW; at < NOW + 5 * HOUR; at += 7 * 60_000) {
      const taken = takeOne(times, RULE, at);
      if (!taken.ok) continue;
      times = taken.times;
      passed.push(at);
      expect(times.length).toBeLessThanOrEqual(RULE.most);
    }
    expect(passed.length).toBeGreaterThan(RULE.most);
    for (const from of passed) {
      const within = passed.filter((at) => at >= from && at < from + HOUR);
      expect(within.length).toBeLessThanOrEqual(RULE.most);
    }
  });

  it('tells the right moment where the limit was lowered', () => {
    const times = [NOW, NOW + 1, NOW + 2, NOW + 3];
    expect(takeOne(times, { most: 2, windowMs: HOUR }, NOW + 4)).toEqual({
      ok: false,
      retryAt: NOW + 2 + HOUR,
    });
  });
});

describe('[A-N17] the calls of one process', () => {
  it('are counted by person', () => {
    const limit = new CallLimit();
    expect(limit.take('a', 2, NOW)).toBeNull();
    expect(limit.take('a', 2, NOW + 1)).toBeNull();
    expect(limit.take('a', 2, NOW + 2)).toBe(NOW + HOUR);
    expect(limit.take('b', 2, NOW + 2)).toBeNull();
  });

  it('forget who called longest ago, so that memory is bounded', () => {
    const limit = new CallLimit();
    expect(limit.take('first', 1, NOW)).toBeNull();
    for (let at = 0; at < 1_000; at += 1) limit.take(`p${at}`, 1, NOW);
    expect(limit.take('first', 1, NOW)).toBeNull();
    expect(limit.take('p999', 1, NOW)).not.toBeNull();
  });
});
