import { describe, expect, it } from 'vitest';
import { LIMITS } from '../values/limits';
import { addConsent, takeCredit } from './ledger';
import { MOST_TRIES, outcomeOf } from './outcome';
import { isLooking, pushField, pushIdOf } from './wanted';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const ready = { balance: 5, times: [], lookingAt: 0 };

describe('[F008a] whether a push is wanted', () => {
  it('not while he has the conversation in front of him', () => {
    expect(isLooking(NOW - LIMITS.lookingMs + 1, NOW)).toBe(true);
    expect(isLooking(NOW - LIMITS.lookingMs, NOW)).toBe(false);
  });

  it('a burst shares one, what he read since begins another', () => {
    const first = pushIdOf('c', 3, NOW);
    expect(pushIdOf('c', 3, NOW + 1_000)).toBe(first);
    expect(pushIdOf('c', 5, NOW + 1_000)).not.toBe(first);
    expect(pushIdOf('c', 3, NOW + 5 * MINUTE)).not.toBe(first);
  });
});

describe('[A-BR07] the fields of a push', () => {
  it('have at most 20 characters and tear no emoji', () => {
    const cut = pushField('👍'.repeat(30), '');
    expect(Array.from(cut)).toHaveLength(20);
    expect(cut.endsWith('…')).toBe(true);
    expect(cut).not.toContain('\uFFFD');
  });

  it('leave what fits as it is', () => {
    expect(pushField('您的订单已发货', '')).toBe('您的订单已发货');
  });

  it('have no lines and no control characters', () => {
    expect(pushField('第一行\n第二行\u0007\t完', '')).toBe('第一行 第二行 完');
  });

  it('are never empty: WeChat refuses that', () => {
    expect(pushField(' \n\u200B ', '客服')).toBe('客服');
  });
});

describe('[F004b] the ledger of consents', () => {
  it('counts a consent once, however often it is reported', () => {
    const once = addConsent({ balance: 0, keys: [] }, 'key-1');
    expect(once).toEqual({ balance: 1, keys: ['key-1'] });
    expect(addConsent(once!, 'key-1')).toBeNull();
    expect(addConsent(once!, 'key-2')?.balance).toBe(2);
  });

  it('stops at the bound', () => {
    const full = { balance: LIMITS.creditMax, keys: [] };
    expect(addConsent(full, 'key')?.balance).toBe(LIMITS.creditMax);
  });

  it('[F008b] without consent nothing is sent', () => {
    expect(takeCredit({ ...ready, balance: 0 }, NOW)).toEqual({
      take: false,
      status: 'skipped:no_credit',
    });
  });

  it('nothing is sent to one who looks', () => {
    expect(takeCredit({ ...ready, lookingAt: NOW - 1 }, NOW)).toEqual({
      take: false,
      status: 'skipped:watching',
    });
  });

  it('[A-BR06] the fourth within any 60 minutes is not sent', () => {
    const times = [NOW - 59 * MINUTE, NOW - 30 * MINUTE, NOW - MINUTE];
    expect(takeCredit({ ...ready, times }, NOW)).toEqual({
      take: false,
      status: 'limited',
    });
    const later = NOW + MINUTE;
    expect(takeCredit({ ...ready, times }, later)).toEqual({
      take: true,
      times: [NOW - 30 * MINUTE, NOW - MINUTE, later],
    });
  });
});

describe('[F008d] what WeChat answered', () => {
  it('0 is sent', () => {
    expect(outcomeOf(0, 1)).toEqual({ kind: 'sent' });
  });

  it('43101 empties the ledger and is never repeated', () => {
    expect(outcomeOf(43101, 1)).toEqual({
      kind: 'failed',
      credit: 'none left',
    });
  });

  for (const code of [-1, 40001, 43108]) {
    it(`[X1] ${code} is tried again, twice at most`, () => {
      expect(outcomeOf(code, 1)).toEqual({ kind: 'again' });
      expect(outcomeOf(code, 2)).toEqual({ kind: 'again' });
      expect(outcomeOf(code, MOST_TRIES).kind).toBe('failed');
    });
  }

  for (const code of [47003, 40037, 45168, 43107]) {
    it(`[A-BR08] ${code} is recorded, not repeated, and costs no consent`, () => {
      expect(outcomeOf(code, 1)).toEqual({
        kind: 'failed',
        credit: 'returned',
      });
    });
  }
});
