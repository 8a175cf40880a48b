import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings/schema';
import { problemsOf } from './judge';
import type { Health } from './schema';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const calm = { count: 0, oldestAt: null };
const well: Health = {
  at: NOW,
  failures: [],
  pushes: { attempted: 0, failed: 0, failureRate: null },
  backlog: { messages: calm, arrivals: calm, jobs: calm, pushes: calm },
  tasks: [{ name: 'rollup', done: '2026-11-21', failed: false }],
};
const judged = (health: Partial<Health>) =>
  problemsOf({ ...well, ...health }, DEFAULT_SETTINGS.alerts);
const failing = (hour: number, count: number) => [
  { hour, action: 'record.list', count },
];

describe('[A-P05] [B-117] what somebody should look at', () => {
  it('is nothing while all is well', () => {
    expect(judged({})).toEqual([]);
  });

  it('is failed calls of now, and not of yesterday', () => {
    expect(judged({ failures: failing(NOW - MINUTE, 5) })).toEqual([
      'failures',
    ]);
    expect(judged({ failures: failing(NOW - MINUTE, 4) })).toEqual([]);
    expect(judged({ failures: failing(NOW - 180 * MINUTE, 99) })).toEqual([]);
  });

  it('is a rate of failed pushes, once there are enough to have one', () => {
    const rate = (attempted: number, failed: number) =>
      judged({
        pushes: { attempted, failed, failureRate: failed / attempted },
      });
    expect(rate(20, 1)).toEqual(['pushes']);
    expect(rate(3, 3)).toEqual([]);
    expect(rate(100, 4)).toEqual([]);
  });

  it('is work that waits too long, though customers may', () => {
    const late = { count: 1, oldestAt: NOW - 16 * MINUTE };
    const backlog = { ...well.backlog, messages: late, arrivals: late };
    expect(judged({ backlog })).toEqual(['backlog:messages']);
    const soon = { count: 9, oldestAt: NOW - 14 * MINUTE };
    expect(judged({ backlog: { ...well.backlog, jobs: soon } })).toEqual([]);
  });

  it('is nightly work that failed', () => {
    const tasks = [{ name: 'rollup', done: '', failed: true }];
    expect(judged({ tasks })).toEqual(['tasks']);
  });
});
