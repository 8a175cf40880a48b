import { compareTexts } from '../bson-order';
import { failed } from '../failures';
import { isNothing, named, takes, wholeOf, type Operator } from './kinds';

/** Numbers and dates as texts, nothing as the empty text. */
export function textOf(value: unknown, name: string): string {
  if (isNothing(value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw failed(`${name} cannot convert that value to a string`);
}

function strictText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw failed(`${name} requires a string argument`);
}

const concat = takes(0, Infinity, (args, budget, name) => {
  if (args.some(isNothing)) return null;
  const texts = args.map((value) => strictText(value, name));
  budget.makeText(texts.reduce((sum, text) => sum + text.length, 0));
  return texts.join('');
});

/** `$indexOfBytes` counts in UTF-8, `$indexOfCP` in code points. */
function indexOf(unitsOf: (text: string) => number): Operator {
  return takes(2, 4, ([text, part, from, to], _budget, name) => {
    if (isNothing(text)) return null;
    const whole = strictText(text, name);
    const search = strictText(part, name);
    const total = unitsOf(whole);
    const start = isNothing(from) ? 0 : boundOf(from, name);
    const end = isNothing(to) ? total : Math.min(boundOf(to, name), total);
    if (start > end) return -1;
    for (
      let at = whole.indexOf(search);
      at >= 0;
      at = whole.indexOf(search, at + 1)
    ) {
      const unit = unitsOf(whole.slice(0, at));
      if (unit + unitsOf(search) > end) return -1;
      if (unit >= start) return unit;
      if (at >= whole.length) return -1;
    }
    return -1;
  });
}

function boundOf(value: unknown, name: string): number {
  const bound = wholeOf(value, name);
  if (bound < 0) throw failed(`${name} requires a nonnegative index`);
  return bound;
}

const bytesOf = (text: string): number => Buffer.byteLength(text);
const pointsOf = (text: string): number => [...text].length;

/** A negative length means: to the end. */
const substrBytes = takes(3, 3, ([text, from, length], _budget, name) => {
  const bytes = Buffer.from(textOf(text, name));
  const start = wholeOf(from, name);
  const size = wholeOf(length, name);
  if (start < 0) throw failed(`${name}: starting index must be nonnegative`);
  const end = size < 0 ? bytes.length : Math.min(start + size, bytes.length);
  const inside = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  if (inside(start) || inside(end)) {
    throw failed(`${name}: Invalid range, in the middle of a UTF-8 character`);
  }
  return bytes.subarray(start, Math.max(start, end)).toString();
});

const substrPoints = takes(3, 3, ([text, from, length], _budget, name) => {
  const start = boundOf(from, name);
  const size = boundOf(length, name);
  return [...textOf(text, name)].slice(start, start + size).join('');
});

const split = takes(2, 2, ([text, separator], budget, name) => {
  if (isNothing(text) || isNothing(separator)) return null;
  const by = strictText(separator, name);
  if (by === '') throw failed('$split requires a non-empty separator');
  const parts = strictText(text, name).split(by);
  budget.makeList(parts.length);
  return parts;
});

/** MongoDB's white space, or the characters that were named. */
const BLANK =
  '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

const trim = (left: boolean, right: boolean): Operator =>
  named(['input'], ['chars'], ({ input, chars }, _scope, name) => {
    if (isNothing(input) || chars === null) return null;
    const points = [...strictText(input, name)];
    const drop = new Set(isNothing(chars) ? BLANK : strictText(chars, name));
    let start = 0;
    let end = points.length;
    while (left && start < end && drop.has(points[start] as string)) start += 1;
    while (right && end > start && drop.has(points[end - 1] as string))
      end -= 1;
    return points.slice(start, end).join('');
  });

/** Only letters of ASCII change. */
const lower = (text: string): string =>
  text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
const upper = (text: string): string =>
  text.replace(/[a-z]+/g, (part) => part.toUpperCase());

export const STRINGS: Record<string, Operator> = {
  $concat: concat,
  $indexOfBytes: indexOf(bytesOf),
  $indexOfCP: indexOf(pointsOf),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $split: split,
  $strLenBytes: takes(1, 1, ([text], _budget, name) =>
    bytesOf(strictText(text, name))
  ),
  $strLenCP: takes(1, 1, ([text], _budget, name) =>
    pointsOf(strictText(text, name))
  ),
  $strcasecmp: takes(2, 2, ([a, b], _budget, name) =>
    Math.sign(compareTexts(upper(textOf(a, name)), upper(textOf(b, name))))
  ),
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $substrCP: substrPoints,
  $toLower: takes(1, 1, ([text], _budget, name) => lower(textOf(text, name))),
  $toUpper: takes(1, 1, ([text], _budget, name) => upper(textOf(text, name))),
  $trim: trim(true, true),
};
