import { isPlainObject } from '../values/keys';
import { typeRank } from './bson-order';

/** A text that is the same exactly for values that are equal. */
export function valueKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueKey).join()}]`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (isPlainObject(value)) {
    const fields = Object.entries(value).filter(
      ([, item]) => item !== undefined
    );
    const parts = fields.map(
      ([key, item]) => `${JSON.stringify(key)}:${valueKey(item)}`
    );
    return `{${parts.join()}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  const number = Object.is(value, -0) ? 0 : value;
  return `${typeRank(value)}:${String(number ?? null)}`;
}
