import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { identitiesOf } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import type { Actor } from '../../platform/request';
import type { Transaction } from '../../platform/transact';
import { get } from '../../platform/documents';

type Reader = Pick<Transaction, 'get'>;

/**
 * Holds a conversation against how far a member of staff reaches. What
 * nobody has yet is every supervisor's; of what he asked himself, as a
 * customer, nobody sees the inside.
 * @throws NOT_FOUND, CONVERSATION_TRANSFERRED, FORBIDDEN, OWN_CUSTOMER
 */
export async function mustReachConversation(
  { staff, scope }: Actor,
  conversation: Conversation | null,
  { get: read }: Reader = { get }
): Promise<Conversation> {
  if (!conversation) refuse('NOT_FOUND');
  const { staffId, customer } = conversation;
  if (identitiesOf(staff).includes(customer)) refuse('OWN_CUSTOMER');
  if (staffId === staff._id) return conversation;
  if (scope === 'own') refuse('CONVERSATION_TRANSFERRED');
  if (scope === 'organisation' || staffId === NOBODY) return conversation;
  const holder = await read('staff', staffId);
  mustReach(scope, staff, { staffId, teamId: holder?.teamId ?? NOBODY });
  return conversation;
}
