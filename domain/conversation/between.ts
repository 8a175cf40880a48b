import type { Message } from '../message/schema';
import { NOBODY } from '../values/collections';
import type { SenderType } from '../values/states';
import type { Case } from './case';
import type { Conversation } from './schema';

/** Lines that fit between two messages; more share the last place. */
const PLACES = 1_000;

export interface Line {
  _id: string;
  /** 'note': the customer's query cannot match it. */
  kind: 'system' | 'note';
  text: string;
  /** The identity of who wrote it, or '-' for the system. */
  from: string;
  /** Of a note, who wrote it as colleagues know him; his identity may change. */
  name?: string;
  senderType: SenderType;
}

/**
 * What the system says, or staff among themselves. It stands between two
 * messages: only what people say to each other has whole numbers, so that
 * unread counts and gaps mean the same to both sides, whatever one of them
 * cannot see. The conversation itself does not change.
 * @returns the message and what changes of the case
 */
export function lineBetween(
  conversation: Conversation,
  before: Pick<Case, 'between'>,
  line: Line,
  now: number
): { message: Message; case: Pick<Case, 'between'> } {
  const { seq } = conversation;
  const count = before.between.seq === seq ? before.between.count + 1 : 1;
  const place = Math.min(count, PLACES - 1) / PLACES;
  const { _id, kind, text, from, name, senderType } = line;
  return {
    message: {
      _id,
      conversationId: conversation._id,
      customer: kind === 'note' ? NOBODY : conversation.customer,
      agentOpenid: conversation.agentOpenid,
      agentUid: conversation.agentUid,
      from,
      sentAt: now,
      seq: seq + place,
      at: now,
      kind,
      body: { text, ...(name !== undefined && { name }) },
      senderType,
      safety: 'pass',
    },
    case: { between: { seq, count } },
  };
}
