import type { Conversation } from '../conversation/schema';

const MINUTE = 60_000;

/**
 * Whether its agent owes the first answer since he got it. What he has
 * answered once stays with him, however long he takes for the next one.
 */
export function isUnanswered(
  { state, waitingSince }: Pick<Conversation, 'state' | 'waitingSince'>,
  { assignedAt }: { assignedAt: number | null }
): boolean {
  if (state !== 'active' || waitingSince === null) return false;
  return assignedAt !== null && waitingSince <= assignedAt;
}

/** Whether he had it long enough to answer. 0 minutes: that never ends. */
export function isSilentAgent(
  conversation: Pick<Conversation, 'state' | 'waitingSince'>,
  before: { assignedAt: number | null },
  silentMinutes: number,
  now: number
): boolean {
  if (silentMinutes === 0 || !isUnanswered(conversation, before)) return false;
  return now - (before.assignedAt ?? now) >= silentMinutes * MINUTE;
}
