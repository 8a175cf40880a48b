import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import type { Caller } from '../../platform/caller';
import type { Loose } from '../../platform/documents';
import { personOf, staffOrNull } from '../../platform/who';
import { participantOf } from './participant';
import { mustReachConversation } from './reach';

/**
 * Which messages of a conversation somebody may see: a customer no internal
 * notes, an agent while it is his, supervisors as far as they reach.
 * @returns a filter
 * @throws NOT_FOUND, CONVERSATION_TRANSFERRED, FORBIDDEN, OWN_CUSTOMER,
 *   STAFF_DISABLED
 */
export async function visibleTo(
  caller: Caller,
  conversation: Conversation | null
): Promise<Loose> {
  if (!conversation) refuse('NOT_FOUND');
  const { me } = personOf(caller);
  if (conversation.customer === me) return { customer: me };
  const staff = await staffOrNull(caller);
  if (!staff || staff.role === 'agent') {
    await participantOf(conversation, caller);
    return {};
  }
  const scope = staff.role === 'admin' ? 'organisation' : 'team';
  await mustReachConversation({ staff, scope }, conversation);
  return {};
}
