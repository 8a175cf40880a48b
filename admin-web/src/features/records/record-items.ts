import type { Case } from '../../../../domain/conversation/case';
import type { Conversation } from '../../../../domain/conversation/schema';
import type { Message } from '../../../../domain/message/schema';
import type { RecordRow } from '../../../../domain/record/row';
import { RECORDS_COPY } from '../../../../domain/ui/copy/records';
import {
  readMessage,
  type ReadMessage,
} from '../../../../miniprogram/services/guard';
import type { FileLink } from '../../../../miniprogram/services/media-links';
import {
  threadItems,
  type ThreadItem,
} from '../../../../miniprogram/views/thread-view';
import { clockWords } from '../../../../miniprogram/views/time-words';

export interface RecordThread {
  record: RecordRow;
  held: Case['held'];
  /** Oldest first. */
  messages: readonly Message[];
  links: Readonly<Record<string, FileLink>>;
  /** What somebody of staff is called. */
  names: ReadonlyMap<string, string>;
  /** Of the server, ms. */
  now: number;
}

/** Whoever of staff spoke stands on one side; who looks on is nobody there. */
const STAFF_SIDE = 'staff';

/**
 * A finished or running conversation as a thread that is only read: each
 * message with its time, each agent by his name for as long as he had it.
 */
export function recordItems(thread: RecordThread): ThreadItem[] {
  const parts = byHolder(thread);
  return parts.flatMap(({ staffId, messages }, at) => {
    const last = at === parts.length - 1;
    return threadItems({
      me: STAFF_SIDE,
      side: 'agent',
      conversation: conversationOf(thread, staffId, last),
      messages,
      pending: [],
      other: null,
      divider: { afterSeq: 0, before: 0 },
      links: thread.links,
      online: true,
      now: thread.now,
    }).map((item) => told(item, messages));
  });
}

interface Part {
  staffId: string;
  messages: ReadMessage[];
}

function byHolder({ held, messages, record }: RecordThread): Part[] {
  const parts: Part[] = [];
  for (const raw of messages) {
    const message = readMessage(raw);
    if (!message) continue;
    const staffId = holderAt(held, raw.at ?? raw.sentAt) ?? record.staffId;
    const part = parts[parts.length - 1];
    const placed = { ...message, from: sideOf(raw) };
    if (part?.staffId === staffId) part.messages.push(placed);
    else parts.push({ staffId, messages: [placed] });
  }
  return parts;
}

function holderAt(held: Case['held'], at: number): string | undefined {
  const before = held.filter((one) => one.at <= at);
  return (before[before.length - 1] ?? held[0])?.staffId;
}

function sideOf({ from, customer, kind }: Message): string {
  return kind === 'note' || from === customer ? from : STAFF_SIDE;
}

/** Of the card only what a thread draws. */
function conversationOf(
  { record, names }: RecordThread,
  staffId: string,
  last: boolean
): Conversation {
  const own = staffId === record.staffId ? record.agentName : '';
  const name = names.get(staffId) ?? own;
  return {
    _id: record.conversationId,
    customer: '',
    agentOpenid: '-',
    agentUid: '-',
    staffId,
    customerId: record.customerId,
    channel: record.channel,
    state: last ? record.state : 'active',
    seq: record.messages,
    createdAt: record.createdAt,
    lastAt: record.lastAt,
    closedAt: record.closedAt,
    lastText: record.lastText,
    lastFrom: record.lastFrom,
    unreadAgent: 0,
    unreadCustomer: 0,
    waitingSince: null,
    queue: null,
    agentCard: name ? { name, avatar: '', specialty: '' } : null,
    customerCard: {
      nick: record.nick || RECORDS_COPY.anonymous,
      avatar: record.avatar,
    },
    rating: null,
    stamped: staffId,
  };
}

/** Nobody reads his own words here: no ticks, no "you". */
function told(item: ThreadItem, messages: readonly ReadMessage[]): ThreadItem {
  const message = messages.find(({ _id }) => _id === item.key);
  if (!message) return item;
  if (item.type === 'message') {
    const caption = clockWords(message.at ?? message.sentAt);
    return { ...item, caption, tone: 'quiet' };
  }
  if (message.kind !== 'tombstone') return item;
  const own = message.from === STAFF_SIDE;
  const { recalledByStaff, recalledByCustomer } = RECORDS_COPY;
  return { ...item, text: own ? recalledByStaff : recalledByCustomer };
}

/** The latest message in which the text stands; '' where none has it. */
export function hitIn(messages: readonly Message[], text: string): string {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return '';
  const hits = messages.filter(({ body }) =>
    `${body.text} ${body.name ?? ''}`.toLowerCase().includes(wanted)
  );
  return hits[hits.length - 1]?._id ?? '';
}
