import { isPlainObject } from './keys';

/** The value in relaxed EJSON, as the server fronts and the gateway answer. */
export function encodeEjson(value: unknown): unknown {
  return walk(value, (date) => {
    const year = date.getUTCFullYear();
    return year >= 1970 && year <= 9999
      ? { $date: date.toISOString() }
      : { $date: { $numberLong: String(date.getTime()) } };
  });
}

/** The value in the browser SDK's dialect: dates are milliseconds. */
export function encodeWeb(value: unknown): unknown {
  return walk(value, (date) => ({ $date: date.getTime() }));
}

export const ejsonText = (value: unknown): string =>
  JSON.stringify(encodeEjson(value));

function walk(value: unknown, encodeDate: (date: Date) => unknown): unknown {
  if (value instanceof Date) return encodeDate(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, encodeDate));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { $numberDouble: String(value) };
  }
  if (!isPlainObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) result[key] = walk(value[key], encodeDate);
  }
  return result;
}
