import { COPY, fill, WITHHELD_COPY } from '../contract/copy/phone';
import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { ReadMessage } from '../services/guard';
import type { FileLink } from '../services/media-links';
import type { OutboxEntry } from '../services/outbox';
import { fileView, type FileLook, type FileView } from './file-view';
import {
  failedWords,
  isFinal,
  mediaWords,
  messageWords,
  quoteView,
} from './message-words';
import { personView, type PersonView } from './person';
import { isFewEmoji, textParts, type TextPart } from './text-parts';
import { clockWords, momentWords } from './time-words';

export interface MessageItem {
  key: string;
  type: 'message';
  id: string;
  own: boolean;
  /** First of a run: avatar and the small corner. */
  first: boolean;
  look: 'text' | 'emoji' | 'note' | 'unreadable' | 'withheld' | FileLook;
  text: string;
  parts: TextPart[];
  /** A picture, a voice or a file. */
  file: FileView | null;
  /** What it answers; '' nothing. */
  quote: string;
  person: PersonView;
  caption: string;
  tone: 'quiet' | 'read' | 'late';
  state: 'settled' | 'sending' | 'queued' | 'failed';
  /** Failed, and another try may end otherwise. */
  again: boolean;
  /** For those who listen. */
  spoken: string;
}

export interface LineItem {
  key: string;
  type: 'time' | 'line' | 'divider' | 'seam';
  text: string;
}

export type ThreadItem = MessageItem | LineItem;

export interface ThreadInput {
  me: string;
  side: 'customer' | 'agent';
  conversation: Conversation | null;
  messages: readonly ReadMessage[];
  pending: readonly OutboxEntry[];
  other: Cursor | null;
  divider: { afterSeq: number; before: number };
  /** Of files: uploads on their way, addresses, what is on this phone. */
  progress?: Readonly<Record<string, number>>;
  links?: Readonly<Record<string, FileLink>>;
  local?: Readonly<Record<string, string>>;
  online: boolean;
  /** Of the server, in milliseconds. */
  now: number;
}

/** What a thread draws, oldest first. */
export function threadItems(input: ThreadInput): ThreadItem[] {
  const drafts = withRuns(placed(input), input.me);
  const items: ThreadItem[] = [];
  let dividerDrawn = false;
  for (const draft of drafts) {
    if (draft.pause) items.push(timeLine(draft, input.now));
    if (!dividerDrawn && isNew(draft, input)) {
      dividerDrawn = true;
      items.push({ key: 'divider', type: 'divider', text: COPY.newMessages });
    }
    items.push(draw(draft, input));
  }
  const { conversation } = input;
  if (conversation?.state === 'closed') items.push(seam(conversation));
  return items;
}

interface Placed {
  id: string;
  at: number;
  from: string;
  message: ReadMessage | null;
  entry: OutboxEntry | null;
}

interface Draft extends Placed {
  first: boolean;
  last: boolean;
  pause: boolean;
}

const RUN_MS = 3 * 60_000;
const PAUSE_MS = 5 * 60_000;

/** To an agent colleagues, and he on his other device, speak on his side. */
function speakerOf(
  { from, kind }: ReadMessage,
  { side, me, conversation }: ThreadInput
): string {
  const customer = side === 'agent' ? conversation?.customer : '';
  if (!customer || kind === 'note' || kind === 'system') return from;
  return from === customer ? from : me;
}

/** Pending ones stand at the end, failed ones where they were written. */
function placed(input: ThreadInput): Placed[] {
  const { messages, pending, me } = input;
  const known = new Set(messages.map((message) => message._id));
  const shown = messages.filter(({ held, from }) => !held || from === me);
  const list: Placed[] = shown.map((message) => ({
    id: message._id,
    at: message.at ?? message.sentAt,
    from: speakerOf(message, input),
    message,
    entry: null,
  }));
  for (const entry of pending) {
    if (known.has(entry.id)) continue;
    const { id, createdAt: at, from } = entry;
    const one: Placed = { id, at, from, message: null, entry };
    const index = entry.state === 'failed' ? placeOf(list, entry) : -1;
    if (index < 0) list.push(one);
    else list.splice(index, 0, one);
  }
  return list;
}

/** Before the first numbered message that is newer; -1: at the end. */
function placeOf(list: readonly Placed[], { place }: OutboxEntry): number {
  return list.findIndex(
    ({ message }) =>
      message !== null &&
      message.seq > place.afterSeq &&
      message.conversationId === place.conversationId
  );
}

function withRuns(list: readonly Placed[], me: string): Draft[] {
  const speaker = (one: Placed | undefined) =>
    !one || isLine(one) ? null : one.from === me ? 'me' : one.from;
  const joins = (a: Placed | undefined, b: Placed | undefined) =>
    !!a &&
    !!b &&
    speaker(a) !== null &&
    speaker(a) === speaker(b) &&
    Math.abs(b.at - a.at) <= RUN_MS;
  return list.map((one, i) => {
    const before = list[i - 1];
    return {
      ...one,
      first: !joins(before, one),
      last: !joins(one, list[i + 1]),
      pause: !before || one.at - before.at > PAUSE_MS,
    };
  });
}

const isLine = ({ message }: Placed) =>
  message?.kind === 'system' ||
  (message?.kind === 'tombstone' && !message.reason);

function isNew(draft: Draft, { divider, me }: ThreadInput): boolean {
  const { message } = draft;
  if (!message || draft.from === me || divider.afterSeq === 0) return false;
  return message.seq > divider.afterSeq && draft.at < divider.before;
}

function draw(draft: Draft, input: ThreadInput): ThreadItem {
  const { message, id } = draft;
  if (message?.kind === 'system') {
    return { key: id, type: 'line', text: message.body.text };
  }
  // Notes stand on the agents' side, whoever of them wrote it.
  const own = draft.from === input.me || message?.kind === 'note';
  // Taken back by its sender; what was withheld tells him why, in its place.
  if (message?.kind === 'tombstone' && !message.reason) {
    const text = own ? COPY.tombstoneSelf : COPY.tombstoneOther;
    return { key: id, type: 'line', text };
  }
  return bubble(draft, own, input);
}

function bubble(draft: Draft, own: boolean, input: ThreadInput): MessageItem {
  const { entry, message } = draft;
  const text = textOf(draft, own);
  const state = stateOf(draft, input);
  const caption = own ? captionOf(draft, state, input) : quiet('');
  const person =
    message?.kind === 'note' && message.from !== input.me
      ? noteBy(message)
      : personOf(own, input);
  const file = fileView(draft, input);
  const look = file?.kind ?? lookOf(draft, text);
  const shown = look === 'unreadable' ? COPY.unknownMessage : text;
  return {
    key: draft.id,
    type: 'message',
    id: draft.id,
    own,
    first: draft.first,
    look,
    text: shown,
    parts: look === 'text' ? textParts(shown) : [],
    file,
    quote: quoteView(message?.replyTo ?? entry?.replyTo, input),
    person,
    ...caption,
    state,
    again: state === 'failed' && !isFinal(entry?.reason?.code ?? ''),
    spoken: [
      person.name,
      clockWords(draft.at),
      file ? file.spoken : shown,
      caption.caption,
    ]
      .filter(Boolean)
      .join('，'),
  };
}

function textOf({ entry, message }: Draft, own: boolean): string {
  if (entry) return entry.media ? mediaWords(entry.media) : entry.text;
  if (!message) return '';
  if (!message.reason) return messageWords(message);
  return own ? WITHHELD_COPY[message.reason] : COPY.withheldOther;
}

function lookOf(draft: Draft, text: string): MessageItem['look'] {
  if (draft.message?.reason) return 'withheld';
  if (draft.message?.unreadable) return 'unreadable';
  if (draft.message?.kind === 'note') return 'note';
  return isFewEmoji(text) ? 'emoji' : 'text';
}

function stateOf({ entry }: Draft, { online }: ThreadInput) {
  if (!entry) return 'settled';
  if (entry.state === 'failed') return 'failed';
  return entry.tries > 0 || !online ? 'queued' : 'sending';
}

type Caption = Pick<MessageItem, 'caption' | 'tone'>;
const quiet = (caption: string): Caption => ({ caption, tone: 'quiet' });

function captionOf(
  draft: Draft,
  state: MessageItem['state'],
  { other }: ThreadInput
): Caption {
  if (state === 'failed') {
    return { caption: failedWords(draft.entry?.reason), tone: 'late' };
  }
  if (draft.message?.reason) return quiet('');
  if (draft.message?.held) return quiet(COPY.heldBack);
  const mute = state === 'sending' || draft.message?.kind === 'note';
  if (!draft.last || mute) return quiet('');
  if (state === 'queued') return quiet(COPY.queued);
  const seq = draft.message?.seq ?? 0;
  const read = seq > 0 && seq <= (other?.readSeq ?? 0);
  return read ? { caption: COPY.read, tone: 'read' } : quiet(COPY.sent);
}

function personOf(own: boolean, input: ThreadInput) {
  const { conversation, side } = input;
  const isCustomer = own === (side === 'customer');
  if (isCustomer) {
    const card = conversation?.customerCard;
    return personView(card?.nick || '我', card?.avatar ?? '');
  }
  const card = conversation?.agentCard;
  return personView(card?.name || COPY.brand, card?.avatar ?? '');
}

/** A colleague, or nobody: then it is a reminder. */
function noteBy({ from, body }: ReadMessage): PersonView {
  const writer = body.name || COPY.colleague;
  return personView(from === '-' ? COPY.reminderFrom : writer, '');
}

function timeLine({ id, at }: Draft, now: number): LineItem {
  return { key: `t${id}`, type: 'time', text: momentWords(at, now) };
}

function seam({ _id, closedAt, createdAt }: Conversation): LineItem {
  const time = closedAt ? clockWords(closedAt) : '';
  const minutes = Math.max(
    1,
    Math.round(((closedAt ?? createdAt) - createdAt) / 60_000)
  );
  const text = fill(COPY.conversationClosedFor, { time, minutes });
  return { key: `s${_id}`, type: 'seam', text };
}
