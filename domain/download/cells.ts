import type { AuditRow } from '../audit/schema';
import { maskPhonesIn } from '../customer/phone';
import type { Message } from '../message/schema';
import { summaryOf } from '../message/summary';
import type { RecordRow } from '../record/row';
import { placeTime } from '../settings/hours';
import { RATING_REASON_COPY } from '../ui/copy/customer';
import {
  CHANNEL_WORDS,
  CLOSE_WORDS,
  DOWNLOAD_WORDS,
  KIND_WORDS,
  SENDER_WORDS,
  STATE_WORDS,
} from './words';

/** A number stays a number; everything else is text and never a formula. */
export type Cell = string | number | null;

/** Who spoke, as far as a file tells it. */
export interface SaidBy {
  nick: string;
  agentName: string;
}

/** The most that a cell of Excel holds. */
const MOST_CHARACTERS = 32_000;

/** Without what breaks XML, hides text or turns its direction. */
export function plainText(text: string): string {
  return text.slice(0, MOST_CHARACTERS).replace(UNPRINTABLE, '');
}

const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** What people typed: nobody's telephone number leaves whole. */
export function personalText(text: string): string {
  return maskPhonesIn(plainText(text));
}

/** `2026-11-21 09:05:33`, there. */
export function timeText(timeZone: string, at: number): string {
  const { date, minute } = placeTime(timeZone, at);
  const two = (value: number) => String(value).padStart(2, '0');
  const second = Math.floor(at / 1_000) % 60;
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
}

export function recordCells(row: RecordRow, timeZone: string): Cell[] {
  const time = (at: number | null) => (at ? timeText(timeZone, at) : null);
  return [
    row.conversationId,
    personalText(row.nick),
    row.customerId,
    plainText(row.agentName),
    CHANNEL_WORDS[row.channel],
    STATE_WORDS[row.state],
    time(row.createdAt),
    time(row.lastAt),
    time(row.closedAt),
    row.closeReason && CLOSE_WORDS[row.closeReason],
    row.messages,
    row.score,
    row.reason && RATING_REASON_COPY[row.reason],
    personalText(row.comment) || null,
    yesNo(row.resolved),
    yesNo(row.converted),
    personalText(row.tags.join('、')) || null,
  ];
}

export function messageCells(
  message: Message,
  by: SaidBy,
  timeZone: string
): Cell[] {
  const { conversationId, seq, at, sentAt, kind } = message;
  return [
    conversationId,
    seq,
    timeText(timeZone, at ?? sentAt),
    sideOf(message),
    plainText(nameOf(message, by)),
    KIND_WORDS[kind],
    contentOf(message),
  ];
}

/** What was said, in full; of a file its name, never its address. */
export function contentOf({ kind, body }: Message): string {
  if (kind === 'text' || kind === 'note' || kind === 'system') {
    return personalText(body.text.replace(/\s*\n\s*/gu, ' '));
  }
  return personalText(summaryOf(kind, body));
}

export function sideOf({ senderType, kind }: Message): string {
  if (kind === 'note') return KIND_WORDS.note;
  return senderType ? SENDER_WORDS[senderType] : '';
}

/** A note carries who wrote it; a system line is nobody's. */
export function nameOf(
  { senderType, kind, body }: Message,
  { nick, agentName }: SaidBy
): string {
  if (kind === 'note') return body.name ?? '';
  if (senderType === 'customer') return maskPhonesIn(nick);
  return senderType === 'agent' ? agentName : '';
}

export function auditCells(row: AuditRow, timeZone: string): Cell[] {
  return [
    timeText(timeZone, row.at),
    row.actor,
    plainText(row.name),
    row.action,
    plainText(row.object),
    plainText(row.detail),
    row.requestId,
  ];
}

function yesNo(value: boolean | null): Cell {
  if (value === null) return null;
  return value ? DOWNLOAD_WORDS.yes : DOWNLOAD_WORDS.no;
}
