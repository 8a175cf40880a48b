import { create, read, update, type Attack, type Deletion } from './attack';
import { onStamps } from './attacks-on-stamps';
import { messageOf } from './legitimate';
import { LI, NOW, WANG } from './rule-world';

const PHONE_SEAT =
  ' && get(`database.seats.${auth.openid}`).open[request.data.conversationId] == request.data.customer';
const WEB_SEAT =
  ' && get(`database.seats.${auth.uid}`).open[request.data.conversationId] == request.data.customer';
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

export const ATTACKS: readonly Attack[] = [
  ...onStamps(['messages', 'R-MSG-1']),
  ...onStamps(['conversations', 'R-CONV-1']),
  ...onStamps(['cursors', 'R-CUR-1']),
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
    clause: {
      key: 'create',
      text: 'request.data.seq == 0 && request.data.seq in [0] && ',
    },
  },
  // What is only loosely 0 would never be found by the sweep, which asks for
  // seq 0, and so would never be numbered, checked or neutralised.
  ...['', '0', false].map((seq) => ({
    id: 'R-MSG-5',
    title: `a client hides its message from the sweep behind ${JSON.stringify(seq)}`,
    attempt: create('li', forged(['o-li', LI, 'o-li'], { seq })),
    clause: { key: 'create', text: 'request.data.seq in [0] && ' },
    where: { equality: 'loose' as const },
  })),
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
    id: 'R-ALL-5',
    title: 'a customer opens the conversation of another by its id',
    attempt: {
      ...read('li', 'conversations', { _id: WANG }),
      byId: true,
    },
    clause: {
      key: 'read',
      text: ' && (doc.customer == auth.openid || doc.agentOpenid == auth.openid)',
    },
  },
  {
    id: 'R-ALL-5',
    title: 'a customer moves the read mark of another by its id',
    attempt: {
      ...update('li', 'cursors', { _id: `${WANG}.c` }, { readSeq: 99 }),
      byId: true,
    },
    clause: {
      key: 'update',
      text: 'doc.customer == auth.openid',
      instead: 'true',
    },
    where: { byDocumentId: 'read-then-check' },
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
