import { describe, expect, it } from 'vitest';
import { growth, periodBefore } from './period';

describe('the period before', () => {
  it('[B-96] is as long and ends the day before', () => {
    const week = { from: '2026-03-02', to: '2026-03-08' };
    expect(periodBefore(week)).toEqual({
      from: '2026-02-23',
      to: '2026-03-01',
    });
    const day = { from: '2026-01-01', to: '2026-01-01' };
    expect(periodBefore(day)).toEqual({ from: '2025-12-31', to: '2025-12-31' });
  });

  it('[A-K06] is compared as a share, and never divided by nothing', () => {
    expect(growth(12, 10)).toBeCloseTo(0.2);
    expect(growth(5, 0)).toBeNull();
    expect(growth(5, null)).toBeNull();
    expect(growth(null, 5)).toBeNull();
  });
});
