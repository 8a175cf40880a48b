import { describe, expect, it } from 'vitest';
import { noNumbers } from '../rollup/numbers';
import { DEFAULT_SETTINGS } from '../settings/schema';
import { costOf } from './cost';

const { prices } = DEFAULT_SETTINGS;
const span = {
  from: '2026-11-01',
  to: '2026-11-10',
  days: 10,
  ofMonth: 30,
};

describe('[A-K11] what the month costs', () => {
  it('is the plan alone while nobody talks', () => {
    const cost = costOf(span, noNumbers(), prices);
    expect(cost.operationsPerConversation).toBeNull();
    expect(cost.yuanPerThousand).toBeNull();
    expect(cost.forecast.calls).toBeCloseTo(42_480, -2);
    expect(cost.forecast.yuan).toBeCloseTo(prices.perMonth, 0);
  });

  it('is per thousand what docs/cost.md says, and goes on as it began', () => {
    const numbers = {
      ...noNumbers(),
      begun: 1_000,
      customerMessages: 6_000,
      agentMessages: 6_000,
      pushes: { ...noNumbers().pushes, attempted: 1_000 },
    };
    const cost = costOf(span, numbers, prices);
    expect(cost.operationsPerConversation).toBeCloseTo(182, 0);
    expect(cost.yuanPerThousand).toBeCloseTo(9.2, 0);
    expect(cost.forecast.calls).toBeCloseTo(3 * 182_000 + 42_480, -3);
    expect(cost.forecast.share).toBeGreaterThan(2.5);
  });
});
