import { describe, expect, it } from 'vitest';
import { costOf } from '../../../../domain/health/cost';
import { noNumbers } from '../../../../domain/rollup/numbers';
import { DEFAULT_SETTINGS } from '../../../../domain/settings/schema';
import {
  costFigures,
  healthFigures,
  measuredWords,
  taskWords,
} from './health-figures';
import type { HealthReport } from './use-health';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const clear = { count: 0, oldestAt: null };
const health = (more: Partial<HealthReport> = {}): HealthReport => ({
  at: NOW,
  failures: [],
  pushes: { attempted: 0, failed: 0, failureRate: null },
  backlog: { messages: clear, arrivals: clear, jobs: clear, pushes: clear },
  tasks: [],
  problems: [],
  thresholds: { failuresPerHour: 5, pushFailureRate: 0.05, backlogMinutes: 15 },
  told: true,
  ...more,
});
const of = (report: HealthReport) =>
  Object.fromEntries(healthFigures(report).map((one) => [one.key, one]));
const { prices } = DEFAULT_SETTINGS;
const span = { from: '2026-11-01', to: '2026-11-10', days: 10, ofMonth: 30 };

describe('[A-P05] what the page of health says', () => {
  it('names the hour, the day or the trouble of each task', () => {
    const at = new Date(2026, 10, 22, 9, 20).getTime();
    const words = (done: string, failed = false) =>
      taskWords({ name: 'rollup', done, failed }, at);
    expect(words(String(Math.floor(at / 3_600_000)))).toBe('做到 今天 09:00');
    expect(words('2026-11-21')).toBe('做到 2026-11-21');
    expect(words('')).toBe('还没有做完过');
    expect(words('2026-11-21', true)).toBe('上次失败，会再做');
  });

  it('holds each number against its threshold, and says which that is', () => {
    const failure = { hour: NOW, action: 'desk.list', count: 6 };
    const all = of(health({ failures: [failure], problems: ['failures'] }));
    expect(all.failures).toMatchObject({ value: '6', good: false });
    expect(all.failures?.how).toContain('5 次');
    expect(all.pushes).toMatchObject({ value: '–', good: null });
    const pushes = { attempted: 12, failed: 3, failureRate: 0.25 };
    expect(of(health({ pushes })).pushes).toMatchObject({
      value: '25%',
      how: '3 / 12，少于 20 次不判断',
      good: null,
    });
  });

  it('knows how long work waits, and that a queue of people is none', () => {
    const late = { count: 2, oldestAt: NOW - 20 * MINUTE };
    const backlog = { ...health().backlog, jobs: late, arrivals: late };
    const all = of(health({ backlog, problems: ['backlog:jobs'] }));
    expect(all['backlog-jobs']).toMatchObject({ good: false });
    expect(all['backlog-jobs']?.how).toContain('20:00');
    expect(all['backlog-arrivals']).toMatchObject({ value: '2', good: null });
    expect(all['backlog-pushes']).toMatchObject({
      how: '没有积压',
      good: true,
    });
  });
});

describe('[A-K11] what it says of the cost', () => {
  it('is no number where nothing was counted', () => {
    const cost = costOf({ ...span, days: 0 }, noNumbers(), prices);
    const [operations, thousand, calls] = costFigures(cost);
    expect([operations?.value, thousand?.value]).toEqual(['–', '–']);
    expect(calls).toMatchObject({ good: true });
    expect(measuredWords(cost)[0]).toContain('还没有统计');
  });

  it('warns where the month goes beyond what the plan includes', () => {
    const numbers = { ...noNumbers(), begun: 1_000, customerMessages: 12_000 };
    const [operations, , calls] = costFigures(costOf(span, numbers, prices));
    expect(Number(operations?.value)).toBeGreaterThan(100);
    expect(calls).toMatchObject({ good: false });
    expect(calls?.how).toMatch(/200,000 次，预计用 \d{3}%，会超出/);
  });
});
