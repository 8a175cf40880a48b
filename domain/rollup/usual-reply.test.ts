import { describe, expect, it } from 'vitest';
import { usualReplyMinutes } from './usual-reply';

const MINUTE = 60_000;
const day = (count: number, minutes: number) => ({
  firstReply: { count, ms: count * minutes * MINUTE },
});

describe('[US001] [A-K01] how soon somebody usually answers', () => {
  it('is the average of the days, rounded up', () => {
    expect(usualReplyMinutes([day(10, 2.1)])).toBe(3);
    expect(usualReplyMinutes([day(6, 1), day(6, 3)])).toBe(2);
    expect(usualReplyMinutes([day(20, 0.2)])).toBe(1);
    expect(usualReplyMinutes([day(20, 31)])).toBe(60);
  });

  it('is not told of too few answers', () => {
    expect(usualReplyMinutes([day(9, 1)])).toBeNull();
    expect(usualReplyMinutes([])).toBeNull();
  });

  it('is not told where it takes more than two hours', () => {
    expect(usualReplyMinutes([day(10, 120)])).toBe(120);
    expect(usualReplyMinutes([day(10, 121)])).toBeNull();
  });
});
