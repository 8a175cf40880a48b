import { recallPatch } from '../../../domain/conversation/recall';
import type { Judgement, Pending } from '../../../domain/message/judge';
import { tombstoneOf, withheldSummary } from '../../../domain/message/inspect';
import { HELD, type Message } from '../../../domain/message/schema';
import type { Check } from '../../../domain/safety/schema';
import { settlementOf, type Settlement } from '../../../domain/safety/settle';
import type {
  CheckVerdict,
  WithheldReason,
} from '../../../domain/values/states';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { logError } from '../../platform/log';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { giveNumbers, noteInCase } from '../message/give-numbers';
import { isFound } from './plan-checks';

/** What WeChat said, or that it said nothing. */
export interface Answer {
  verdict: CheckVerdict;
  label: number;
  errCode: number;
}

/** A message whose check came to an end, in the transaction that ends it. */
interface Ending {
  check: Check;
  conversation: StoredConversation;
  message: Message;
  settlement: Settlement;
  now: number;
}

/**
 * Ends a check: what was held gets its place or a tombstone, what was shown
 * is left or taken back. Whatever comes to it a second time changes nothing.
 */
export async function settleCheck(
  messageId: string,
  answer: Answer
): Promise<void> {
  const { onFailure } = (await settings()).safety;
  await transact(async (tx) => {
    const check = await tx.get('checks', messageId);
    if (check?.status !== 'ask' && check?.status !== 'asked') return;
    const conversation = await tx.get('conversations', check.conversationId);
    const message = await tx.get('messages', messageId);
    await tx.patch('checks', messageId, { ...answer, status: 'done' });
    if (!conversation || !message) return;
    const settlement = settlementOf(answer.verdict, onFailure);
    const now = Date.now();
    const ending = { check, conversation, message, settlement, now };
    const patch = await carryOut(tx, ending);
    const left = check.status === 'ask' ? oneLess(conversation) : {};
    const changed = { ...patch, ...left };
    if (Object.keys(changed).length === 0) return;
    await tx.patch('conversations', conversation._id, changed);
  });
}

/** Of what waits for a call to WeChat. */
export function oneLess({
  checksWaiting = 0,
}: Pick<StoredConversation, 'checksWaiting'>) {
  return { checksWaiting: Math.max(0, checksWaiting - 1) };
}

/** @returns what changes of the conversation */
function carryOut(
  tx: Transaction,
  ending: Ending
): Promise<Partial<StoredConversation>> {
  if (ending.message.seq === HELD) return release(tx, ending);
  // Taken back meanwhile: then nothing is left to decide.
  if (ending.message.kind === 'tombstone') return Promise.resolve({});
  return ending.settlement.show ? mark(tx, ending) : takeBack(tx, ending);
}

/** It gets its number now, in the order in which checks end. */
async function release(
  tx: Transaction,
  { conversation, message, settlement, now }: Ending
): Promise<Partial<StoredConversation>> {
  const judgement: Judgement =
    message.kind === 'tombstone'
      ? { sound: true, safety: 'pass' }
      : settlement.show
        ? { sound: true, safety: settlement.safety }
        : { sound: false, reason: settlement.reason };
  const pending = message as unknown as Pending;
  const judge = () => judgement;
  return (await giveNumbers(tx, conversation, [pending], judge, now)).patch;
}

async function mark(
  tx: Transaction,
  { conversation, message, settlement, now }: Ending
): Promise<Partial<StoredConversation>> {
  if (!settlement.show) return {};
  const { safety } = settlement;
  await tx.patch('messages', message._id, { safety });
  const marked = safety === 'review' ? 1 : 0;
  await noteInCase(tx, conversation._id, { marked }, now);
  return {};
}

/** Both sides have seen it: a tombstone takes its place. */
async function takeBack(
  tx: Transaction,
  { conversation, message, settlement, now }: Ending
): Promise<Partial<StoredConversation>> {
  if (settlement.show) return {};
  const { reason } = settlement;
  await tx.put('messages', message._id, buried(message, reason));
  const { lastPushId, _id } = conversation;
  const push = lastPushId ? await tx.get('pushes', lastPushId) : null;
  if (push?.status === 'pending' && push.messageId === message._id) {
    const summary = withheldSummary(reason);
    await tx.patch('pushes', push._id, { summary });
  }
  const marked = isFound(reason) ? 1 : 0;
  await noteInCase(tx, _id, { marked }, now);
  const last = message.seq === conversation.seq;
  return {
    ...recallPatch(conversation, message),
    ...(last && { lastText: withheldSummary(reason) }),
  };
}

function buried(
  { kind: _kind, body: _body, replyTo: _replyTo, ...rest }: Message,
  reason: WithheldReason
): Omit<Message, '_id'> {
  const { _id, ...tombstone } = tombstoneOf(rest, reason);
  return tombstone;
}

/** Doubt decides where WeChat did not. @returns how many */
export async function settleOverdue(
  now: number,
  most: number
): Promise<number> {
  const overdue = await find(
    'checks',
    { status: command.in(['ask', 'asked']), dueAt: command.lte(now) },
    { orderBy: ['dueAt', 'asc'], limit: most }
  );
  for (const { _id, label, errCode } of overdue) {
    try {
      await settleCheck(_id, { verdict: 'unanswered', label, errCode });
    } catch (error) {
      logError('sweep: check', error, { check: _id });
    }
  }
  return overdue.length;
}
