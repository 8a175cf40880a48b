import type { Clock } from '../kernel/clock';
import type { Memory } from './memory';
import type { Quota } from './settings';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days end at midnight in China. */
const OFFSET = 8 * 60 * MINUTE;

interface Count {
  minute: number;
  inMinute: number;
  day: number;
  inDay: number;
}

/** Counts calls by clock minutes and days. */
export class Quotas {
  private readonly counts;

  constructor(
    memory: Memory,
    private readonly clock: Clock,
    private readonly quotaOf: (api: string) => Quota | undefined
  ) {
    this.counts = memory.topic<Count>('quotas');
  }

  /** Whether one more call of this API is within its quota; it then counts. */
  take(api: string): boolean {
    const quota = this.quotaOf(api);
    if (!quota) return true;
    const count = this.current(api);
    const fits =
      count.inMinute < (quota.perMinute ?? Infinity) &&
      count.inDay < (quota.perDay ?? Infinity);
    if (!fits) return false;
    count.inMinute += 1;
    count.inDay += 1;
    this.counts.put(api, count);
    return true;
  }

  private current(api: string): Count {
    const now = this.clock.now();
    const minute = Math.floor(now / MINUTE);
    const day = Math.floor((now + OFFSET) / DAY);
    const old = this.counts.get(api);
    return {
      minute,
      day,
      inMinute: old?.minute === minute ? old.inMinute : 0,
      inDay: old?.day === day ? old.inDay : 0,
    };
  }
}
