import {
  numberMessages,
  stillUnread,
  type Completed,
  type Pending,
} from '../../domain/conversation/number-messages';
import type { Side } from '../../domain/conversation/participant';
import type { Conversation, Cursor } from '../../domain/conversation/schema';
import { refuse } from '../../domain/errors';
import { LIMITS } from '../../domain/values/limits';
import { find } from '../platform/documents';
import type { StoredConversation } from '../platform/tables';
import { Overtaken, transact, type Transaction } from '../platform/transact';
import { silenceTalkers } from './message-limit';
import { wantPush } from './want-push';

export interface Numbered {
  conversation: Conversation;
  numbered: { _id: string; seq: number; at: number }[];
  pushWaits: boolean;
  /** The push that was left last, for `work.run`. */
  pushId?: string;
}

type Authorise = (conversation: Conversation) => Promise<Side | null>;

/**
 * Completes every message of the conversation that has no number yet. Each
 * batch is one transaction with its summary and its push, so a call that dies
 * leaves nothing half-done and the next call goes on.
 * @param authorise throws where the caller has no business here; answers
 *   whose read mark to bring into the summary, or null
 */
export async function numberPending(
  conversationId: string,
  authorise: Authorise
): Promise<Numbered> {
  const numbered: Numbered['numbered'] = [];
  let pushWaits = false;
  let pushId: string | undefined;
  for (;;) {
    const batch = await numberBatch(conversationId, authorise);
    numbered.push(...batch.numbered);
    pushWaits ||= batch.pushWaits;
    pushId = batch.pushId ?? pushId;
    if (batch.numbered.length < LIMITS.numberBatch) {
      const { conversation } = batch;
      return { conversation, numbered, pushWaits, ...(pushId && { pushId }) };
    }
  }
}

function numberBatch(
  conversationId: string,
  authorise: Authorise
): Promise<Numbered> {
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    if (!conversation) refuse('NOT_FOUND');
    const side = await authorise(conversation);
    const pending = await pendingOf(conversationId);
    if (pending.length === 0) return settleUnread(tx, conversation, side);
    const cursors = await cursorsFor(tx, conversation, pending);
    const now = Date.now();
    const numbering = numberMessages(
      conversation,
      pending,
      {
        customer: cursors.customer?.readSeq ?? conversation.seq,
        agent: cursors.agent?.readSeq ?? conversation.seq,
      },
      now
    );
    const lastPushId = await wantPush(
      tx,
      conversation,
      numbering.agentSaid,
      cursors.customer,
      now
    );
    const patch = {
      ...numbering.conversation,
      ...(lastPushId && { lastPushId }),
    };
    await write(tx, conversation, numbering.completed, patch);
    await silenceTalkers(tx, conversation.seq, pending, now);
    const after = { ...conversation, ...patch };
    const pushWaits = lastPushId !== null;
    const done = numbering.completed.map(({ _id, seq, at }) => ({
      _id,
      seq,
      at,
    }));
    return {
      conversation: after,
      numbered: done,
      pushWaits,
      ...(lastPushId && { pushId: lastPushId }),
    };
  });
}

/**
 * Asked after the transaction has read the conversation: whoever numbers the
 * same messages meanwhile writes the conversation too, and one of us fails.
 */
async function pendingOf(conversationId: string): Promise<Pending[]> {
  const found = await find(
    'messages',
    { conversationId, seq: 0 },
    { orderBy: ['sentAt', 'asc'], limit: LIMITS.numberBatch }
  );
  return found as unknown as Pending[];
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

async function write(
  tx: Transaction,
  { _id }: Conversation,
  completed: readonly Completed[],
  patch: Partial<StoredConversation>
): Promise<void> {
  for (const message of completed) {
    if (message.replacement) {
      await tx.put('messages', message._id, message.replacement);
    } else if (!(await tx.patch('messages', message._id, message.patch))) {
      // Sent after the transaction began: it would get a number here and
      // keep its 0, and the number would be missing for ever.
      throw new Overtaken();
    }
  }
  await tx.patch('conversations', _id, patch);
}

/** Nothing to number: then the caller may have come to say what he read. */
async function settleUnread(
  tx: Transaction,
  conversation: Conversation,
  side: Side | null
): Promise<Numbered> {
  const nothing = { conversation, numbered: [], pushWaits: false };
  if (!side) return nothing;
  const field = side === 'agent' ? 'unreadAgent' : 'unreadCustomer';
  const before = conversation[field];
  if (before === 0) return nothing;
  const cursor = await tx.get(
    'cursors',
    `${conversation._id}.${side === 'agent' ? 'a' : 'c'}`
  );
  const after = stillUnread(before, conversation, cursor?.readSeq ?? 0);
  if (after === before) return nothing;
  await tx.patch('conversations', conversation._id, { [field]: after });
  return { ...nothing, conversation: { ...conversation, [field]: after } };
}
