import {
  numberMessages,
  type Completed,
  type Numbering,
} from '../../../domain/conversation/number-messages';
import type { Conversation, Cursor } from '../../../domain/conversation/schema';
import type { Judge, Pending } from '../../../domain/message/judge';
import { command } from '../../platform/cloud';
import type { StoredConversation } from '../../platform/tables';
import { Overtaken, type Transaction } from '../../platform/transact';
import { countBreaches } from '../safety/breaches';
import { silenceTalkers } from './message-limit';
import { isMarked } from '../safety/plan-checks';
import { wantPush } from './want-push';

/** What giving numbers has written of the conversation, and left to do. */
export interface Given {
  numbering: Numbering;
  patch: Partial<StoredConversation>;
  pushId: string | null;
}

/**
 * Gives each of these its place, with everything that follows from it but the
 * conversation itself, which the caller writes with `patch`.
 */
export async function giveNumbers(
  tx: Transaction,
  conversation: StoredConversation,
  pending: readonly Pending[],
  judge: Judge,
  now: number
): Promise<Given> {
  const cursors = await cursorsFor(tx, conversation, pending);
  const readBy = {
    customer: cursors.customer?.readSeq ?? conversation.seq,
    agent: cursors.agent?.readSeq ?? conversation.seq,
  };
  const numbering = numberMessages(conversation, pending, readBy, now, judge);
  const { agentSaid, completed } = numbering;
  const pushId = await wantPush(
    tx,
    conversation,
    agentSaid,
    cursors.customer,
    now
  );
  for (const message of completed) await complete(tx, message);
  await silenceTalkers(tx, conversation.seq, pending, now);
  await countBreaches(tx, conversation.customer, completed, now);
  const marked = completed.filter(isMarked).length;
  const first = agentSaid !== null && !conversation.answered;
  await noteInCase(tx, conversation._id, { marked, first }, now);
  const patch = {
    ...numbering.conversation,
    ...(pushId && { lastPushId: pushId }),
    ...(first && { answered: true }),
  };
  return { numbering, patch, pushId };
}

async function complete(tx: Transaction, message: Completed): Promise<void> {
  if (message.replacement) {
    await tx.put('messages', message._id, message.replacement);
  } else if (!(await tx.patch('messages', message._id, message.patch))) {
    // Sent after the transaction began: it would get a number here and
    // keep its 0, and the number would be missing for ever.
    throw new Overtaken();
  }
}

/** Its first answer, and how often a check found something. */
export async function noteInCase(
  tx: Transaction,
  conversationId: string,
  { marked, first }: { marked: number; first?: boolean },
  now: number
): Promise<void> {
  if (marked === 0 && !first) return;
  await tx.patch('cases', conversationId, {
    ...(marked > 0 && { flagged: command.inc(marked), flaggedAt: now }),
    ...(first && { firstReplyAt: now }),
  });
}

/** Read marks, only where they can change the outcome. */
async function cursorsFor(
  tx: Transaction,
  conversation: Conversation,
  pending: readonly Pending[]
): Promise<{ customer: Cursor | null; agent: Cursor | null }> {
  const { _id, customer, unreadAgent } = conversation;
  const customerSpoke = pending.some(({ from }) => from === customer);
  const agentSpoke = pending.some(({ from }) => from !== customer);
  return {
    customer: agentSpoke ? await tx.get('cursors', `${_id}.c`) : null,
    agent:
      customerSpoke && unreadAgent > 0
        ? await tx.get('cursors', `${_id}.a`)
        : null,
  };
}
