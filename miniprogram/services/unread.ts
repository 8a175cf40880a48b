import type { Conversation } from '../../domain/conversation/schema';

/**
 * How many of the customer's messages this agent has not read: what the
 * server counts, until he has read here as far as the conversation goes.
 */
export function unreadOf(
  { _id, seq, state, unreadAgent }: Conversation,
  ownRead: Readonly<Record<string, number>>
): number {
  const read = (ownRead[_id] ?? 0) >= seq;
  return read || state === 'closed' ? 0 : unreadAgent;
}
