import type { Filter } from '../kernel/store';
import { isPlainObject } from '../values/keys';

const MOST_IN = 100;
/** Stands for a missing field as well: `{a: null}` matches both. */
const NULL_KEY = '0';

/** A condition that every matching document fulfils by equality. */
export interface Equality {
  path: string;
  /** The document holds one of these. */
  keys: string[];
}

/** A tagged text for a scalar; null for what cannot be looked up. */
export function valueKey(value: unknown): string | null {
  if (value === null || value === undefined) return NULL_KEY;
  if (value instanceof Date) return `d${value.getTime()}`;
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'number':
      return `n${value === 0 ? 0 : value}`;
    case 'boolean':
      return `b${value}`;
    default:
      return null;
  }
}

/** Equalities at the top of a filter and inside its `$and`s. */
export function equalitiesOf(filter: Filter): Equality[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition)) {
      return condition.flatMap((part) => equalitiesOf(part as Filter));
    }
    if (path.startsWith('$')) return [];
    const keys = keysOfCondition(condition);
    return keys ? [{ path, keys }] : [];
  });
}

function keysOfCondition(condition: unknown): string[] | null {
  if (!isPlainObject(condition)) return oneKey(condition);
  if ('$eq' in condition) return oneKey(condition['$eq']);
  const values = condition['$in'];
  if (!Array.isArray(values) || values.length > MOST_IN) return null;
  const keys = values.map(valueKey);
  return keys.every((key) => key !== null) ? [...new Set(keys)] : null;
}

function oneKey(value: unknown): string[] | null {
  const key = valueKey(value);
  return key === null ? null : [key];
}

/**
 * Every key under which a document can be found by `path`: an array counts
 * by each element, and what is missing on any branch counts as null. May name
 * too many, never too few.
 */
export function keysOfDocument(doc: unknown, path: string): Set<string> {
  const keys = new Set<string>();
  gather(doc, path.split('.'), 0, keys);
  return keys;
}

function gather(
  value: unknown,
  parts: string[],
  at: number,
  keys: Set<string>
): void {
  if (Array.isArray(value)) {
    if (value.length === 0) keys.add(NULL_KEY);
    for (const item of value) gather(item, parts, at, keys);
    const part = parts[at];
    if (part !== undefined && /^\d+$/.test(part)) {
      gather(value[Number(part)], parts, at + 1, keys);
    }
    return;
  }
  const part = parts[at];
  if (part === undefined) {
    const key = valueKey(value);
    if (key !== null) keys.add(key);
    return;
  }
  if (!isPlainObject(value)) keys.add(NULL_KEY);
  else gather(value[part], parts, at + 1, keys);
}
