import { lineBetween, type Line } from '../../../domain/conversation/between';
import type { Case } from '../../../domain/conversation/case';
import type { Conversation } from '../../../domain/conversation/schema';
import type { Message } from '../../../domain/message/schema';
import { newMessageId } from '../../../domain/values/message-id';
import { NOBODY } from '../../../domain/values/collections';
import type { Transaction } from '../../platform/transact';

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

/** What the system tells staff alone. */
export function reminderLine(text: string, now: number): Line {
  return { ...systemLine(text, now), kind: 'note' };
}

/** What only staff read. `from` is the identity with which he wrote it. */
export function noteLine(
  text: string,
  { from, name }: { from: string; name: string },
  now: number
): Line {
  const _id = newMessageId(now, Math.random);
  return { _id, kind: 'note', text, from, name, senderType: 'agent' };
}

/**
 * Puts a line between two messages, in the transaction that is its reason.
 * null: the conversation has no case.
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

/**
 * The same for several lines where the case is written anyway.
 * @returns what changes of the case, for whoever writes it
 */
export async function putLines(
  tx: Transaction,
  conversation: Conversation,
  before: Pick<Case, 'between'>,
  lines: readonly Line[],
  now: number
): Promise<Pick<Case, 'between'>> {
  let { between } = before;
  for (const line of lines) {
    const said = lineBetween(conversation, { between }, line, now);
    await tx.put('messages', said.message._id, said.message);
    between = said.case.between;
  }
  return { between };
}
