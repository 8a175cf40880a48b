import * as z from 'zod';
import type { Case } from '../conversation/case';
import { isResolved } from '../conversation/outcome';
import type { Entry } from './entry';

/**
 * What became of scans. A person who scans twice has two scans and is one
 * who entered; conversations count where one of these entries began them, so
 * that each step is at most the one before it, `ended` scans aside.
 */
export const Funnel = z.object({
  /** Scans of a code that led to somebody. */
  scans: z.int(),
  /** Scans when it did not any more: a poster that still hangs. */
  ended: z.int(),
  /** Different customers who scanned it while it led to somebody. */
  entered: z.int(),
  /** Conversations that began with a first message after such a scan. */
  started: z.int(),
  /** Of those: an agent answered. */
  answered: z.int(),
  /** Solved: as everywhere, the customer's word before the agent's. */
  resolved: z.int(),
  rated: z.int(),
  converted: z.int(),
});
export type Funnel = z.infer<typeof Funnel>;

export type FunnelEntry = Pick<Entry, '_id' | 'customer' | 'codeValid'>;
export type FunnelCase = Pick<
  Case,
  'entryId' | 'firstReplyAt' | 'resolved' | 'ratings' | 'converted'
>;

/** @param cases by the entry that began them */
export function funnelOf(
  entries: readonly FunnelEntry[],
  cases: ReadonlyMap<string, readonly FunnelCase[]>
): Funnel {
  const valid = entries.filter(({ codeValid }) => codeValid);
  const begun = valid.flatMap(({ _id }) => cases.get(_id) ?? []);
  const count = (fits: (one: FunnelCase) => boolean) =>
    begun.filter(fits).length;
  return {
    scans: valid.length,
    ended: entries.length - valid.length,
    entered: new Set(valid.map(({ customer }) => customer)).size,
    started: begun.length,
    answered: count(({ firstReplyAt }) => firstReplyAt !== null),
    resolved: count((one) => isResolved(one) === true),
    rated: count(({ ratings }) => ratings.length > 0),
    converted: count(({ converted }) => converted === true),
  };
}
