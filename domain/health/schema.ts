import * as z from 'zod';

/** What waits to be done: how much, and since when the oldest of it. */
export const Backlog = z.object({
  count: z.int(),
  /** ms; null: nothing waits. */
  oldestAt: z.number().nullable(),
});
export type Backlog = z.infer<typeof Backlog>;

export const BACKLOGS = [
  /** Messages without a number. */
  'messages',
  /** Customers without an agent. */
  'arrivals',
  /** Hand-overs that are not finished. */
  'jobs',
  /** Reminders that were not handed to WeChat. */
  'pushes',
] as const;
export type BacklogName = (typeof BACKLOGS)[number];

export const Health = z.object({
  at: z.number(),
  /** Calls of the last 24 hours that failed for no reason of the caller. */
  failures: z.array(
    z.object({
      /** The beginning of the hour, ms. */
      hour: z.number(),
      /** The action's name, or 'timer'. */
      action: z.string(),
      count: z.int(),
    })
  ),
  /** Of the last 24 hours. */
  pushes: z.object({
    attempted: z.int(),
    failed: z.int(),
    /** null: none was attempted. */
    failureRate: z.number().nullable(),
  }),
  backlog: z.record(z.enum(BACKLOGS), Backlog),
  /** Nightly and hourly work: for which hour or day each was last done. */
  tasks: z.array(
    z.object({ name: z.string(), done: z.string(), failed: z.boolean() })
  ),
});
export type Health = z.infer<typeof Health>;

export const PROBLEMS = [
  'failures',
  'pushes',
  'tasks',
  ...BACKLOGS.map((name) => `backlog:${name}` as const),
] as const;
export type Problem = (typeof PROBLEMS)[number];
