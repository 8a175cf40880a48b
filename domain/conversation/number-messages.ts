import { tombstoneOf, withheldSummary } from '../message/inspect';
import {
  judgeShape,
  type Judge,
  type Judgement,
  type Pending,
} from '../message/judge';
import type { Message, MessageBody } from '../message/schema';
import { summaryOf } from '../message/summary';
import type { MessageKind, WithheldReason } from '../values/states';
import type { Conversation } from './schema';

export type { Pending } from '../message/judge';

/** What completing one message writes: a patch, or all of it anew. */
export interface Completed {
  _id: string;
  seq: number;
  at: number;
  patch: Pick<
    Message,
    | 'seq'
    | 'at'
    | 'senderType'
    | 'safety'
    | 'agentOpenid'
    | 'agentUid'
    | 'customer'
  > & { body?: MessageBody };
  /** Set where the message may not be shown and is replaced. */
  replacement: Omit<Message, '_id'> | null;
  /** Why; null: it stands as it was written. */
  reason: WithheldReason | null;
  text: string;
  from: 'customer' | 'agent';
}

export interface Numbering {
  completed: Completed[];
  conversation: Partial<Conversation>;
  /** The last thing the agent said in this batch that may be shown. */
  agentSaid: { _id: string; text: string; seq: number } | null;
}

/**
 * Gives the messages their place, in the order in which they were sent, and
 * brings the conversation's summary up to date. `readBy` is how far each side
 * has read before this batch.
 */
export function numberMessages(
  conversation: Conversation,
  pending: readonly Pending[],
  readBy: { customer: number; agent: number },
  now: number,
  judge: Judge = judgeShape
): Numbering {
  const ordered = [...pending].sort(bySentAt);
  const completed = ordered.map((message, index) =>
    complete(
      conversation,
      message,
      { seq: conversation.seq + index + 1, now },
      judge(message)
    )
  );
  const last = completed.at(-1);
  if (!last) return { completed, conversation: {}, agentSaid: null };
  const spoken = completed.filter(({ from }) => from === 'agent');
  const said = spoken.filter(({ reason }) => reason === null).at(-1);
  const waitingSince = waitingSinceAfter(conversation, completed, now);
  return {
    completed,
    conversation: {
      seq: last.seq,
      lastAt: now,
      lastText: last.text,
      lastFrom: last.from,
      ...unreadAfter(conversation, completed, readBy),
      waitingSince,
      ...(spoken.length > 0 && { slowTold: false }),
    },
    agentSaid: said ? { _id: said._id, text: said.text, seq: said.seq } : null,
  };
}

function complete(
  conversation: Conversation,
  message: Pending,
  { seq, now }: { seq: number; now: number },
  judgement: Judgement
): Completed {
  const from = message.from === conversation.customer ? 'customer' : 'agent';
  const patch: Completed['patch'] = {
    seq,
    at: now,
    senderType: from,
    safety: judgement.sound ? judgement.safety : 'neutralised',
    customer: conversation.customer,
    agentOpenid: conversation.agentOpenid,
    agentUid: conversation.agentUid,
    ...(judgement.sound && judgement.body && { body: judgement.body }),
  };
  const done = { _id: message._id, seq, at: now, patch, from } as const;
  if (!judgement.sound) {
    const { reason } = judgement;
    const replacement = replacementOf(conversation, message, patch, reason);
    return { ...done, replacement, reason, text: withheldSummary(reason) };
  }
  const body = message.body as MessageBody;
  const text = summaryOf(message.kind as MessageKind, body);
  return { ...done, replacement: null, reason: null, text };
}

function replacementOf(
  conversation: Conversation,
  message: Pending,
  { body: _body, ...patch }: Completed['patch'],
  reason: WithheldReason
): Omit<Message, '_id'> {
  const { _id: _, ...rest } = tombstoneOf(
    {
      ...patch,
      _id: message._id,
      conversationId: conversation._id,
      from: typeof message.from === 'string' ? message.from : '-',
      sentAt: sentAtOf(message),
    },
    reason
  );
  return rest;
}

/**
 * Unread is what came after the side's read mark. Who speaks has read what
 * was there; a mark that covers everything before counts only what is new.
 */
function unreadAfter(
  conversation: Conversation,
  completed: readonly Completed[],
  readBy: { customer: number; agent: number }
): Pick<Conversation, 'unreadAgent' | 'unreadCustomer'> {
  let agent = stillUnread(conversation.unreadAgent, conversation, readBy.agent);
  let customer = stillUnread(
    conversation.unreadCustomer,
    conversation,
    readBy.customer
  );
  for (const { from } of completed) {
    if (from === 'customer') {
      agent += 1;
      customer = 0;
    } else {
      customer += 1;
      agent = 0;
    }
  }
  return { unreadAgent: agent, unreadCustomer: customer };
}

/** How much of what was unread still is, by the side's own mark. */
export function stillUnread(
  before: number,
  conversation: Pick<Conversation, 'seq'>,
  readSeq: number
): number {
  return Math.min(before, Math.max(0, Math.ceil(conversation.seq - readSeq)));
}

function waitingSinceAfter(
  { waitingSince, state }: Conversation,
  completed: readonly Completed[],
  now: number
): number | null {
  if (state === 'closed') return null;
  return completed.reduce<number | null>(
    (since, { from }) => (from === 'agent' ? null : (since ?? now)),
    waitingSince
  );
}

function bySentAt(a: Pending, b: Pending): number {
  return sentAtOf(a) - sentAtOf(b) || (a._id < b._id ? -1 : 1);
}

function sentAtOf(message: Pending): number {
  return typeof message.sentAt === 'number' ? message.sentAt : 0;
}
