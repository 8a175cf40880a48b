import { describe, expect, it } from 'vitest';
import type { Rated } from './case';
import { conversationWith } from './conversation.test-data';
import { asksRating, isResolved, resolvedInOne } from './outcome';

const NOW = 1_000_000_000;
const WINDOW = 24 * 60 * 60_000;
const ended = { state: 'closed' as const, closedAt: NOW };
const rated = (resolved: boolean): Rated => ({
  score: 3,
  resolved,
  comment: '',
  at: NOW,
});
const kept = (
  resolved: boolean | null,
  ratings: Rated[] = [],
  reopened = 0
) => ({ resolved, ratings, reopened });

describe('[A-K03] the rating is asked for', () => {
  it('at the end, of whoever was served and has not rated', () => {
    const closed = conversationWith(ended);
    expect(asksRating(closed)).toBe(true);
    expect(asksRating(conversationWith())).toBe(false);
    expect(asksRating({ ...closed, agentCard: null })).toBe(false);
    const done = { score: 1, resolved: false };
    expect(asksRating({ ...closed, rating: done })).toBe(false);
  });
});

describe('[A-K04] solved at the first contact', () => {
  const inOne = (of: ReturnType<typeof kept>, at = NOW + WINDOW) =>
    resolvedInOne(ended, of, at, WINDOW);

  it('is what the customer says last, else what the agent says', () => {
    expect(isResolved(kept(true))).toBe(true);
    expect(isResolved(kept(true, [rated(true), rated(false)]))).toBe(false);
    expect(isResolved(kept(null))).toBeNull();
  });

  it('is known when he can come back no more', () => {
    expect(inOne(kept(true), NOW + WINDOW - 1)).toBeNull();
    expect(inOne(kept(true))).toBe(true);
    expect(inOne(kept(null))).toBeNull();
    expect(inOne(kept(false), NOW)).toBe(false);
    const open = { state: 'active' as const, closedAt: null };
    expect(resolvedInOne(open, kept(true), NOW, WINDOW)).toBeNull();
  });

  it('is not so where he came back', () => {
    expect(inOne(kept(true, [rated(true)], 1))).toBe(false);
  });
});
