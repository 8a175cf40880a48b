import {
  mayReopen,
  openConversation,
  reopenConversation,
  type FirstCheck,
  type Opened,
} from '../../../domain/conversation/open-conversation';
import type { Conversation } from '../../../domain/conversation/schema';
import type { Case } from '../../../domain/conversation/case';
import type { Customer } from '../../../domain/customer/schema';
import { refuse } from '../../../domain/errors';
import { fileNameIn } from '../../../domain/file/names';
import type { Message, OutgoingMessage } from '../../../domain/message/schema';
import { answerTo } from '../../../domain/reply/questions';
import { checkKindOf } from '../../../domain/safety/new-check';
import { keysAsCustomer, type Seat } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import { find, get } from '../../platform/documents';
import { randomId } from '../../platform/random-id';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import type { StoredConversation } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { personOf } from '../../platform/who';
import { accept } from '../message/accept';
import { customerFor } from '../entry/customers';
import { dispatch, dispatchIfWaiting } from '../assignment/dispatch';
import { putLines, systemLine } from '../message/say-between';
import { takeMessage } from '../message/message-limit';
import { seatToWriteIn } from '../message/mute';
import { numberPending } from '../message/number-pending';
import { refuseOwnCustomer } from '../entry/own-customer';
import { ask, firstCheck } from '../safety/plan-checks';

interface Start {
  customer: Customer;
  channel: Conversation['channel'];
  outgoing: OutgoingMessage;
  entryId: string;
  /** His last conversation as it was just before, or null. */
  last: Conversation | null;
  /** How long after its end it goes on where it was. */
  reopenMs: number;
  check: FirstCheck;
  /** What was written for just this question; null: nothing. */
  answer: string | null;
  now: number;
}

/** What became of the first message. */
interface Started {
  conversationId: string;
  /** True: an arrival was left for the dispatcher. */
  arrived: boolean;
}

/**
 * The first message. Everything it needs comes into being in one transaction
 * on the customer's seat, so two at once make one conversation.
 */
export const start: Handler<'conversation.start'> = async (
  { message: outgoing, entryId },
  { caller, now }
) => {
  const person = personOf(caller);
  const { me, channel } = person;
  const sent = await get('messages', outgoing._id);
  if (sent) alreadySent(sent, me);
  else await takeMessage(me, now);
  await refuseOwnCustomer(caller, (await get('seats', me))?.staffId);
  const customer = await customerFor(person, now);
  const [last = null] = await find(
    'conversations',
    { customer: me },
    { orderBy: ['lastAt', 'desc'], limit: 1 }
  );
  const rules = await settings();
  const { reopenHours } = rules.conversation;
  const { text } = outgoing.body;
  const accepted = sent ? outgoing : await accept(outgoing, me, NOBODY);
  const parties = { customer: me, channel, agentUid: NOBODY };
  const begun = await transact(async (tx) =>
    startIn(tx, {
      customer,
      channel,
      outgoing: accepted,
      check: firstCheck(outgoing.kind, parties, rules.safety),
      answer: text ? answerTo(rules, text) : null,
      entryId: await ownEntry(entryId, me),
      last,
      reopenMs: reopenHours * 60 * 60_000,
      now,
    })
  );
  const { conversationId } = begun;
  if (begun.arrived) {
    await dispatch();
  } else {
    // Perhaps the first try died after it was stored: then both may be left.
    await numberPending(conversationId, async () => null);
    await dispatchIfWaiting();
  }
  return stateOf(conversationId, outgoing._id);
};

async function startIn(tx: Transaction, begin: Start): Promise<Started> {
  const { customer, outgoing, now } = begin;
  const me = customer._id;
  const sent = await tx.get('messages', outgoing._id);
  if (sent) return alreadySent(sent, me);
  const seat = await seatToWriteIn(tx, me, now);
  const openId = Object.keys(keysAsCustomer(seat))[0];
  if (openId) return append(tx, openId, me, begin);
  return (await reopen(tx, begin, seat)) ?? open(tx, begin, seat);
}

/** @throws MESSAGE_ID_TAKEN where it is somebody else's */
function alreadySent(sent: Message, me: string): Started {
  if (sent.from !== me || sent.customer !== me) refuse('MESSAGE_ID_TAKEN');
  return { conversationId: sent.conversationId, arrived: false };
}

/** His conversation is open already: the message simply belongs to it. */
async function append(
  tx: Transaction,
  conversationId: string,
  me: string,
  { outgoing, now }: Start
): Promise<Started> {
  await tx.put('messages', outgoing._id, {
    ...outgoing,
    sentAt: Math.min(outgoing.sentAt, now),
    conversationId,
    customer: me,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    from: me,
    seq: 0,
  });
  // Two first messages at once must meet, or both would open one.
  await tx.patch('seats', me, { [`open.${conversationId}`]: me });
  return { conversationId, arrived: false };
}

async function reopen(
  tx: Transaction,
  { last, outgoing, reopenMs, check, answer, now }: Start,
  seat: Seat | null
): Promise<Started | null> {
  if (!last || !mayReopen(last, now, reopenMs)) return null;
  const closed = await tx.get('conversations', last._id);
  const before = await tx.get('cases', last._id);
  if (!closed || !before || !mayReopen(closed, now, reopenMs)) return null;
  const opened = reopenConversation(closed, before, outgoing, now, check);
  await tx.patch('cases', closed._id, {
    reopened: before.reopened + 1,
    previousStaffId: closed.staffId,
    closeReason: null,
    closedBy: null,
    // He came back: whatever was said of it before no longer holds.
    resolved: null,
    ...(await putAnswer(tx, opened.conversation, before, answer, now)),
  });
  await putOpened(tx, opened, seat, check);
  return { conversationId: closed._id, arrived: true };
}

async function open(
  tx: Transaction,
  { customer, channel, outgoing, entryId, check, answer, now }: Start,
  seat: Seat | null
): Promise<Started> {
  const opened = openConversation({
    conversationId: randomId(20),
    customer,
    channel,
    entryId,
    message: { ...outgoing, sentAt: Math.min(outgoing.sentAt, now) },
    now,
    check,
  });
  const { conversation } = opened;
  await tx.put('cases', conversation._id, {
    ...opened.case,
    ...(await putAnswer(tx, conversation, opened.case, answer, now)),
  });
  for (const cursor of opened.cursors) {
    await tx.put('cursors', cursor._id, cursor);
  }
  await putOpened(tx, opened, seat, check);
  return { conversationId: conversation._id, arrived: true };
}

/** To a question that is often asked, at once. @returns what changes */
function putAnswer(
  tx: Transaction,
  conversation: Conversation,
  before: Pick<Case, 'between'>,
  answer: string | null,
  now: number
): Promise<Pick<Case, 'between'>> {
  const lines = answer ? [systemLine(answer, now)] : [];
  return putLines(tx, conversation, before, lines, now);
}

async function putOpened(
  tx: Transaction,
  {
    conversation,
    message,
    arrival,
  }: Opened & { conversation: StoredConversation },
  seat: Seat | null,
  check: FirstCheck
): Promise<void> {
  const { _id, customer } = conversation;
  const kind = check === 'none' ? null : checkKindOf(message.kind);
  const { checksWaiting = 0 } = conversation;
  const asked = kind && { checksWaiting: checksWaiting + 1 };
  await tx.put('conversations', _id, { ...conversation, ...asked });
  await tx.put('messages', message._id, message);
  await tx.put('arrivals', _id, arrival);
  if (kind) {
    const of = {
      messageId: message._id,
      conversationId: _id,
      openid: customer,
    };
    await ask(tx, of, kind, check === 'hold', arrival.at);
  }
  await bindFile(tx, message);
  if (seat) await tx.patch('seats', customer, { [`open.${_id}`]: customer });
  else await tx.put('seats', customer, { open: { [_id]: customer } });
}

/** A file is sent in one conversation, so that it goes when that goes. */
async function bindFile(
  tx: Transaction,
  { body, conversationId }: Message
): Promise<void> {
  const name = body.fileId ? fileNameIn(body.fileId) : null;
  const file = name === null ? null : await tx.get('files', name);
  if (!file || file.conversationId === conversationId) return;
  if (file.conversationId !== NOBODY) refuse('FILE_NOT_FOUND', 'sent before');
  await tx.patch('files', file._id, { conversationId });
}

/** Attribution only: a foreign or made-up entry is no entry. */
async function ownEntry(
  entryId: string | undefined,
  me: string
): Promise<string> {
  if (!entryId) return NOBODY;
  const entry = await get('entries', entryId);
  return entry?.customer === me ? entryId : NOBODY;
}

async function stateOf(
  conversationId: string,
  messageId: string
): Promise<{ conversation: Conversation; message: Message }> {
  const conversation = await get('conversations', conversationId);
  const message = await get('messages', messageId);
  if (!conversation || !message) refuse('INTERNAL', 'lost after start');
  return { conversation, message };
}
