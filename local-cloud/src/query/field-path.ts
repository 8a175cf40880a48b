import { isPlainObject } from '../values/keys';

/** A field of the document itself, never of its prototype. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/**
 * Whether any value that MongoDB finds at the path satisfies the test. Arrays
 * on the way stand for their documents, and for the element when the path
 * names an index. A missing field is undefined; scalars in an array have no
 * fields, not even missing ones.
 */
export function someAt(
  value: unknown,
  parts: string[],
  test: (found: unknown) => boolean,
  from = 0
): boolean {
  let at = value;
  for (let i = from; i < parts.length; i += 1) {
    const part = parts[i] as string;
    if (Array.isArray(at)) return someInArray(at, parts, test, i);
    if (!isPlainObject(at)) return test(undefined);
    at = fieldOf(at, part);
  }
  return test(at);
}

function someInArray(
  list: unknown[],
  parts: string[],
  test: (found: unknown) => boolean,
  at: number
): boolean {
  const part = parts[at] as string;
  if (isIndex(part) && Number(part) < list.length) {
    if (someAt(list[Number(part)], parts, test, at + 1)) return true;
  }
  return list.some(
    (element) => isPlainObject(element) && someAt(element, parts, test, at)
  );
}

/** someAt, where an array at the end stands for its elements and itself. */
export function someLeaf(
  value: unknown,
  parts: string[],
  test: (found: unknown) => boolean
): boolean {
  return someAt(
    value,
    parts,
    (found) => (Array.isArray(found) && found.some(test)) || test(found)
  );
}
