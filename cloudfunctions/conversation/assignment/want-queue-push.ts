import { isLooking, newPush } from '../../../domain/push/wanted';
import { templateFor } from '../../platform/push-settings';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';

const TURN = {
  messageId: '',
  summary: '轮到您了，请回来继续',
  purpose: 'queue',
} as const;

/**
 * Leaves a push for a customer who asked to be told when it is his turn,
 * unless he looks. In the transaction that gives him an agent.
 * @param conversation as it is once he has one
 * @returns the id of a push that now waits for whoever may call WeChat
 */
export async function wantQueuePush(
  tx: Transaction,
  conversation: StoredConversation,
  now: number
): Promise<string | null> {
  const { _id, keepPlaceAt, channel } = conversation;
  if (!keepPlaceAt || channel !== 'phone') return null;
  const { on } = (await settings()).push;
  if (!on || !(await templateFor('queue'))) return null;
  const cursor = await tx.get('cursors', `${_id}.c`);
  if (cursor && isLooking(cursor.lookingAt, now)) return null;
  const id = `${_id}.turn.${keepPlaceAt}`;
  await tx.put('pushes', id, newPush(conversation, TURN, now));
  return id;
}
