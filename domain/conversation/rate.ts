import { refuse } from '../errors';
import { LIMITS } from '../values/limits';
import type { Case, Rated } from './case';
import type { Conversation } from './schema';

/** All of them are kept, so there is an end to changing one's mind. */
const RATINGS_PER_CLOSING = 10;

/** What he says; what he said before holds where he does not speak of it. */
export type Opinion = Omit<Rated, 'comment'> & { comment?: string };

/**
 * Rates a closed conversation, or changes that within a day of closing.
 * @throws CONVERSATION_NOT_CLOSED, RATING_FINAL
 */
export function rate(
  conversation: Conversation,
  before: Pick<Case, 'ratings'>,
  opinion: Opinion
): { conversation: Partial<Conversation>; case: Partial<Case> } {
  const { state, closedAt } = conversation;
  if (state !== 'closed' || closedAt === null) {
    refuse('CONVERSATION_NOT_CLOSED');
  }
  const { score, resolved, reason, at } = opinion;
  const given = before.ratings.filter((one) => one.at >= closedAt);
  const late = given.length > 0 && at - closedAt >= LIMITS.ratingChangeMs;
  if (late || given.length >= RATINGS_PER_CLOSING) refuse('RATING_FINAL');
  const comment = opinion.comment ?? given.at(-1)?.comment ?? '';
  const rating = { score, resolved, ...(reason && { reason }) };
  return {
    conversation: { rating },
    case: { ratings: [...before.ratings, { ...rating, comment, at }] },
  };
}
