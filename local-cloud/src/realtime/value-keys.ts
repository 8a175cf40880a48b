import type { Filter } from '../kernel/store';
import { isPlainObject } from '../values/keys';

const MOST_VALUES = 100;
/** Stands for a missing field as well: `{a: null}` matches both. */
const NULL_KEY = '0';
const NONE: readonly string[] = [];

/** A condition by which a document can be looked up. */
export interface Equality {
  path: string;
  /** The document holds one of these. */
  keys: string[];
}

/** Equalities of which every matching document fulfils at least one. */
export type Cover = Equality[];

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

/**
 * What a filter can be looked up by, each enough by itself: equalities at the
 * top and inside `$and`, and an `$or` whose every branch has one.
 */
export function coversOf(filter: Filter): Cover[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition)) {
      return condition.flatMap((part) => coversOf(part as Filter));
    }
    if (path === '$or' && Array.isArray(condition))
      return coversOfOr(condition);
    if (path.startsWith('$')) return [];
    const keys = keysOfCondition(condition);
    return keys ? [[{ path, keys }]] : [];
  });
}

function coversOfOr(branches: unknown[]): Cover[] {
  const covers = branches.map((branch) => coversOf(branch as Filter));
  if (!covers.every((some) => some.length > 0)) return [];
  const cover = covers.flatMap((some) => some.find(isById) ?? some[0] ?? []);
  const values = cover.reduce((sum, { keys }) => sum + keys.length, 0);
  return values > 0 && values <= MOST_VALUES ? [cover] : [];
}

/** Nothing separates better than an id. */
export function isById(cover: Cover): boolean {
  return cover.every(({ path }) => path === '_id');
}

function keysOfCondition(condition: unknown): string[] | null {
  if (!isPlainObject(condition)) return oneKey(condition);
  if ('$eq' in condition) return oneKey(condition['$eq']);
  const values = condition['$in'];
  if (!Array.isArray(values) || values.length > MOST_VALUES) return null;
  const keys = values.map(valueKey);
  return keys.every((key) => key !== null) ? [...new Set(keys)] : null;
}

function oneKey(value: unknown): string[] | null {
  const key = valueKey(value);
  return key === null ? null : [key];
}

/**
 * Every key under which a document can be found by the parts of a path: an
 * array counts by each element, and what is missing on any branch counts as
 * null. May name too many, never too few.
 */
export function keysOfDocument(
  doc: Record<string, unknown>,
  parts: readonly string[]
): readonly string[] {
  const value = parts.length === 1 ? fieldOf(doc, parts[0] as string) : [];
  if (!Array.isArray(value)) {
    const key = valueKey(value);
    return key === null ? NONE : [key];
  }
  const keys = new Set<string>();
  gather(doc, parts, 0, keys);
  return [...keys];
}

function gather(
  value: unknown,
  parts: readonly string[],
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
  else gather(fieldOf(value, part), parts, at + 1, keys);
}

const fieldOf = (doc: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(doc, name) ? doc[name] : undefined;
