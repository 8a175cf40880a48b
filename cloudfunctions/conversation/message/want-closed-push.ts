import type { ClosedBy } from '../../../domain/conversation/close';
import { isLooking, newPush } from '../../../domain/push/wanted';
import { ownTemplateFor } from '../../platform/push-settings';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';

const WORDS = {
  agent: '本次会话已结束，有需要可再次联系',
  system: '长时间没有新消息，会话已结束',
} as const;

/**
 * Leaves a push for a customer whose conversation somebody else ended while he
 * was away. Only by a template made for it: a consent for answers is too dear
 * to be spent on a goodbye. In the transaction that closes; a phone's next call
 * or the timer sends it, whoever closed.
 */
export async function wantClosedPush(
  tx: Transaction,
  conversation: StoredConversation,
  by: ClosedBy,
  now: number
): Promise<void> {
  if (by === 'customer' || conversation.channel !== 'phone') return;
  const { on } = (await settings()).push;
  if (!on || !(await ownTemplateFor('closed'))) return;
  const { _id } = conversation;
  const cursor = await tx.get('cursors', `${_id}.c`);
  if (cursor && isLooking(cursor.lookingAt, now)) return;
  const told = {
    messageId: '',
    summary: WORDS[by],
    purpose: 'closed' as const,
  };
  const push = newPush(conversation, told, now);
  await tx.put('pushes', `${_id}.closed.${now}`, push);
}
