import { cutText, oneLine } from '../values/text';
import { visibleText } from './visible-text';

type Fit = (clean: string) => string;

const HAN = /\p{Script=Han}/u;
const CLOCK = '\\d{1,2}:\\d{2}(:\\d{2})?';
const DAY = '\\d{4}(年\\d{1,2}月\\d{1,2}日|[-/.]\\d{1,2}[-/.]\\d{1,2})';

/**
 * A value of each kind of WeChat, made of whatever there is; '' where nothing
 * of it fits. Anything else is refused (47003) and would cost the push.
 */
const FITS: Record<string, Fit> = {
  thing: (text) => cutText(text, 20),
  number: (text) => whole(/-?\d{1,31}/u, text),
  letter: (text) => keep(/[A-Za-z]/u, text, 32),
  symbol: (text) => keep(/[\p{P}\p{S}]/u, text, 5),
  character_string: (text) => keep(/[\x20-\x7e]/u, text, 32).trim(),
  time: (text) => whole(new RegExp(`(${DAY} ?)?${CLOCK}`, 'u'), text),
  date: (text) => whole(new RegExp(`${DAY}( ?${CLOCK})?`, 'u'), text),
  amount: (text) => whole(/\d{1,10}(\.\d{1,2})?元?/u, text),
  phone_number: (text) => keep(/[\d+() *-]/u, text, 17).trim(),
  car_number: (text) => points(text, 8).trim(),
  name: fitName,
  phrase: (text) => keep(HAN, text, 5),
};

/** What stands there when nothing else fits; always of that kind. */
const INSTEAD: Record<string, string> = {
  thing: '请打开查看',
  number: '1',
  letter: 'message',
  symbol: '!',
  character_string: '-',
  time: '00:00',
  date: '1970年1月1日',
  amount: '0元',
  phone_number: '0',
  car_number: '无',
  name: '客服',
  phrase: '新消息',
};

export const FIELD_KINDS = Object.keys(FITS);

/** `thing` of `thing1`; null where WeChat has no such kind. */
export function kindOfField(name: string): string | null {
  const kind = /^([a-z_]+?)\d{1,3}$/u.exec(name)?.[1] ?? '';
  return Object.hasOwn(FITS, kind) ? kind : null;
}

/** A value that WeChat takes for a field of this kind, cut by code points. */
export function fieldFor(kind: string, value: string): string {
  const clean = visibleText(value);
  const fit = FITS[kind]?.(clean) ?? '';
  return fit === '' ? (INSTEAD[kind] ?? '') : fit;
}

/** At most 10 characters with Chinese in it, else 20; never a digit. */
function fitName(text: string): string {
  const bare = oneLine(text.replace(/\p{N}/gu, ''));
  return points(bare, HAN.test(bare) ? 10 : 20).trim();
}

function keep(wanted: RegExp, text: string, most: number): string {
  const kept = Array.from(text).filter((point) => wanted.test(point));
  return kept.slice(0, most).join('');
}

function points(text: string, most: number): string {
  return Array.from(text).slice(0, most).join('');
}

function whole(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[0] ?? '';
}
