import { messageOf } from './legitimate';
import { LI, NOW, type Attempt, type Position, WANG } from './rule-world';

/** Words of a rule that are taken away, and what then stands there. */
export interface Deletion {
  key: string;
  text?: string;
  instead?: string | boolean;
}

export interface Attack {
  id: string;
  title: string;
  attempt: Attempt;
  /** The one clause that stops it; without it the attack succeeds. */
  clause: Deletion;
  /** Where it would succeed, when not in the usual position. */
  where?: Partial<Position>;
}

const read = (
  who: Attempt['who'],
  collection: string,
  filter: Record<string, unknown>
): Attempt => ({ who, in: collection, operation: 'read', filter });
const create = (
  who: Attempt['who'],
  data: Record<string, unknown>
): Attempt => ({ who, in: 'messages', operation: 'create', data });
const update = (
  who: Attempt['who'],
  collection: string,
  filter: Record<string, unknown>,
  $set: Record<string, unknown>
): Attempt => ({
  who,
  in: collection,
  operation: 'update',
  filter,
  update: { $set },
});

const PHONE_STAMPS =
  ' && (doc.customer == auth.openid || doc.agentOpenid == auth.openid)';
const WEB_STAMPS = ' && (doc.customer == auth.uid || doc.agentUid == auth.uid)';
const PHONE_SEAT =
  ' && get(`database.seats.${auth.openid}`).open[request.data.conversationId] == request.data.customer';
const WEB_SEAT =
  ' && get(`database.seats.${auth.uid}`).open[request.data.conversationId] == request.data.customer';
const phoneStamps: Deletion = { key: 'read', text: PHONE_STAMPS };
const webStamps: Deletion = { key: 'read', text: WEB_STAMPS };
const phoneSeat: Deletion = { key: 'create', text: PHONE_SEAT };

/** A message with some fields forged; undefined takes a field away. */
function forged(
  [from, conversationId, customer]: [string, string, string],
  changed: Record<string, unknown> = {}
): Record<string, unknown> {
  const message = { ...messageOf(from, conversationId, customer), ...changed };
  return Object.fromEntries(
    Object.entries(message).filter(([, value]) => value !== undefined)
  );
}

/** The same attacks on everything that carries the three stamps. */
const stamped = ([collection, id]: [string, string]): Attack[] => [
  {
    id,
    title: 'a customer asks for the documents of another customer',
    attempt: read('li', collection, { customer: 'o-wang' }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer asks by conversation alone',
    attempt: read('li', collection, { conversationId: WANG }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer asks for everything',
    attempt: read('li', collection, {}),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer widens his equality to a list',
    attempt: read('li', collection, {
      customer: { $in: ['o-li', 'o-wang'] },
    }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer hides another customer behind an "or"',
    attempt: read('li', collection, {
      $or: [{ customer: 'o-li' }, { customer: 'o-wang' }],
    }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer asks for every customer that is not somebody',
    attempt: read('li', collection, { customer: { $ne: 'nobody' } }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'an agent asks for what another agent has (A-BR13)',
    attempt: read('zhou', collection, { agentOpenid: 'o-chen' }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'an agent asks for the documents that nobody has',
    attempt: read('zhou', collection, { agentOpenid: '-' }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'an agent on the web asks for what another has on the web',
    attempt: read('zhouOnWeb', collection, { agentUid: 'u-chen' }),
    clause: webStamps,
  },
  {
    id,
    title: 'a visitor asks for the documents of a customer',
    attempt: read('visitor', collection, { customer: 'o-li' }),
    clause: webStamps,
  },
  {
    id,
    title: 'a web caller whose openid is empty asks for empty customers',
    attempt: read('visitor', collection, { customer: '' }),
    clause: {
      key: 'read',
      text: "auth.openid != null && auth.openid != '' && ",
    },
    where: { openidOfWebCaller: 'empty' },
  },
];

export const ATTACKS: readonly Attack[] = [
  ...stamped(['messages', 'R-MSG-1']),
  ...stamped(['conversations', 'R-CONV-1']),
  ...stamped(['cursors', 'R-CUR-1']),
  {
    id: 'R-MSG-2',
    title: 'a customer speaks in the name of his agent',
    attempt: create('li', forged(['o-chen', LI, 'o-li'])),
    clause: { key: 'create', text: 'request.data.from == auth.openid && ' },
  },
  {
    id: 'R-MSG-2',
    title: 'an agent on the web speaks in the name of the customer',
    attempt: create('chenOnWeb', forged(['o-li', LI, 'o-li'])),
    clause: { key: 'create', text: 'request.data.from == auth.uid && ' },
  },
  {
    id: 'R-MSG-3',
    title: 'a stranger without a seat speaks in a conversation',
    attempt: create('stranger', forged(['o-stranger', LI, 'o-li'])),
    clause: phoneSeat,
  },
  {
    id: 'R-MSG-3',
    title: 'an agent goes on speaking after the conversation was handed over',
    attempt: create('zhou', forged(['o-zhou', LI, 'o-li'])),
    clause: phoneSeat,
  },
  {
    id: 'R-MSG-3',
    title: 'a muted customer, or one whose conversation is closed, speaks',
    attempt: create('muted', forged(['o-muted', LI, 'o-muted'])),
    clause: phoneSeat,
  },
  {
    id: 'R-MSG-3',
    title: 'an agent on the web speaks where he has no seat',
    attempt: create('zhouOnWeb', forged(['u-zhou', LI, 'o-li'])),
    clause: { key: 'create', text: WEB_SEAT },
  },
  {
    id: 'R-MSG-3',
    title: 'a client picks a prototype key instead of a conversation',
    attempt: create('li', forged(['o-li', 'constructor', 'o-li'])),
    clause: phoneSeat,
  },
  {
    id: 'R-MSG-4',
    title: 'an agent addresses the message of one customer to another',
    attempt: create('chen', forged(['o-chen', LI, 'o-wang'])),
    clause: {
      key: 'create',
      text: '.open[request.data.conversationId] == request.data.customer',
      instead: '.open[request.data.conversationId] != null',
    },
  },
  {
    id: 'R-MSG-4',
    title: 'a stranger leaves the customer out where nothing equals nothing',
    attempt: create(
      'muted',
      forged(['o-muted', LI, 'o-li'], { customer: undefined })
    ),
    clause: {
      key: 'create',
      text: 'request.data.customer != null && request.data.customer != undefined && ',
    },
    where: { missingProperty: 'undefined' },
  },
  {
    id: 'R-MSG-5',
    title: 'a client gives its message a number',
    attempt: create('li', forged(['o-li', LI, 'o-li'], { seq: 7 })),
    clause: { key: 'create', text: 'request.data.seq == 0 && ' },
  },
  {
    id: 'R-MSG-6',
    title: 'a client dates its message into the future',
    attempt: create(
      'li',
      forged(['o-li', LI, 'o-li'], { sentAt: NOW + 3_600_000 })
    ),
    clause: { key: 'create', text: 'request.data.sentAt <= now && ' },
  },
  {
    id: 'R-MSG-7',
    title: 'a client changes a message',
    attempt: update(
      'li',
      'messages',
      { _id: 'm1', customer: 'o-li' },
      { body: { text: '改掉' } }
    ),
    clause: { key: 'update', instead: true },
  },
  {
    id: 'R-MSG-7',
    title: 'a client deletes a message',
    attempt: {
      who: 'li',
      in: 'messages',
      operation: 'delete',
      filter: { _id: 'm1', customer: 'o-li' },
    },
    clause: { key: 'delete', instead: true },
  },
  {
    id: 'R-CONV-2',
    title: 'a customer takes his conversation to another agent',
    attempt: update(
      'li',
      'conversations',
      { _id: LI, customer: 'o-li' },
      { agentOpenid: 'o-zhou' }
    ),
    clause: { key: 'write', instead: true },
  },
  {
    id: 'R-CUR-2',
    title: 'a customer moves the read mark of his agent',
    attempt: update(
      'li',
      'cursors',
      { _id: `${LI}.a`, side: 'agent', customer: 'o-li' },
      { readSeq: 99 }
    ),
    clause: { key: 'update', text: "doc.side == 'customer' && " },
  },
  {
    id: 'R-CUR-2',
    title: 'an agent moves the read mark of his customer',
    attempt: update(
      'chen',
      'cursors',
      { _id: `${LI}.c`, side: 'customer', agentOpenid: 'o-chen' },
      { readSeq: 99 }
    ),
    clause: { key: 'update', text: "doc.side == 'agent' && " },
  },
  ...(
    ['customer', 'agentOpenid', 'agentUid', 'side', 'conversationId'] as const
  ).map((field) => ({
    id: 'R-CUR-3',
    title: `a client rewrites ${field} of its cursor`,
    attempt: update(
      'li',
      'cursors',
      { _id: `${LI}.c`, side: 'customer', customer: 'o-li' },
      { [field]: 'o-wang' }
    ),
    clause: { key: 'update', text: `request.data.${field} == undefined && ` },
  })),
  {
    id: 'R-CUR-4',
    title: 'a client makes a cursor of its own',
    attempt: {
      who: 'li',
      in: 'cursors',
      operation: 'create',
      data: { _id: 'mine', side: 'customer', customer: 'o-li' },
    },
    clause: { key: 'create', instead: true },
  },
  {
    id: 'R-SEAT-1',
    title: 'a client looks at the seat of another',
    attempt: read('li', 'seats', { _id: 'o-chen' }),
    clause: { key: 'read', text: ' && doc._id == auth.openid' },
  },
  {
    id: 'R-SEAT-2',
    title: 'a client makes a seat for itself',
    attempt: {
      who: 'stranger',
      in: 'seats',
      operation: 'create',
      data: { _id: 'o-stranger', open: { [LI]: 'o-li' } },
    },
    clause: { key: 'write', instead: true },
  },
  {
    id: 'R-PRES-1',
    title: 'a visitor watches who of the staff is there',
    attempt: read('visitor', 'presence', {}),
    clause: { key: 'read', instead: true },
  },
  {
    id: 'R-PRES-1',
    title: 'a customer watches who of the staff is there',
    attempt: read('li', 'presence', {}),
    clause: { key: 'read', instead: true },
  },
  {
    id: 'R-PRES-2',
    title: 'an agent makes himself online without the function',
    attempt: update('chenOnWeb', 'presence', { _id: 'chen' }, { load: 0 }),
    clause: { key: 'write', instead: true },
  },
];
