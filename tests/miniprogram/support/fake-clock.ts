import type { ClockPort } from '../../../miniprogram/services/ports';

/** A clock that moves only when a test says so. */
export interface FakeClock extends ClockPort {
  /** Runs what becomes due on the way, letting promises settle between. */
  advance(ms: number): Promise<void>;
  /** Lets everything that can happen now happen. */
  settle(): Promise<void>;
}

export function createFakeClock(start = 1_760_000_000_000): FakeClock {
  let now = start;
  let order = 0;
  let timers: { at: number; order: number; task: () => void }[] = [];

  async function settle(): Promise<void> {
    for (let i = 0; i < 30; i++) await Promise.resolve();
  }

  const due = (until: number) =>
    timers
      .filter((timer) => timer.at <= until)
      .sort((a, b) => a.at - b.at || a.order - b.order)[0];

  return {
    now: () => now,
    after(ms, task) {
      const timer = { at: now + ms, order: order++, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let next = due(until); next; next = due(until)) {
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.task();
        await settle();
      }
      now = until;
      await settle();
    },
    settle,
  };
}
