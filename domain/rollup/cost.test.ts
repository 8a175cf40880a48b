import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings/schema';
import { idleUsage, usageOf, yuanOf, yuanOfMonth } from './cost';

const prices = DEFAULT_SETTINGS.prices;
const tick = { everyMinutes: 5, operations: 1, ms: 100, memoryMb: 256 };
const clock = { everyMinutes: 60, operations: 12, ms: 300, memoryMb: 256 };

describe('an idle month', () => {
  it('is two five-minute ticks of one read each and the hourly clock', () => {
    const { calls } = idleUsage([tick, tick, clock]);
    expect(calls).toBe(2 * 8_640 * 2 + 720 * 13);
    expect(calls).toBeLessThan(prices.callsIncluded);
  });

  it('costs the plan and the seconds, no calls beyond', () => {
    const usage = idleUsage([tick, tick, clock]);
    expect(yuanOfMonth({ ...usage, gbSeconds: 0 }, prices)).toBe(
      prices.perMonth
    );
  });
});

describe('a thousand conversations', () => {
  const usage = usageOf({
    count: 1_000,
    messages: 12,
    pushes: 1,
    perMessage: 8,
    perPush: 6,
    perConversation: 60,
    functionsPerMessage: 1,
    functionsPerConversation: 8,
    msPerCall: 150,
    memoryMb: 256,
  });

  it('are so many operations and calls', () => {
    const operations = 12_000 * 8 + 1_000 * (6 + 60);
    expect(usage.calls).toBe(operations + 12_000 + 8_000);
    expect(usage.gbSeconds).toBeCloseTo(20_000 * 0.15 * 0.25);
  });

  it('cost what the prices in the settings say', () => {
    const dear = { ...prices, perTenThousandCalls: 10 };
    expect(yuanOf(usage, dear) - yuanOf(usage, prices)).toBeCloseTo(
      (usage.calls / 10_000) * (10 - prices.perTenThousandCalls)
    );
  });

  it('pay for the calls beyond the plan only', () => {
    const all = { ...usage, calls: prices.callsIncluded + 10_000 };
    const seconds = { ...all, calls: 0 };
    expect(yuanOfMonth(all, prices)).toBeCloseTo(
      prices.perMonth + prices.perTenThousandCalls + yuanOf(seconds, prices)
    );
  });
});
