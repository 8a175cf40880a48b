import { stillUnread } from '../../../domain/conversation/number-messages';
import type { Side } from '../../../domain/conversation/participant';
import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import {
  fileIdIn,
  judgeWith,
  type Finding,
  type Judgement,
  type Pending,
} from '../../../domain/message/judge';
import type { Check } from '../../../domain/safety/schema';
import type { Settings } from '../../../domain/settings/schema';
import { LIMITS } from '../../../domain/values/limits';
import type { MessageKind } from '../../../domain/values/states';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { logError } from '../../platform/log';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { checkFile } from '../file/check-file';
import { giveNumbers } from './give-numbers';
import { ask, checkFor, hold } from '../safety/plan-checks';

export interface Numbered {
  conversation: Conversation;
  numbered: { _id: string; seq: number; at: number }[];
  /** Something waits for a call that may reach WeChat. */
  workWaits: boolean;
  /** The push that was left last, where nothing else waits. */
  pushId?: string;
}

type Authorise = (conversation: Conversation) => Promise<Side | null>;

/** What is known of the files in these messages, for one call. */
interface Looked {
  findings: Map<string, Finding>;
  /** Storage did not answer: they keep their place among what waits. */
  later: Set<string>;
}

interface Batch {
  conversation: StoredConversation;
  numbered: Numbered['numbered'];
  pushId: string | null;
  /** How many had no number; a full batch may have more behind it. */
  found: number;
  /** Whose files must be looked into before anything is numbered. */
  unseen: Pending[];
}

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
  const { safety } = await settings();
  const looked: Looked = { findings: new Map(), later: new Set() };
  const numbered: Numbered['numbered'] = [];
  let pushId: string | null = null;
  for (;;) {
    const batch = await transact((tx) =>
      numberBatch(tx, conversationId, authorise, looked, safety)
    );
    numbered.push(...batch.numbered);
    pushId = batch.pushId ?? pushId;
    for (const message of batch.unseen) await lookInto(message, looked);
    if (batch.unseen.length > 0 || batch.found >= LIMITS.numberBatch) continue;
    const { conversation } = batch;
    const asking = (conversation.checksWaiting ?? 0) > 0;
    return {
      conversation,
      numbered,
      workWaits: asking || pushId !== null,
      ...(pushId && !asking && { pushId }),
    };
  }
}

async function numberBatch(
  tx: Transaction,
  conversationId: string,
  authorise: Authorise,
  looked: Looked,
  safety: Settings['safety']
): Promise<Batch> {
  const conversation = await tx.get('conversations', conversationId);
  if (!conversation) refuse('NOT_FOUND');
  const side = await authorise(conversation);
  const pending = await pendingOf(conversationId, looked.later);
  const nothing = { numbered: [], pushId: null, unseen: [], found: 0 };
  if (pending.length === 0) {
    const settled = await settleUnread(tx, conversation, side);
    return { ...nothing, conversation: settled };
  }
  const unseen = pending.filter(
    (message) => !looked.findings.has(message._id) && fileIdIn(message)
  );
  if (unseen.length > 0) return { ...nothing, conversation, unseen };
  const judge = judgeWith(safety.words, looked.findings);
  const sorted = sortOut(pending, judge, conversation, safety);
  return writeBatch(tx, conversation, sorted);
}

/** What is numbered now, what is held, and what WeChat is asked about. */
interface SortedOut {
  judge: (message: Pending) => Judgement;
  now: Pending[];
  held: Pending[];
  asked: Map<string, { message: Pending; kind: Check['kind'] }>;
}

function sortOut(
  pending: readonly Pending[],
  judge: (message: Pending) => Judgement,
  conversation: StoredConversation,
  safety: Settings['safety']
): SortedOut {
  const asked: SortedOut['asked'] = new Map();
  for (const message of pending) {
    if (!judge(message).sound) continue;
    const said = message as { kind: MessageKind; from: string } & Pending;
    const kind = checkFor(said, conversation, safety);
    if (kind) asked.set(message._id, { message, kind });
  }
  const isHeld = ({ _id }: Pending) => safety.mode === 'hold' && asked.has(_id);
  return {
    judge: (message) => {
      const judgement = judge(message);
      const waits = judgement.sound && asked.has(message._id);
      return waits ? { ...judgement, safety: 'waiting' } : judgement;
    },
    now: pending.filter((message) => !isHeld(message)),
    held: pending.filter(isHeld),
    asked,
  };
}

async function writeBatch(
  tx: Transaction,
  conversation: StoredConversation,
  { judge, now: ready, held, asked }: SortedOut
): Promise<Batch> {
  const { _id } = conversation;
  const now = Date.now();
  const given = await giveNumbers(tx, conversation, ready, judge, now);
  for (const message of held) {
    const judgement = judge(message);
    if (judgement.sound) await hold(tx, conversation, message, judgement);
  }
  for (const { message, kind } of asked.values()) {
    const openid = String(message.from);
    const of = { messageId: message._id, conversationId: _id, openid };
    await ask(tx, of, kind, held.includes(message), now);
  }
  const checksWaiting = (conversation.checksWaiting ?? 0) + asked.size;
  const patch = { ...given.patch, ...(asked.size > 0 && { checksWaiting }) };
  await tx.patch('conversations', _id, patch);
  const { completed } = given.numbering;
  return {
    conversation: { ...conversation, ...patch },
    numbered: completed.map((one) => ({
      _id: one._id,
      seq: one.seq,
      at: one.at,
    })),
    pushId: given.pushId,
    found: ready.length + held.length,
    unseen: [],
  };
}

async function lookInto(message: Pending, looked: Looked): Promise<void> {
  const { _id, conversationId, from, kind } = message;
  const { fileId, name } = message.body as { fileId: string; name?: string };
  const carrier = {
    from: String(from),
    conversationId: String(conversationId),
    kind: String(kind),
  };
  try {
    const finding = await checkFile({ ...carrier, fileId, name });
    looked.findings.set(_id, finding);
  } catch (error) {
    logError('file not looked into', error, { message: _id });
    looked.later.add(_id);
  }
}

/**
 * Asked after the transaction has read the conversation: whoever numbers the
 * same messages meanwhile writes the conversation too, and one of us fails.
 */
async function pendingOf(
  conversationId: string,
  later: ReadonlySet<string>
): Promise<Pending[]> {
  const others = later.size > 0 && { _id: command.nin([...later]) };
  const found = await find(
    'messages',
    { conversationId, seq: 0, ...others },
    { orderBy: ['sentAt', 'asc'], limit: LIMITS.numberBatch }
  );
  return found as unknown as Pending[];
}

/** Nothing to number: then the caller may have come to say what he read. */
async function settleUnread(
  tx: Transaction,
  conversation: StoredConversation,
  side: Side | null
): Promise<StoredConversation> {
  if (!side) return conversation;
  const field = side === 'agent' ? 'unreadAgent' : 'unreadCustomer';
  const before = conversation[field];
  if (before === 0) return conversation;
  const cursor = await tx.get(
    'cursors',
    `${conversation._id}.${side === 'agent' ? 'a' : 'c'}`
  );
  const after = stillUnread(before, conversation, cursor?.readSeq ?? 0);
  if (after === before) return conversation;
  await tx.patch('conversations', conversation._id, { [field]: after });
  return { ...conversation, [field]: after };
}
