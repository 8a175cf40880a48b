/**
 * Something the hourly timer does. It may be killed at any step and run again,
 * by two timers at once even, and stops by itself before the function does.
 * @returns what was done, for the log
 */
export type Task = (now: number) => Promise<unknown>;
