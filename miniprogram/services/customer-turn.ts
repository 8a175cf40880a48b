import type { CustomerState } from './customer-state';

export type Turn = Pick<CustomerState, 'turn'>;
type Seen = Pick<CustomerState, 'conversation' | 'turn'>;

/** Whether he stands in the queue and is told where. */
export function queues({ conversation }: Pick<Seen, 'conversation'>): boolean {
  if (conversation?.state !== 'waiting' || !conversation.queue) return false;
  return !conversation.leftMessageAt;
}

/**
 * Whose turn came while he looked: he queued a moment ago and has an agent
 * now. It stands until the agent has said something.
 */
export function turnAfter(before: Seen, after: Seen): string {
  const { conversation } = after;
  if (conversation?.state !== 'active') return '';
  if (conversation.lastFrom === 'agent') return '';
  const same = before.conversation?._id === conversation._id;
  if (same && queues(before)) return conversation.agentCard?.name ?? '';
  return same ? before.turn : '';
}
