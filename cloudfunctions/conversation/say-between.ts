import { lineBetween, type Line } from '../../domain/conversation/between';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { newMessageId } from '../../domain/values/message-id';
import { NOBODY } from '../../domain/values/collections';
import type { Transaction } from '../platform/transact';

/** A line of the system that both sides see, such as 会话已转接. */
export function systemLine(text: string, now: number): Line {
  return {
    _id: newMessageId(now, Math.random),
    kind: 'system',
    text,
    from: NOBODY,
    senderType: 'system',
  };
}

/**
 * Puts a line between two messages, in the transaction that is its reason.
 * @param line made outside the transaction, which may run several times
 */
export async function sayBetween(
  tx: Transaction,
  conversation: Conversation,
  line: Line,
  now: number
): Promise<Message | null> {
  const before = await tx.get('cases', conversation._id);
  if (!before) return null;
  const said = lineBetween(conversation, before, line, now);
  await tx.put('messages', said.message._id, said.message);
  await tx.patch('cases', conversation._id, said.case);
  return said.message;
}
