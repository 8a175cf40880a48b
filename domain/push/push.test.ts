import { describe, expect, it } from 'vitest';
import { LIMITS } from '../values/limits';
import { addConsent, takeCredit, type Consents, type Reporter } from './ledger';
import { MOST_TRIES, mayResend, outcomeOf, UNKNOWN } from './outcome';
import { isLooking, nextPushId, pushField } from './wanted';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const ready = { balance: 5, times: [], lookingAt: 0, perHour: 3 };

describe('[F008a] whether a push is wanted', () => {
  it('not while he has the conversation in front of him', () => {
    expect(isLooking(NOW - LIMITS.lookingMs + 1, NOW)).toBe(true);
    expect(isLooking(NOW - LIMITS.lookingMs, NOW)).toBe(false);
  });

  it('[A-N18] replies within the time share one, what he read begins another', () => {
    const merge = 5 * MINUTE;
    const at = { conversationId: 'c', readSeq: 3 };
    const lastPushId = nextPushId(at, merge, NOW) ?? '';
    expect(lastPushId).not.toBe('');
    const after = { ...at, lastPushId };
    expect(nextPushId(after, merge, NOW + merge - 1)).toBeNull();
    expect(nextPushId(after, merge, NOW + merge)).not.toBeNull();
    expect(nextPushId(after, 0, NOW + 1)).not.toBeNull();
    expect(nextPushId({ ...after, readSeq: 5 }, merge, NOW + 1)).not.toBeNull();
    // 3 and 30 are two marks, though one begins like the other.
    expect(nextPushId({ ...after, readSeq: 30 }, merge, NOW)).not.toBeNull();
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
    expect(pushField('👨\u200D👧 好', '客服')).toBe('👨👧 好');
  });
});

describe('[F004b] the ledger of consents', () => {
  const nothing: Consents = { balances: {}, ahead: {}, keys: [] };
  const told = (reports: [by: Reporter, key: string][]) =>
    reports.reduce(
      (had, [by, key]) => addConsent(had, 'T', { by, key }) ?? had,
      nothing
    ).balances['T'];

  it('counts a consent once, however often it is reported', () => {
    expect(
      told([
        ['phone', 'a'],
        ['phone', 'a'],
      ])
    ).toBe(1);
    expect(
      told([
        ['phone', 'a'],
        ['phone', 'b'],
      ])
    ).toBe(2);
  });

  it('[F004c] counts once what the phone and WeChat both tell', () => {
    expect(
      told([
        ['phone', 'a'],
        ['wechat', '1'],
      ])
    ).toBe(1);
    expect(
      told([
        ['wechat', '1'],
        ['wechat', '1'],
        ['phone', 'a'],
      ])
    ).toBe(1);
    expect(
      told([
        ['wechat', '1'],
        ['wechat', '2'],
        ['phone', 'a'],
      ])
    ).toBe(2);
    // A phone whose report was lost: WeChat's own word is enough.
    expect(
      told([
        ['phone', 'a'],
        ['wechat', '1'],
        ['wechat', '2'],
      ])
    ).toBe(2);
  });

  it('stops at the bound', () => {
    const many = Array.from({ length: LIMITS.creditMax + 5 }, (_, at) => at);
    expect(told(many.map((at) => ['phone', String(at)]))).toBe(
      LIMITS.creditMax
    );
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

  it('[X1] what nobody knows is neither repeated nor given back', () => {
    expect(outcomeOf(UNKNOWN, 1)).toEqual({ kind: 'failed', credit: 'taken' });
  });

  it('[US006] an agent may send again what never reached WeChat, only that', () => {
    const failed = (errCode: number) => ({ status: 'failed', errCode });
    expect([-1, 40001, 43108, UNKNOWN].map(failed).every(mayResend)).toBe(true);
    expect([43101, 47003, 43107].map(failed).some(mayResend)).toBe(false);
    expect(mayResend({ status: 'sent', errCode: 0 })).toBe(false);
    expect(mayResend({ status: 'limited', errCode: null })).toBe(false);
  });
});
