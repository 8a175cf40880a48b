import { failed } from '../failures';
import { localTime, PARTS } from './date-parts';
import { isNothing } from './kinds';
import { fromLocal } from './time-zone';

/** Name of the part and its width, by the letter of the format. */
const SPECIFIERS: Record<string, [part: string, width: number]> = {
  Y: ['year', 4],
  m: ['month', 2],
  d: ['dayOfMonth', 2],
  H: ['hour', 2],
  M: ['minute', 2],
  S: ['second', 2],
  L: ['millisecond', 3],
  j: ['dayOfYear', 3],
  w: ['dayOfWeek', 1],
  U: ['week', 2],
  u: ['isoDayOfWeek', 1],
  V: ['isoWeek', 2],
  G: ['isoWeekYear', 4],
};

/** `local` shows the zone's time in its UTC fields. */
export function formatDate(
  local: Date,
  format: string,
  offset: number
): string {
  return format.replace(/%([\s\S]?)/g, (_all, letter: string) => {
    if (letter === '%') return '%';
    if (letter === 'z') return offsetText(offset);
    if (letter === 'Z') return String(Math.round(offset / 60_000));
    const [part, width] = SPECIFIERS[letter] ?? unknown(letter);
    return String(PARTS[part]?.(local)).padStart(width, '0');
  });
}

function unknown(letter: string): never {
  throw failed(`Invalid format character '%${letter}' in format string`);
}

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** ISO 8601 and its usual variants, when no format is named. */
const ISO_LIKE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?$/i;

/** Milliseconds, or null for what is no date. */
export function parseDate(
  text: string,
  format: unknown,
  zone: unknown
): number | null {
  if (!isNothing(format)) return parseAs(text, String(format), zone);
  const found = ISO_LIKE.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, part = '0', own] = found;
  const numbers = [year, month, day, hour, minute, second].map((item) =>
    Number(item ?? 0)
  );
  return timeOf([...numbers, Number(part.padEnd(3, '0'))], own, zone);
}

function timeOf(
  parts: number[],
  own: string | undefined,
  zone: unknown
): number | null {
  const [, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const local = localTime(parts);
  const exists = new Date(local).getUTCDate() === day || hour >= 24;
  const fits = month >= 1 && month <= 12 && hour < 24 && minute < 60;
  if (!exists || !fits || second >= 60) return null;
  if (own && !isNothing(zone)) return null;
  return fromLocal(local, own && /^z$/i.test(own) ? '+00' : (own ?? zone));
}

const READERS: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  M: '(\\d{1,2})',
  S: '(\\d{1,2})',
  L: '(\\d{1,3})',
  z: '(Z|[+-]\\d\\d:?(?:\\d\\d)?)',
};
const ORDER = ['Y', 'm', 'd', 'H', 'M', 'S', 'L'];

function parseAs(text: string, format: string, zone: unknown): number | null {
  const letters: string[] = [];
  const source = format.replace(/%(.)|[^%]/gs, (all, letter?: string) => {
    if (letter === undefined) return all.replace(/[^\w\s]/g, '\\$&');
    if (letter === '%') return '%';
    if (!READERS[letter]) {
      throw failed(`the format %${letter} of $dateFromString is not supported`);
    }
    letters.push(letter);
    return READERS[letter] as string;
  });
  const found = new RegExp(`^${source}$`).exec(text);
  if (!found) return null;
  const value = (letter: string) => found[letters.indexOf(letter) + 1];
  const parts = ORDER.map((letter) =>
    letters.includes(letter)
      ? Number(value(letter))
      : Number(letter === 'm' || letter === 'd')
  );
  return timeOf(parts, letters.includes('z') ? value('z') : undefined, zone);
}
