import type { Doc } from '../kernel/store';
import { isPlainObject } from '../values/keys';

/** The stored text of a document. Dates are tagged in milliseconds. */
export function toText(doc: Doc): string {
  return JSON.stringify(tag(doc));
}

export function fromText(text: string): Doc {
  return untag(JSON.parse(text)) as Doc;
}

function tag(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) return value.map(tag);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { $double: String(value) };
  }
  if (!isPlainObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) result[key] = tag(value[key]);
  }
  return result;
}

/** Works in place: the tree was just parsed and belongs to nobody else. */
function untag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) value[i] = untag(value[i]);
    return value;
  }
  const record = value as Record<string, unknown>;
  if ('$date' in record) return new Date(record.$date as number);
  if ('$double' in record) return Number(record.$double);
  for (const key of Object.keys(record)) {
    const item = record[key];
    if (typeof item === 'object' && item !== null) record[key] = untag(item);
  }
  return record;
}
