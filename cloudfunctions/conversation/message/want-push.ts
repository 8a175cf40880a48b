import type { Cursor } from '../../../domain/conversation/schema';
import { isLooking, newPush, nextPushId } from '../../../domain/push/wanted';
import { templateFor } from '../../platform/push-settings';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';

/**
 * Leaves a push for what the agent said, unless the customer looks or the
 * last one tells of it; the conversation remembers the last one. In the
 * transaction that numbers the message, so neither is without the other.
 * @returns the id of a push that now waits for whoever may call WeChat
 */
export async function wantPush(
  tx: Transaction,
  conversation: StoredConversation,
  said: { _id: string; text: string } | null,
  cursor: Cursor | null,
  now: number
): Promise<string | null> {
  if (!said || conversation.channel !== 'phone') return null;
  const { on, mergeMinutes } = (await settings()).push;
  if (!on || !(await templateFor('reply'))) return null;
  if (cursor && isLooking(cursor.lookingAt, now)) return null;
  const { _id, lastPushId } = conversation;
  const readSeq = cursor?.readSeq ?? 0;
  const id = nextPushId(
    { conversationId: _id, readSeq, ...(lastPushId && { lastPushId }) },
    mergeMinutes * 60_000,
    now
  );
  if (id === null) return null;
  const { _id: messageId, text: summary } = said;
  const told = { messageId, summary, purpose: 'reply' as const };
  await tx.put('pushes', id, newPush(conversation, told, now));
  return id;
}
