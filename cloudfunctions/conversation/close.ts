import {
  closePatch,
  isSilent,
  reasonOf,
  type ClosedBy,
} from '../../domain/conversation/close';
import type { Conversation } from '../../domain/conversation/schema';
import { refuse } from '../../domain/errors';
import { identitiesOf } from '../../domain/staff/seat';
import { NOBODY } from '../../domain/values/collections';
import type { CloseReason } from '../../domain/values/states';
import { command } from '../platform/cloud';
import type { Handler } from '../platform/serve';
import { transact, type Transaction } from '../platform/transact';
import { dispatchIfWaiting } from './dispatch';
import { participantOf } from './participant';

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

/** @returns whether it was silent long enough and has been closed */
export function closeSilent(
  conversationId: string,
  now: number
): Promise<boolean> {
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    if (!conversation || !isSilent(conversation, now)) return false;
    await closeIn(tx, conversation, 'system', 'timeout', now);
    return true;
  });
}

async function closeIn(
  tx: Transaction,
  conversation: Conversation,
  by: ClosedBy,
  reason: CloseReason,
  now: number
): Promise<Conversation> {
  if (conversation.state === 'closed') return conversation;
  const { _id } = conversation;
  const patch = closePatch(now);
  await tx.patch('conversations', _id, patch);
  await tx.patch('cases', _id, {
    closeReason: reasonOf(by, reason),
    closedBy: by,
  });
  await takeKeys(tx, conversation);
  if (conversation.state === 'waiting') await tx.remove('arrivals', _id);
  return { ...conversation, ...patch };
}

/** Nobody may write any more, and the agent has one conversation less. */
async function takeKeys(
  tx: Transaction,
  { _id, customer, staffId }: Conversation
): Promise<void> {
  const noKey = { [`open.${_id}`]: command.remove() };
  await tx.patch('seats', customer, noKey);
  const staff = staffId === NOBODY ? null : await tx.get('staff', staffId);
  if (!staff) return;
  for (const identity of identitiesOf(staff)) {
    await tx.patch('seats', identity, noKey);
  }
  const load = command.inc(-1);
  await tx.patch('staff', staffId, { load });
  await tx.patch('presence', staffId, { load });
}
