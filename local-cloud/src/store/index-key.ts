import { isPlainObject } from '../values/keys';

/** Tags in MongoDB's order of types; the key bytes sort like the values. */
const TAG = {
  missing: 0x05,
  number: 0x10,
  string: 0x20,
  object: 0x30,
  array: 0x40,
  boolean: 0x50,
  date: 0x60,
} as const;
/** Ends an object or an array; smaller than every tag. */
const END = Buffer.of(0);

/** Raised when the bytes of a value change: indexes are then made anew. */
export const KEY_FORMAT = '2';

/** Order-preserving bytes of one value; missing and null are the same. */
export function encodeValue(value: unknown): Buffer {
  if (value === undefined || value === null) return Buffer.of(TAG.missing);
  if (typeof value === 'number') return numeric(TAG.number, value);
  if (typeof value === 'string') return text(TAG.string, value);
  if (typeof value === 'boolean') return Buffer.of(TAG.boolean, value ? 1 : 0);
  if (value instanceof Date) return numeric(TAG.date, value.getTime());
  if (Array.isArray(value)) {
    const items = value.map(encodeValue);
    return Buffer.concat([Buffer.of(TAG.array), ...items, END]);
  }
  return encodeObject(value as Record<string, unknown>);
}

/** As MongoDB compares: field by field its type, its name, its value. */
function encodeObject(value: Record<string, unknown>): Buffer {
  const parts: Buffer[] = [Buffer.of(TAG.object)];
  for (const [name, item] of Object.entries(value)) {
    const bytes = encodeValue(item);
    parts.push(text(bytes[0] as number, name), bytes.subarray(1));
  }
  return Buffer.concat([...parts, END]);
}

/** Whether a filter may look this value up in an index. */
export function isIndexable(value: unknown): boolean {
  return (
    !isPlainObject(value) &&
    !Array.isArray(value) &&
    !(value instanceof RegExp) &&
    !Number.isNaN(value)
  );
}

/** The range of all values of the same type, as [from, to). */
export function typeRange(value: unknown): [Buffer, Buffer] {
  const tag = encodeValue(value)[0] as number;
  return [Buffer.of(tag), Buffer.of(tag + 1)];
}

/** Bytes whose order is the reverse of the given ones. */
export function invert(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) {
    result[i] = 0xff - (bytes[i] as number);
  }
  return result;
}

/** The smallest bytes greater than everything that starts with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  const result = Buffer.from(prefix);
  for (let i = result.length - 1; i >= 0; i -= 1) {
    if (result[i] !== 0xff) {
      result[i] = (result[i] as number) + 1;
      return result.subarray(0, i + 1);
    }
  }
  return Buffer.of(0xff, 0xff, 0xff, 0xff);
}

/** NaN is the least of the numbers, as in MongoDB. */
function numeric(tag: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = tag;
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  const negative = (bytes[1] as number) & 0x80;
  for (let i = 1; i < 9; i += 1) {
    const byte = bytes[i] as number;
    bytes[i] = negative ? 0xff - byte : i === 1 ? byte ^ 0x80 : byte;
  }
  return bytes;
}

/** Zero bytes are escaped, and 00 00 ends the text, so prefixes sort first. */
function text(tag: number, value: string): Buffer {
  const raw = Buffer.from(value, 'utf8');
  const parts: number[] = [tag];
  if (!raw.includes(0)) {
    return Buffer.concat([Buffer.of(tag), raw, Buffer.of(0, 0)]);
  }
  for (const byte of raw) {
    parts.push(byte);
    if (byte === 0) parts.push(0xff);
  }
  parts.push(0, 0);
  return Buffer.from(parts);
}
