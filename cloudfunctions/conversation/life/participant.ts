import { sideOf, type Side } from '../../../domain/conversation/participant';
import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import type { Caller } from '../../platform/caller';
import type { StoredStaff } from '../../platform/tables';
import { personOf, staffOrNull } from '../../platform/who';

export interface Participant {
  me: string;
  side: Side;
  staff: StoredStaff | null;
}

/**
 * Who the caller is in this conversation. Whoever is its customer is not
 * looked up among the staff.
 * @throws NOT_FOUND, CONVERSATION_TRANSFERRED, STAFF_DISABLED
 */
export async function participantOf(
  conversation: Conversation | null,
  caller: Caller
): Promise<Participant> {
  const { me } = personOf(caller);
  if (conversation?.customer === me) {
    return { me, side: 'customer', staff: null };
  }
  const staff = await staffOrNull(caller);
  const side = sideOf(conversation, { me, staffId: staff?._id ?? null });
  return { me, side, staff };
}

/** @throws FORBIDDEN for the agent, besides what participantOf throws */
export async function customerOf(
  conversation: Conversation | null,
  caller: Caller
): Promise<Participant> {
  const participant = await participantOf(conversation, caller);
  if (participant.side !== 'customer') refuse('FORBIDDEN', 'not the customer');
  return participant;
}
