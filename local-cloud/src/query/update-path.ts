import { assertSafeKey, isPlainObject } from '../values/keys';
import { failed, invalidOperator } from './failures';
import { fieldOf, isIndex } from './field-path';

/** Tells where the value was, for an operator that removes it. */
export const REMOVED = Symbol('removed');
/** Arrays do not grow by more than this at once, as in MongoDB. */
const MOST_PADDING = 1_500_000;

/**
 * The parts of an update's path.
 * @throws CloudError for `_id`, an empty part, `$[name]` (whose filters no SDK
 *   can send), or a name that starts with `$`
 */
export function parsePath(path: string): string[] {
  assertSafeKey(path);
  const parts = path.split('.');
  for (const [i, part] of parts.entries()) {
    if (part === '') throw failed(`the field path '${path}' is not valid`);
    if (/^\$\[.+\]$/.test(part)) throw invalidOperator(part);
    const positional = part === '$' || part === '$[]';
    if (part.startsWith('$') && (!positional || i === 0)) {
      throw failed(`The dollar ($) prefixed field '${part}' is not valid`);
    }
  }
  if (parts[0] === '_id') throw failed("the field '_id' is immutable");
  return parts;
}

/** Puts indexes in the place of `$` and `$[]`. */
export function concretePaths(
  doc: unknown,
  parts: string[],
  position: number | null
): string[][] {
  const at = parts.findIndex((part) => part === '$' || part === '$[]');
  if (at < 0) return [parts];
  const before = parts.slice(0, at);
  const rest = parts.slice(at + 1);
  if (parts[at] === '$') {
    if (position === null) {
      throw failed(
        'The positional operator did not find the match needed from the query.'
      );
    }
    return concretePaths(doc, [...before, String(position), ...rest], null);
  }
  const list = valueAtPath(doc, before);
  if (!Array.isArray(list)) {
    throw failed(
      `Cannot apply $[] to '${before.join('.')}', which is no array`
    );
  }
  return list.flatMap((_item, i) =>
    concretePaths(doc, [...before, String(i), ...rest], position)
  );
}

export function valueAtPath(doc: unknown, parts: string[]): unknown {
  return parts.reduce((value, part) => fieldOf(value, part), doc);
}

/**
 * Changes one value in place. `change` gets undefined where nothing is and
 * returns the new value, or REMOVED, or undefined to leave all as it is. Only
 * with `creates` are missing documents on the way made.
 */
export function changeAt(
  doc: Record<string, unknown>,
  parts: string[],
  creates: boolean,
  change: (value: unknown) => unknown
): void {
  const name = parts.at(-1) as string;
  const parent = parentOf(doc, parts, creates);
  const next = change(parent === null ? undefined : fieldOf(parent, name));
  if (next === undefined || parent === null) return;
  if (next !== REMOVED) return assign(parent, name, next, parts);
  // An element of an array becomes null, so that the others keep their place.
  if (Array.isArray(parent)) parent[Number(name)] = null;
  else Reflect.deleteProperty(parent, name);
}

/** null: it is missing, or no container, and must not be made. */
function parentOf(
  doc: Record<string, unknown>,
  parts: string[],
  creates: boolean
): object | null {
  let at: object = doc;
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1;
    const enterable = Array.isArray(at) ? isIndex(part) : isPlainObject(at);
    if (!enterable) {
      if (!creates) return null;
      throw failed(
        `Cannot create field '${part}' in element {${parts[i - 1] ?? ''}}`
      );
    }
    if (isLast) return at;
    let next = fieldOf(at, part);
    if (next === undefined) {
      if (!creates) return null;
      next = {};
      assign(at, part, next, parts);
    }
    if (typeof next !== 'object' || next === null) {
      if (!creates) return null;
      throw failed(
        `Cannot create field '${parts[i + 1] ?? ''}' in element {${part}}`
      );
    }
    at = next;
  }
  return at;
}

function assign(
  parent: object,
  name: string,
  value: unknown,
  parts: string[]
): void {
  if (!Array.isArray(parent)) {
    (parent as Record<string, unknown>)[name] = value;
    return;
  }
  const index = Number(name);
  if (index > parent.length + MOST_PADDING) {
    throw failed(`cannot fill the array at '${parts.join('.')}' so far`);
  }
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}
