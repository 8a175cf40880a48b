import { refuse } from '../errors';
import type { Conversation } from './schema';

export type Side = 'customer' | 'agent';

/** A caller as far as conversations are concerned. */
export interface Speaker {
  /** openid or uid. */
  me: string;
  /** The staff member he is, or null. */
  staffId: string | null;
}

/**
 * On which side of the conversation he stands. A member of staff who does not
 * have it (any more) hears that; everybody else that it does not exist.
 * @throws NOT_FOUND, CONVERSATION_TRANSFERRED
 */
export function sideOf(
  conversation: Conversation | null,
  speaker: Speaker
): Side {
  if (!conversation) refuse('NOT_FOUND');
  if (conversation.customer === speaker.me) return 'customer';
  if (!speaker.staffId) refuse('NOT_FOUND', 'not a participant');
  if (conversation.staffId === speaker.staffId) return 'agent';
  refuse('CONVERSATION_TRANSFERRED', 'staff, but not his conversation');
}
