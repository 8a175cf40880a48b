import { LIMITS } from '../contract/limits';
import type { ClockPort } from './ports';

/** The server's time as far as this client knows it; never ahead of it. */
export interface ServerClock {
  now(): number;
  /** A server time that has just arrived. */
  learn(serverTime: number): void;
  /** For `sentAt`: the rule demands that it is not in the future. */
  stamp(): number;
}

export function createServerClock(clock: ClockPort): ServerClock {
  let offset = 0;
  const now = () => clock.now() + offset;
  return {
    now,
    learn(serverTime) {
      offset = serverTime - clock.now();
    },
    stamp: () => Math.floor(now() - LIMITS.clockMarginMs),
  };
}
