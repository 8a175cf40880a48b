import { isPlainObject } from '../values/keys';

/** MongoDB's order of types; numbers of all widths are one type. */
export function typeRank(value: unknown): number {
  if (value === undefined || value === null) return 2;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  if (typeof value === 'boolean') return 9;
  if (value instanceof Date) return 10;
  if (value instanceof RegExp) return 12;
  return Array.isArray(value) ? 6 : 5;
}

/** Negative, 0 or positive, by MongoDB's order of types and values. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case 3:
      return compareNumbers(a as number, b as number);
    case 4:
      return compareTexts(a as string, b as string);
    case 5:
      return compareFields(entries(a), entries(b));
    case 6:
      return compareLists(a as unknown[], b as unknown[]);
    case 9:
    case 10:
      return Number(a) - Number(b);
    case 12:
      return compareTexts(String(a), String(b));
    default:
      return 0;
  }
}

/** Embedded documents are equal only with their fields in the same order. */
export const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || compareValues(a, b) === 0;

/** NaN is equal to itself and less than every other number. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** By the bytes of UTF-8: surrogates stand above the rest of UTF-16. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return lift(x) - lift(y);
  }
  return a.length - b.length;
}

const lift = (unit: number): number =>
  unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;

/** undefined is how a missing field is written: it is no field. */
const entries = (value: unknown): [string, unknown][] =>
  Object.entries(value as object).filter(([, item]) => item !== undefined);

/** Field by field: type of the value, then name, then value. */
function compareFields(a: [string, unknown][], b: [string, unknown][]): number {
  for (const [i, [nameOfA, valueOfA]] of a.entries()) {
    const other = b[i];
    if (!other) return 1;
    const order =
      typeRank(valueOfA) - typeRank(other[1]) ||
      compareTexts(nameOfA, other[0]) ||
      compareValues(valueOfA, other[1]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareLists(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A deep copy of a document's value. */
export function copyValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyValue) as T;
  if (value instanceof Date) return new Date(value) as T;
  if (!isPlainObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = copyValue(value[key]);
  return result as T;
}
