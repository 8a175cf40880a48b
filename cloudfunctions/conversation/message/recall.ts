import {
  mustRecall,
  recalledMessage,
  RECALLED,
  recallPatch,
  type Recaller,
} from '../../../domain/conversation/recall';
import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import type { Message } from '../../../domain/message/schema';
import { identitiesOf } from '../../../domain/staff/seat';
import { auditIn } from '../../platform/audit';
import type { Caller } from '../../platform/caller';
import { get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { personOf, staffOrNull } from '../../platform/who';
import { numberPending } from './number-pending';
import { participantOf } from '../life/participant';
import { mustReachConversation } from '../life/reach';

const MINUTE = 60_000;

/**
 * Takes a message back: a tombstone keeps its place. What a reminder has
 * already told the customer outside stays told.
 */
export const recall: Handler<'message.recall'> = async (
  { conversationId, messageId },
  request
) => {
  const { caller, now } = request;
  const said = await get('messages', messageId);
  // Only a numbered message has a server time to count from.
  if (said?.seq === 0) await numberPending(conversationId, async () => null);
  const { recallMinutes } = (await settings()).conversation;
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    const recaller = await recallerOf(conversation, caller);
    const message = await tx.get('messages', messageId);
    if (!conversation || !message) refuse('NOT_FOUND');
    mustSee(message, conversation, caller);
    if (message.kind === 'tombstone') return { message };
    mustRecall(message, recaller, now, recallMinutes * MINUTE);
    const by = recaller.supervisor;
    if (by) await auditIn(tx, request, by, 'message.recall', messageId);
    return { message: await bury(tx, conversation, message) };
  });
};

/** @throws NOT_FOUND, CONVERSATION_TRANSFERRED, STAFF_DISABLED */
async function recallerOf(
  conversation: Conversation | null,
  caller: Caller
): Promise<Recaller> {
  const { me } = personOf(caller);
  if (conversation?.customer === me) {
    return { identities: [me], supervisor: null };
  }
  const staff = await staffOrNull(caller);
  const identities = staff ? identitiesOf(staff) : [];
  if (!staff || staff.role === 'agent') {
    await participantOf(conversation, caller);
    return { identities, supervisor: null };
  }
  const scope = staff.role === 'admin' ? 'organisation' : 'team';
  await mustReachConversation({ staff, scope }, conversation);
  return { identities, supervisor: staff._id };
}

/** Of another conversation, or a note that he cannot see: not there. */
function mustSee(
  message: Message,
  { _id, customer }: Conversation,
  caller: Caller
): void {
  const asCustomer = personOf(caller).me === customer;
  const hidden = asCustomer && message.customer !== customer;
  if (message.conversationId !== _id || hidden) refuse('NOT_FOUND');
}

async function bury(
  tx: Transaction,
  conversation: StoredConversation,
  message: Message
): Promise<Message> {
  const buried = recalledMessage(message);
  await tx.put('messages', message._id, buried);
  await silence(tx, conversation.lastPushId, message._id);
  const patch = recallPatch(conversation, message);
  await tx.patch('conversations', conversation._id, patch);
  return { _id: message._id, ...buried };
}

/** A reminder that still waits must not carry what was taken back. */
async function silence(
  tx: Transaction,
  pushId: string | undefined,
  messageId: string
): Promise<void> {
  const push = pushId ? await tx.get('pushes', pushId) : null;
  if (push?.status !== 'pending' || push.messageId !== messageId) return;
  await tx.patch('pushes', push._id, { summary: RECALLED });
}
