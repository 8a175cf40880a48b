import { CloudError } from '../kernel/errors';
import { assertSafeKey, isPlainObject, MAX_DEPTH } from './keys';

/**
 * Decodes a value of either wire dialect: canonical or relaxed EJSON (server
 * SDKs) and the browser SDK's own form. Server dates become `now` + offset.
 * Object ids become strings. Always returns fresh objects.
 * @throws CloudError INVALID_PARAM for what is no value of the platform.
 */
export function decodeValue(value: unknown, now: number): unknown {
  return decode(value, now, 0);
}

/** Like decodeValue for a JSON text; an absent or empty text is `{}`. */
export function decodeText(text: unknown, now: number): unknown {
  if (text === undefined || text === null || text === '') return {};
  return decode(typeof text === 'string' ? parseJson(text) : text, now, 0);
}

/** decodeText that insists on an object: filters, updates, documents. */
export function decodeObject(
  text: unknown,
  now: number
): Record<string, unknown> {
  const value = decodeText(text, now);
  if (!isPlainObject(value)) {
    throw new CloudError('INVALID_PARAM', 'an object is expected');
  }
  return value;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CloudError('INVALID_PARAM', 'the text is not JSON');
  }
}

function decode(value: unknown, now: number, depth: number): unknown {
  if (depth > MAX_DEPTH) {
    throw new CloudError('INVALID_PARAM', 'the value is nested too deeply');
  }
  if (Array.isArray(value)) {
    return value.map((item) => decode(item, now, depth + 1));
  }
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value);
  const only = keys.length === 1 ? keys[0] : undefined;
  if (only?.startsWith('$')) {
    const scalar = decodeTagged(only, value[only], now);
    if (scalar !== undefined) return scalar;
  }
  const result: Record<string, unknown> = {};
  for (const key of keys) {
    assertSafeKey(key);
    result[key] = decode(value[key], now, depth + 1);
  }
  return result;
}

/** undefined: the key is an operator, not a type tag. */
function decodeTagged(tag: string, content: unknown, now: number): unknown {
  switch (tag) {
    case '$numberInt':
    case '$numberLong':
      return toWhole(tag, content);
    case '$numberDouble':
      return toNumber(content);
    case '$date':
      return decodeDate(content, now);
    case '$tcb_server_date':
      return new Date(now + offsetOf(content, now));
    case '$oid':
      if (typeof content === 'string') return content;
      throw new CloudError('INVALID_PARAM', 'an object id is malformed');
    case '$regularExpression':
      return decodeRegExp(content);
    case '$timestamp':
      // Seconds, as js-sdk sends it. BSON's own pair is of the oplog.
      if (Number.isSafeInteger(content)) return toDate(Number(content) * 1_000);
      throw new CloudError('INVALID_PARAM', `${tag} is not supported`);
    case '$numberDecimal':
    case '$binary':
    case '$minKey':
    case '$maxKey':
    case '$undefined':
    case '$code':
      throw new CloudError('INVALID_PARAM', `${tag} is not supported`);
    default:
      return undefined;
  }
}

function toNumber(content: unknown): number {
  if (typeof content !== 'string' && typeof content !== 'number') {
    throw new CloudError('INVALID_PARAM', 'a number is malformed');
  }
  const result = Number(content);
  if (Number.isNaN(result) && content !== 'NaN') {
    throw new CloudError('INVALID_PARAM', 'a number is malformed');
  }
  return result;
}

/** A long beyond 53 bits would change on its way, so it is refused. */
function toWhole(tag: string, content: unknown): number {
  const text = String(content);
  const number = Number(text);
  const bits = tag === '$numberInt' ? 32 : 64;
  const exact =
    /^[-+]?\d{1,20}$/.test(text) &&
    BigInt.asIntN(bits, BigInt(text)) === BigInt(text) &&
    BigInt(number) === BigInt(text);
  if (exact) return number;
  throw new CloudError('INVALID_PARAM', `${tag} ${text} cannot be kept`);
}

function decodeDate(content: unknown, now: number): Date {
  if (isPlainObject(content)) {
    if ('offset' in content) return new Date(now + offsetOf(content, now));
    if ('$numberLong' in content)
      return toDate(toWhole('$numberLong', content.$numberLong));
  }
  if (typeof content === 'number' || typeof content === 'string') {
    return toDate(content);
  }
  throw new CloudError('INVALID_PARAM', 'a date is malformed');
}

function toDate(content: number | string): Date {
  const date = new Date(content);
  if (!Number.isNaN(date.getTime())) return date;
  throw new CloudError('INVALID_PARAM', 'a date is malformed');
}

function offsetOf(content: unknown, now: number): number {
  if (!isPlainObject(content)) return 0;
  const offset = decode(content.offset ?? 0, now, 0);
  return typeof offset === 'number' && Number.isFinite(offset) ? offset : 0;
}

function decodeRegExp(content: unknown): RegExp {
  if (isPlainObject(content) && typeof content.pattern === 'string') {
    try {
      return new RegExp(content.pattern, String(content.options ?? ''));
    } catch {
      throw new CloudError(
        'INVALID_PARAM',
        'a regular expression is malformed'
      );
    }
  }
  throw new CloudError('INVALID_PARAM', 'a regular expression is malformed');
}
