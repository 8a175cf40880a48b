import type { Case } from '../../../domain/conversation/case';
import type { Conversation } from '../../../domain/conversation/schema';
import { welcome, whileWaiting } from '../../../domain/reply/auto-reply';
import { settings } from '../../platform/settings';
import { transact, type Transaction } from '../../platform/transact';
import { putLines, sayBetween, systemLine } from '../message/say-between';

/**
 * In the transaction that gives a conversation to somebody, before its case
 * is written: welcomes the customer where nobody had him before.
 * @param conversation as it is from now on
 * @returns what changes of the case, for whoever writes it
 */
export async function autoReplyOnAssigned(
  tx: Transaction,
  conversation: Conversation,
  now: number
): Promise<Partial<Case>> {
  const text = welcome(await settings(), conversation);
  const before = text ? await tx.get('cases', conversation._id) : null;
  if (!text || !before || before.held.length > 0) return {};
  return putLines(tx, conversation, before, [systemLine(text, now)], now);
}

/**
 * Tells whoever waits his place, or when somebody will be there; once for
 * each wait, however often it is asked for.
 * @returns whether it was said now
 */
export async function autoReplyOnWaiting(
  conversationId: string,
  position: number | null,
  now: number
): Promise<boolean> {
  const rules = await settings();
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    if (conversation?.state !== 'waiting') return false;
    const { waitingSince, lastAt, toldInWait } = conversation;
    const wait = waitingSince ?? lastAt;
    const text = whileWaiting(rules, conversation, position, now);
    if (!text || toldInWait === wait) return false;
    await sayBetween(tx, conversation, systemLine(text, now), now);
    await tx.patch('conversations', conversationId, { toldInWait: wait });
    return true;
  });
}
