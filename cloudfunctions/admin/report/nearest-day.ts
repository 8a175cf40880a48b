import { CUSTOMERS_AT } from '../../../domain/rollup/packed';
import { daysBetween } from '../../../domain/rollup/day';
import type { Period } from '../../../domain/rollup/period';
import { ALL } from '../../../domain/rollup/schema';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, anyOf } from '../../platform/filters';

/** More people than that are asked for as everybody. */
const MOST_PATHS = 50;

/**
 * The day nearest to a period without numbers on which somebody was received,
 * of those that are over; null: there was none. Two documents at most.
 */
export async function nearestDay(
  { from, to }: Period,
  members: readonly string[] | null
): Promise<string | null> {
  if (members?.length === 0) return null;
  const some = members && members.length <= MOST_PATHS ? members : [ALL];
  const busy = anyOf(
    some.map((id) => ({ [`staff.${id}.${CUSTOMERS_AT}`]: command.gt(0) }))
  );
  const [before, after] = await Promise.all([
    dayIn(allOf([{ date: command.lt(from) }, busy]), 'desc'),
    dayIn(allOf([{ date: command.gt(to) }, busy]), 'asc'),
  ]);
  if (before === null || after === null) return before ?? after;
  const back = daysBetween(before, from).length;
  return back <= daysBetween(to, after).length ? before : after;
}

async function dayIn(
  filter: Loose,
  direction: 'asc' | 'desc'
): Promise<string | null> {
  const [found] = await find('rollups', filter, {
    orderBy: ['date', direction],
    limit: 1,
    fields: ['date'],
  });
  return found?.date ?? null;
}
