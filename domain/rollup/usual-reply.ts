import type { Numbers } from './schema';

/** Days that are over, of which the usual time is taken. */
export const USUAL_DAYS = 7;

/** Fewer answers than this say nothing about anybody. */
const LEAST_ANSWERS = 10;
/** What is said, in minutes; what takes longer is rather not promised. */
const SAID = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120] as const;

const MINUTE = 60_000;

/**
 * Within how many minutes somebody usually gives the first answer: the
 * average, rounded up to a step, so that it is never better than the truth.
 * null: too few answers, or too slow to speak of.
 */
export function usualReplyMinutes(
  days: readonly Pick<Numbers, 'firstReply'>[]
): number | null {
  const count = days.reduce((sum, day) => sum + day.firstReply.count, 0);
  const ms = days.reduce((sum, day) => sum + day.firstReply.ms, 0);
  if (count < LEAST_ANSWERS) return null;
  const average = ms / count / MINUTE;
  return SAID.find((step) => average <= step) ?? null;
}
