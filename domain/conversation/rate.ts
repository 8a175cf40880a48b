import { refuse } from '../errors';
import type { Case, Rated } from './case';
import type { Conversation } from './schema';

/** He may change his mind once, within a day of closing. */
const RATINGS_PER_CLOSING = 2;
const CHANGE_MS = 24 * 60 * 60_000;

/**
 * Rates a closed conversation.
 * @throws CONVERSATION_NOT_CLOSED, RATING_FINAL
 */
export function rate(
  conversation: Conversation,
  before: Pick<Case, 'ratings'>,
  rated: Rated
): { conversation: Partial<Conversation>; case: Partial<Case> } {
  const { state, closedAt } = conversation;
  if (state !== 'closed' || closedAt === null) {
    refuse('CONVERSATION_NOT_CLOSED');
  }
  const given = before.ratings.filter(({ at }) => at >= closedAt).length;
  const late = given > 0 && rated.at - closedAt >= CHANGE_MS;
  if (late || given >= RATINGS_PER_CLOSING) refuse('RATING_FINAL');
  return {
    conversation: {
      rating: { score: rated.score, resolved: rated.resolved },
    },
    case: { ratings: [...before.ratings, rated] },
  };
}
