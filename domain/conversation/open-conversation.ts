import { wishesOver } from '../assignment/wait-wish';
import type { Customer } from '../customer/schema';
import { HELD, type Message, type OutgoingMessage } from '../message/schema';
import { summaryOf } from '../message/summary';
import { NOBODY } from '../values/collections';
import type { Channel } from '../values/states';
import type { Arrival, Case } from './case';
import type { Conversation, Cursor } from './schema';

/** Everything that comes into being with the first message. */
export interface Opened {
  conversation: Conversation;
  message: Message;
  arrival: Arrival;
}

export interface Opening {
  conversationId: string;
  customer: Customer;
  channel: Channel;
  entryId: string;
  message: OutgoingMessage;
  now: number;
  /** Whether WeChat is asked about it, and who sees it meanwhile. */
  check?: FirstCheck;
}

/** none: it is not asked; hold: nobody else sees it before the answer. */
export type FirstCheck = 'none' | 'hold' | 'show-first';

/** A new conversation with its case and the two cursors. */
export function openConversation(
  opening: Opening
): Opened & { case: Case; cursors: Cursor[] } {
  const { conversationId, customer, channel, now, check } = opening;
  const conversation: Conversation = {
    _id: conversationId,
    customer: customer._id,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    staffId: NOBODY,
    customerId: customer.customerId,
    channel,
    state: 'waiting',
    seq: 0,
    createdAt: now,
    lastAt: now,
    closedAt: null,
    lastText: '',
    lastFrom: 'customer',
    unreadAgent: 0,
    unreadCustomer: 0,
    waitingSince: now,
    queue: null,
    agentCard: null,
    customerCard: { nick: customer.nick, avatar: customer.avatar },
    rating: null,
    stamped: NOBODY,
  };
  const exclusiveStaffId = customer.boundStaffId;
  return {
    ...begin(conversation, opening.message, now, check),
    arrival: arrivalOf(
      conversation,
      { exclusiveStaffId, priority: customer.priority },
      now
    ),
    case: newCase(opening, exclusiveStaffId),
    cursors: cursorsOf(conversation),
  };
}

/** Whether the customer's last conversation goes on instead of a new one. */
export function mayReopen(
  { state, closedAt }: Conversation,
  now: number,
  reopenMs: number
): boolean {
  if (state !== 'closed' || closedAt === null) return false;
  return now - closedAt < reopenMs;
}

/**
 * The same conversation again, waiting. The stamps of the messages stay with
 * whoever had it until somebody is assigned: he has read them anyway.
 */
export function reopenConversation(
  closed: Conversation,
  before: Pick<Case, 'exclusiveStaffId' | 'priority' | 'skill'>,
  outgoing: OutgoingMessage,
  now: number,
  check?: FirstCheck
): Opened {
  const conversation: Conversation = {
    ...closed,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    staffId: NOBODY,
    state: 'waiting',
    lastAt: now,
    closedAt: null,
    unreadCustomer: 0,
    waitingSince: now,
    queue: null,
    agentCard: null,
    rating: null,
    slowTold: false,
    ...wishesOver(closed),
  };
  return {
    ...begin(conversation, outgoing, now, check),
    arrival: arrivalOf(
      conversation,
      {
        exclusiveStaffId: before.exclusiveStaffId,
        previousStaffId: closed.staffId,
        priority: before.priority,
        skill: before.skill,
      },
      now
    ),
  };
}

export function arrivalOf(
  { _id, customer }: Pick<Conversation, '_id' | 'customer'>,
  wishes: Partial<Omit<Arrival, '_id' | 'customer' | 'at'>>,
  at: number
): Arrival {
  return {
    _id,
    customer,
    exclusiveStaffId: NOBODY,
    previousStaffId: NOBODY,
    avoidStaffId: NOBODY,
    teamId: NOBODY,
    priority: 0,
    skill: '',
    ...wishes,
    at,
  };
}

/** The conversation with the first thing said in it, unless that is held. */
function begin(
  before: Conversation,
  outgoing: OutgoingMessage,
  now: number,
  check: FirstCheck = 'none'
): Pick<Opened, 'conversation' | 'message'> {
  const message: Message = {
    ...outgoing,
    conversationId: before._id,
    customer: before.customer,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    from: before.customer,
    seq: HELD,
    senderType: 'customer',
    safety: check === 'none' ? 'pass' : 'waiting',
  };
  if (check === 'hold') return { conversation: before, message };
  const conversation: Conversation = {
    ...before,
    seq: before.seq + 1,
    lastText: summaryOf(outgoing.kind, outgoing.body),
    lastFrom: 'customer',
    // Nobody read what was there by its being closed.
    unreadAgent: before.unreadAgent + 1,
  };
  const { seq } = conversation;
  return { conversation, message: { ...message, seq, at: now } };
}

function newCase(opening: Opening, exclusiveStaffId: string): Case {
  return {
    _id: opening.conversationId,
    customerId: opening.customer.customerId,
    entryId: opening.entryId,
    exclusiveStaffId,
    previousStaffId: NOBODY,
    assignedAt: null,
    assignedWhy: '',
    explanation: '',
    closeReason: null,
    closedBy: null,
    reopened: 0,
    priority: opening.customer.priority,
    skill: '',
    tags: [],
    converted: null,
    resolved: null,
    firstReplyAt: null,
    between: { seq: 0, count: 0 },
    held: [],
    transfer: null,
    ratings: [],
  };
}

/** `<cid>.c` is written by the customer, `<cid>.a` by the agent. */
export function cursorsOf(conversation: Conversation): Cursor[] {
  const common = {
    customer: conversation.customer,
    agentOpenid: conversation.agentOpenid,
    agentUid: conversation.agentUid,
    conversationId: conversation._id,
    readSeq: 0,
    typingAt: 0,
    lookingAt: 0,
  };
  return [
    { ...common, _id: `${conversation._id}.c`, side: 'customer' },
    { ...common, _id: `${conversation._id}.a`, side: 'agent' },
  ];
}
