import type { Case } from './case';
import type { Conversation } from './schema';

type Ended = Pick<Conversation, 'state' | 'closedAt'>;

/** Whether the screen asks the customer for a rating now. */
export function asksRating({
  state,
  rating,
  agentCard,
}: Pick<Conversation, 'state' | 'rating' | 'agentCard'>): boolean {
  // Nobody ever served him: then there is nothing to rate.
  return state === 'closed' && rating === null && agentCard !== null;
}

/**
 * Whether the problem is solved: as the customer says in his last rating, else
 * as the agent says; null: nobody said.
 */
export function isResolved({
  ratings,
  resolved,
}: Pick<Case, 'ratings' | 'resolved'>): boolean | null {
  return ratings.at(-1)?.resolved ?? resolved;
}

/**
 * Solved at the first contact (A-K04): solved, and he did not come back. null
 * while he still may come back, or where nobody said whether it is solved.
 */
export function resolvedInOne(
  { state, closedAt }: Ended,
  kept: Pick<Case, 'ratings' | 'resolved' | 'reopened'>,
  now: number,
  reopenMs: number
): boolean | null {
  if (kept.reopened > 0) return false;
  if (state !== 'closed' || closedAt === null) return null;
  const resolved = isResolved(kept);
  if (resolved !== true) return resolved;
  return now - closedAt < reopenMs ? null : true;
}
