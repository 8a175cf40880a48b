import { describe, expect, it } from 'vitest';
import { countEvery, decidingMessage, isCountDue } from './message-limit';

describe('[B-111] when direct messages are counted', () => {
  it('each one under a small limit, now and then under a large one', () => {
    expect([1, 5, 9, 10, 300].map(countEvery)).toEqual([1, 1, 1, 1, 31]);
    expect(isCountDue(4, 5, 5)).toBe(true);
    expect(isCountDue(29, 30, 300)).toBe(false);
    expect(isCountDue(30, 31, 300)).toBe(true);
    expect(isCountDue(20, 40, 300)).toBe(true);
  });

  it('two who take turns are both met, whatever the limit', () => {
    for (let most = 1; most <= 1_000; most += 1) {
      const every = countEvery(most);
      expect(every % 2).toBe(1);
      expect(every).toBeLessThanOrEqual(Math.max(1, most / 10 + 1));
    }
  });

  it('the one that decides is the last of as many', () => {
    expect(decidingMessage(5, 0)).toBe(4);
    expect(decidingMessage(5, 4)).toBe(0);
    expect(decidingMessage(5, 5)).toBeNull();
    expect(decidingMessage(5, 20)).toBeNull();
  });
});
