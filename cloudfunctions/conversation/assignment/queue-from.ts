import { byTurn } from '../../../domain/assignment/queue';
import type { Arrival } from '../../../domain/conversation/case';
import { find } from '../../platform/documents';

/** Arrivals that are looked at together. */
export const PAGE = 200;

/** A page of those who wait, whoever is served next first. */
export async function queueFrom(skip: number): Promise<Arrival[]> {
  const page = await find(
    'arrivals',
    {},
    { orderBy: ['priority', 'desc'], thenBy: ['at', 'asc'], skip, limit: PAGE }
  );
  // Those who came in the same millisecond keep their places.
  return page.sort(byTurn);
}
