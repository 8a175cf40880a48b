import {
  closeCase,
  closePatch,
  closeWords,
  isSilent,
  type ClosedBy,
} from '../../../domain/conversation/close';
import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import type { CloseReason } from '../../../domain/values/states';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { transact, type Transaction } from '../../platform/transact';
import { dispatchIfWaiting } from '../assignment/dispatch';
import { takeKeys } from '../assignment/keys';
import { participantOf } from './participant';
import { putLines, systemLine } from '../message/say-between';
import { wantClosedPush } from '../message/want-closed-push';

const HOUR = 60 * 60_000;

/** Either side ends it. Ending what has ended changes nothing. */
export const close: Handler<'conversation.close'> = async (
  { conversationId, reason },
  { caller, now }
) => {
  const conversation = await transact(async (tx) => {
    const current = await tx.get('conversations', conversationId);
    const { side } = await participantOf(current, caller);
    if (!current) refuse('NOT_FOUND');
    return closeIn(tx, current, side, reason, now);
  });
  await dispatchIfWaiting();
  return { conversation };
};

/** Ends what nobody has written in for so long as the settings say. */
export async function closeSilentOnes(
  now: number,
  most: number
): Promise<number> {
  const silenceMs = (await settings()).conversation.silenceHours * HOUR;
  const silent = await find(
    'conversations',
    {
      state: command.in(['waiting', 'active']),
      lastAt: command.lte(now - silenceMs),
    },
    { limit: most }
  );
  let closed = 0;
  for (const { _id } of silent) {
    if (await closeSilent(_id, now, silenceMs)) closed += 1;
  }
  return closed;
}

/** @returns whether it was silent long enough and has been closed */
function closeSilent(
  conversationId: string,
  now: number,
  silenceMs: number
): Promise<boolean> {
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    if (!conversation || !isSilent(conversation, now, silenceMs)) return false;
    await closeIn(tx, conversation, 'system', 'timeout', now);
    return true;
  });
}

export async function closeIn(
  tx: Transaction,
  conversation: Conversation,
  by: ClosedBy,
  reason: CloseReason,
  now: number
): Promise<Conversation> {
  if (conversation.state === 'closed') return conversation;
  const { _id, customer } = conversation;
  const patch = closePatch(now);
  await tx.patch('conversations', _id, patch);
  const noKey = { [`open.${_id}`]: command.remove() };
  await tx.patch('seats', customer, noKey);
  await takeKeys(tx, conversation);
  if (conversation.state === 'waiting') await tx.remove('arrivals', _id);
  await wantClosedPush(tx, conversation, by, now);
  const before = await tx.get('cases', _id);
  const lines = [systemLine(closeWords(by), now)];
  await tx.patch('cases', _id, {
    ...closeCase(by, reason),
    ...(before && (await putLines(tx, conversation, before, lines, now))),
  });
  return { ...conversation, ...patch };
}
