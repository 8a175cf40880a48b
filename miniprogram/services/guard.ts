import { LIMITS } from '../contract/limits';
import { MESSAGE_ID_PATTERN } from '../contract/message-id';
import {
  CONVERSATION_STATES,
  MESSAGE_KINDS,
  RATING_REASONS,
  SENDER_TYPES,
  WITHHELD_REASONS,
} from '../contract/states';
import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';

/**
 * Rules know no types: a client may write any shape into a message. Whatever
 * is read passes here first. A message that does not fit keeps its place and
 * is drawn as a placeholder (`unreadable`).
 */
export type ReadMessage = Message & {
  unreadable?: true;
  /** Its check is not done; nobody but its sender may see it. */
  held?: true;
};

const TEXT_BYTES_MAX = LIMITS.messageText * 4;
const NAME_MAX = LIMITS.fileName * 2;
/** `seq` of a message that waits for its check. */
const HELD = -1;
const FILE_ID = /^cloud:\/\/[!-~]{1,400}$/;

export function readMessage(raw: unknown): ReadMessage | null {
  if (!isRecord(raw) || !isId(raw._id) || !isId(raw.conversationId)) {
    return null;
  }
  const stamps = readStamps(raw);
  const seq = isNumber(raw.seq) && raw.seq > 0 ? raw.seq : 0;
  const common = {
    _id: raw._id,
    conversationId: raw.conversationId,
    ...stamps,
    from: textOf(raw.from),
    sentAt: numberOf(raw.sentAt),
    seq,
    ...optional('held', raw.seq === HELD ? (true as const) : undefined),
    ...optional('replyTo', isId(raw.replyTo) ? raw.replyTo : undefined),
    ...optional('at', isNumber(raw.at) ? raw.at : undefined),
    ...optional('senderType', oneOf(SENDER_TYPES, raw.senderType)),
    ...optional('reason', oneOf(WITHHELD_REASONS, raw.reason)),
  };
  const kind = oneOf(MESSAGE_KINDS, raw.kind);
  const body = kind && isRecord(raw.body) ? readBody(kind, raw.body) : null;
  if (!kind || !body) {
    return { ...common, kind: 'text', body: { text: '' }, unreadable: true };
  }
  return { ...common, kind, body };
}

/** Only what is drawn of its kind; null: not what it says it is. */
function readBody(
  kind: Message['kind'],
  raw: Record<string, unknown>
): Message['body'] | null {
  const { text } = raw;
  if (typeof text !== 'string' || text.length > TEXT_BYTES_MAX) return null;
  switch (kind) {
    case 'image':
    case 'voice':
    case 'file':
      return readMedia(kind, raw);
    case 'note':
      return { text, ...optional('name', nameOf(raw.name)) };
    default:
      return { text };
  }
}

/** Who wrote a note; notes of before do not say it. */
function nameOf(name: unknown): string | undefined {
  return typeof name === 'string' && name.length <= NAME_MAX ? name : undefined;
}

function readMedia(
  kind: 'image' | 'voice' | 'file',
  { fileId, width, height, durationMs, name, size }: Record<string, unknown>
): Message['body'] | null {
  if (!isFileId(fileId) || !isSize(size)) return null;
  const file = { text: '', fileId, size };
  if (kind === 'image') {
    return isSize(width) && isSize(height) ? { ...file, width, height } : null;
  }
  if (kind === 'voice') {
    return isSize(durationMs) ? { ...file, durationMs } : null;
  }
  const named = typeof name === 'string' && name.length <= NAME_MAX && name;
  return named ? { ...file, name } : null;
}

/** null: not a conversation; it is left out. */
export function readConversation(raw: unknown): Conversation | null {
  if (!isRecord(raw) || !isId(raw._id)) return null;
  const state = oneOf(CONVERSATION_STATES, raw.state);
  if (!state || !isCount(raw.seq)) return null;
  return {
    ...(raw as unknown as Conversation),
    ...readStamps(raw),
    state,
    lastAt: numberOf(raw.lastAt),
    createdAt: numberOf(raw.createdAt),
    lastText: textOf(raw.lastText),
    lastFrom: textOf(raw.lastFrom),
    unreadAgent: isCount(raw.unreadAgent) ? raw.unreadAgent : 0,
    unreadCustomer: isCount(raw.unreadCustomer) ? raw.unreadCustomer : 0,
    waitingSince: isNumber(raw.waitingSince) ? raw.waitingSince : null,
    closedAt: isNumber(raw.closedAt) ? raw.closedAt : null,
    agentCard: readAgentCard(raw.agentCard),
    customerCard: readCustomerCard(raw.customerCard),
    queue: readQueue(raw.queue),
    keepPlaceAt: numberOf(raw.keepPlaceAt),
    leftMessageAt: numberOf(raw.leftMessageAt),
    rating: readRating(raw.rating),
  };
}

export function readCursor(raw: unknown): Cursor | null {
  if (!isRecord(raw) || typeof raw._id !== 'string') return null;
  if (!isId(raw.conversationId)) return null;
  const side = oneOf(['customer', 'agent'] as const, raw.side);
  if (!side) return null;
  return {
    _id: raw._id,
    side,
    ...readStamps(raw),
    conversationId: raw.conversationId,
    readSeq: numberOf(raw.readSeq),
    typingAt: numberOf(raw.typingAt),
    lookingAt: numberOf(raw.lookingAt),
  };
}

/** Reads each and leaves out what does not fit at all. */
export function readAll<T>(raw: unknown[], read: (one: unknown) => T | null) {
  return raw.map(read).filter((one): one is NonNullable<T> => one !== null);
}

function readStamps(raw: Record<string, unknown>) {
  return {
    customer: textOf(raw.customer),
    agentOpenid: textOf(raw.agentOpenid),
    agentUid: textOf(raw.agentUid),
  };
}

function readAgentCard(raw: unknown): Conversation['agentCard'] {
  if (!isRecord(raw)) return null;
  return {
    name: textOf(raw.name),
    avatar: textOf(raw.avatar),
    specialty: textOf(raw.specialty),
  };
}

function readCustomerCard(raw: unknown): Conversation['customerCard'] {
  const card = isRecord(raw) ? raw : {};
  return { nick: textOf(card.nick), avatar: textOf(card.avatar) };
}

function readQueue(raw: unknown): Conversation['queue'] {
  if (!isRecord(raw) || !isCount(raw.position)) return null;
  const eta = isNumber(raw.etaSeconds) ? raw.etaSeconds : null;
  const from = isCount(raw.from) ? raw.from : undefined;
  return { position: raw.position, etaSeconds: eta, ...optional('from', from) };
}

function readRating(raw: unknown): Conversation['rating'] {
  if (!isRecord(raw) || !isCount(raw.score)) return null;
  const reason = oneOf(RATING_REASONS, raw.reason);
  const resolved = raw.resolved === true;
  return { score: raw.score, resolved, ...optional('reason', reason) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && MESSAGE_ID_PATTERN.test(value);
}

function isFileId(value: unknown): value is string {
  return typeof value === 'string' && FILE_ID.test(value);
}

/** A whole number above 0 that no screen or clock is broken by. */
function isSize(value: unknown): value is number {
  return isCount(value) && value > 0 && value <= 1_000_000_000;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= 0;
}

const numberOf = (value: unknown) => (isNumber(value) ? value : 0);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function oneOf<T extends string>(
  values: readonly T[],
  value: unknown
): T | undefined {
  return values.find((one) => one === value);
}

function optional<K extends string, V>(key: K, value: V | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
