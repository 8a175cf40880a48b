import type { Cursor } from '../../domain/conversation/schema';
import { isLooking, pushField, pushIdOf } from '../../domain/push/wanted';
import { pushSettings } from '../platform/push-settings';
import type { StoredConversation } from '../platform/tables';
import type { Transaction } from '../platform/transact';

/**
 * Leaves a push for what the agent said, unless the customer looks or one for
 * the same burst was left already; the conversation remembers the last one.
 * In the transaction that numbers the message, so neither is without the
 * other.
 * @returns the id of a push that now waits for whoever may call WeChat
 */
export async function wantPush(
  tx: Transaction,
  conversation: StoredConversation,
  said: { _id: string; text: string } | null,
  cursor: Cursor | null,
  now: number
): Promise<string | null> {
  const { templateId } = pushSettings();
  if (!said || !templateId || conversation.channel !== 'phone') return null;
  if (cursor && isLooking(cursor.lookingAt, now)) return null;
  const id = pushIdOf(conversation._id, cursor?.readSeq ?? 0, now);
  if (conversation.lastPushId === id) return null;
  await tx.put('pushes', id, {
    openid: conversation.customer,
    customerId: conversation.customerId,
    conversationId: conversation._id,
    messageId: said._id,
    templateId,
    sender: pushField(conversation.agentCard?.name ?? '', '客服'),
    summary: pushField(said.text, '您有一条新消息'),
    status: 'pending',
    errCode: null,
    tries: 0,
    createdAt: now,
    sentAt: null,
    clickedAt: null,
    claimedUntil: 0,
  });
  return id;
}
