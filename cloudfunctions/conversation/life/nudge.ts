import type { Line } from '../../../domain/conversation/between';
import type { Case } from '../../../domain/conversation/case';
import { isSlow, nudgeWords } from '../../../domain/conversation/slow';
import { refuse } from '../../../domain/errors';
import { whileSlow } from '../../../domain/reply/auto-reply';
import { isOpen } from '../../../domain/settings/hours';
import type { Settings } from '../../../domain/settings/schema';
import { auditIn } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { mustReachConversation } from './reach';
import { putLines, reminderLine, systemLine } from '../message/say-between';

const MINUTE = 60_000;

/** A supervisor reminds the agent of a customer who waits. */
export const nudge: Handler<'desk.nudge'> = (input, request) =>
  transact(async (tx) => {
    const { conversationId } = input;
    const actor = actorOf(request);
    const found = await tx.get('conversations', conversationId);
    await mustReachConversation(actor, found, tx);
    const conversation = found ?? refuse('NOT_FOUND');
    if (conversation.state === 'closed') refuse('CONVERSATION_CLOSED');
    const line = nudgeLine(conversation, request.now, 'supervisor');
    if (!line) return { nudged: false };
    const { _id: by } = actor.staff;
    await say(tx, conversation, [line], {}, request.now);
    await auditIn(tx, request, by, 'desk.nudge', conversationId);
    return { nudged: true };
  });

/**
 * Whoever waits too long for an agent's answer is told so, and the agent is
 * reminded; once for each wait.
 */
export async function tellSlow(now: number, most: number): Promise<number> {
  const rules = await settings();
  const slowMs = rules.assignment.slowReplyMinutes * MINUTE;
  const slow = await find(
    'conversations',
    {
      state: 'active',
      waitingSince: command.lte(now - slowMs),
      slowTold: command.neq(true),
    },
    { orderBy: ['waitingSince', 'asc'], limit: most }
  );
  let told = 0;
  for (const { _id } of slow) {
    if (await tellOne(_id, rules, now)) told += 1;
  }
  return told;
}

function tellOne(
  conversationId: string,
  rules: Settings,
  now: number
): Promise<boolean> {
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    const slowMs = rules.assignment.slowReplyMinutes * MINUTE;
    if (!conversation || conversation.slowTold) return false;
    if (!isSlow(conversation, now, slowMs)) return false;
    const text = whileSlow(rules, conversation, now);
    const open = isOpen(rules.hours, now);
    const reminder = open ? nudgeLine(conversation, now, 'system') : null;
    const lines = [
      ...(text ? [systemLine(text, now)] : []),
      ...(reminder ? [reminder] : []),
    ];
    await say(tx, conversation, lines, { slowTold: true }, now);
    return true;
  });
}

/** null: nobody waits for him there, or he was reminded in this wait. */
function nudgeLine(
  { state, waitingSince, nudgedInWait }: StoredConversation,
  now: number,
  by: 'system' | 'supervisor'
): Line | null {
  if (state !== 'active' || waitingSince === null) return null;
  if (nudgedInWait === waitingSince) return null;
  return reminderLine(nudgeWords(waitingSince, now, by), now);
}

/** The lines and what remembers them, or neither. */
async function say(
  tx: Transaction,
  conversation: StoredConversation,
  lines: readonly Line[],
  patch: Partial<StoredConversation>,
  now: number
): Promise<void> {
  const { _id, waitingSince } = conversation;
  const before = await tx.get('cases', _id);
  if (before && lines.length > 0) {
    const said: Partial<Case> = await putLines(
      tx,
      conversation,
      before,
      lines,
      now
    );
    await tx.patch('cases', _id, said);
  }
  const nudged = lines.some(({ kind }) => kind === 'note');
  await tx.patch('conversations', _id, {
    ...patch,
    ...(nudged && waitingSince !== null && { nudgedInWait: waitingSince }),
  });
}
