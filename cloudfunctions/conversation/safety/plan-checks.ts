import type { FirstCheck } from '../../../domain/conversation/open-conversation';
import type { Conversation } from '../../../domain/conversation/schema';
import type { Completed } from '../../../domain/conversation/number-messages';
import type { Judgement, Pending } from '../../../domain/message/judge';
import { HELD, type Message } from '../../../domain/message/schema';
import { checkKindOf, newCheck } from '../../../domain/safety/new-check';
import type { Check } from '../../../domain/safety/schema';
import type { Settings } from '../../../domain/settings/schema';
import type {
  MessageKind,
  WithheldReason,
} from '../../../domain/values/states';
import { NOBODY } from '../../../domain/values/collections';
import { Overtaken, type Transaction } from '../../platform/transact';

type Parties = Pick<Conversation, 'customer' | 'channel' | 'agentUid'>;

/**
 * What WeChat is to be asked about something said; null: nothing. It asks for
 * an openid, so what comes from a browser is held against the words alone.
 */
export function checkFor(
  said: { kind: MessageKind; from: string },
  { customer, channel, agentUid }: Parties,
  { askWechat }: Settings['safety']
): Check['kind'] | null {
  if (!askWechat) return null;
  const byPhone =
    said.from === customer ? channel === 'phone' : said.from !== agentUid;
  return byPhone ? checkKindOf(said.kind) : null;
}

/** The same for a first message. */
export function firstCheck(
  kind: MessageKind,
  parties: Parties,
  safety: Settings['safety']
): FirstCheck {
  const asked = checkFor({ kind, from: parties.customer }, parties, safety);
  return asked ? safety.mode : 'none';
}

/** Leaves the question, in the transaction that stores or numbers it. */
export async function ask(
  tx: Transaction,
  of: { messageId: string; conversationId: string; openid: string },
  kind: Check['kind'],
  held: boolean,
  now: number
): Promise<void> {
  const { messageId, conversationId, openid } = of;
  const check = newCheck({ conversationId, openid, kind, held }, now);
  await tx.put('checks', messageId, check);
}

/** Keeps something from the other side until its check is done. */
export async function hold(
  tx: Transaction,
  { customer, agentOpenid, agentUid }: Conversation,
  message: Pending,
  judgement: Extract<Judgement, { sound: true }>
): Promise<void> {
  const byCustomer = message.from === customer;
  // Only his own side may read it by rule until it has a number.
  const readers = byCustomer
    ? { customer, agentOpenid: NOBODY, agentUid: NOBODY }
    : { customer: NOBODY, agentOpenid, agentUid };
  const patch: Partial<Message> = {
    seq: HELD,
    safety: 'waiting',
    senderType: byCustomer ? 'customer' : 'agent',
    ...readers,
    ...(judgement.body && { body: judgement.body }),
  };
  const seen = await tx.patch('messages', message._id, patch);
  if (!seen) throw new Overtaken();
}

/** What was withheld, or should be looked at, marks its case. */
export function isMarked({ reason, patch }: Completed): boolean {
  return (reason !== null && isFound(reason)) || patch.safety === 'review';
}

/** Something was found in it, rather than nobody knowing. */
export function isFound(reason: WithheldReason): boolean {
  return reason === 'words' || reason === 'risky';
}
