import type { Settings } from '../../domain/settings/schema';

/** What a task is told each time it is called. */
export interface Turn {
  now: number;
  /** Come back by then, done or not. */
  until: number;
  settings: Settings;
  /** What it answered last time as `cursor`; null at the beginning. */
  cursor: unknown;
}

export interface Progress {
  /** Where to go on next time; null: it is done for this hour or day. */
  cursor: unknown;
  /** How much of each kind was done now. */
  counts: Record<string, number>;
}

/**
 * Something the hourly timer does, once an hour or once a day of the place in
 * the settings. It may be killed at any step and run again from its last
 * cursor, so all of it may be done twice.
 */
export interface Task {
  every: 'hour' | 'day';
  run(turn: Turn): Promise<Progress>;
}
