import { assertSafeKey, isPlainObject } from '../values/keys';
import type { Doc } from '../kernel/store';
import { failed, invalidOperator } from './failures';
import { hasElement, compileElement } from './filter';

type Change = (value: unknown) => unknown;
/** Fields by name: kept or dropped, changed, or a tree below. */
interface Tree {
  [name: string]: boolean | Change | Tree;
}

/**
 * The documents with the fields that a projection keeps.
 * @throws CloudError DATABASE_REQUEST_FAILED for one that mixes keeping and
 *   dropping, DATABASE_INVALID_OPERRATOR for an operator not of `find`
 */
export function projectDocs(
  docs: Doc[],
  projection: Record<string, unknown>
): Doc[] {
  const tree: Tree = {};
  const modes = new Set<boolean>();
  let kept: boolean | null = null;
  for (const [path, value] of Object.entries(flatten(projection))) {
    const entry = entryOf(path, value);
    if (path === '_id' && typeof entry === 'boolean') kept = entry;
    else if (typeof entry === 'boolean') modes.add(entry);
    // $elemMatch keeps its field, and so only what is named besides.
    else if (isPlainObject(value) && '$elemMatch' in value) modes.add(true);
    place(tree, path.split('.'), entry, path);
  }
  if (modes.size > 1) {
    throw failed('Projection cannot have a mix of inclusion and exclusion.');
  }
  const includes = modes.size === 1 ? modes.has(true) : kept === true;
  if (kept === null && includes) tree._id = true;
  return docs.map((doc) => pick(doc, tree, includes) as Doc);
}

/** `{a: {b: 1}}` is `{'a.b': 1}`. */
function flatten(
  projection: Record<string, unknown>,
  prefix = ''
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(projection)) {
    assertSafeKey(key);
    const isTree =
      isPlainObject(value) &&
      !Object.keys(value).some((name) => name.startsWith('$'));
    if (isTree) Object.assign(result, flatten(value, `${prefix}${key}.`));
    else result[`${prefix}${key}`] = value;
  }
  return result;
}

function entryOf(path: string, value: unknown): boolean | Change {
  if (path.split('.').some((part) => part === '' || part.startsWith('$'))) {
    throw invalidOperator(path);
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (!isPlainObject(value))
    throw failed(`the projection of ${path} is malformed`);
  const [name, ...more] = Object.keys(value);
  if (name === '$slice' && more.length === 0) return slicer(value.$slice);
  if (name === '$elemMatch' && more.length === 0)
    return picker(value.$elemMatch);
  throw invalidOperator(name ?? path);
}

function slicer(operand: unknown): Change {
  const [skip, count] = Array.isArray(operand) ? operand : [null, operand];
  const isWhole = (item: unknown): item is number => Number.isInteger(item);
  if (!isWhole(count) || (skip !== null && (!isWhole(skip) || count <= 0))) {
    throw failed('$slice needs a number, or a start and a positive number');
  }
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (skip === null)
      return count < 0 ? value.slice(count) : value.slice(0, count);
    const from = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(from, from + count);
  };
}

function picker(operand: unknown): Change {
  hasElement(operand);
  const test = compileElement(operand as Record<string, unknown>);
  return (value) => {
    const found = Array.isArray(value) ? value.find(test) : undefined;
    return found === undefined ? undefined : [found];
  };
}

function place(
  tree: Tree,
  parts: string[],
  entry: boolean | Change,
  path: string
): void {
  const [name, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) {
    if (tree[name] !== undefined) throw failed(`Path collision at ${path}`);
    tree[name] = entry;
    return;
  }
  const below = (tree[name] ??= {});
  if (!isPlainObject(below)) throw failed(`Path collision at ${path}`);
  place(below as Tree, rest, entry, path);
}

function pick(value: unknown, tree: Tree, includes: boolean): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => !includes || typeof item === 'object')
      .map((item) => pick(item, tree, includes));
  }
  if (!isPlainObject(value)) return includes ? undefined : value;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const entry = Object.hasOwn(tree, key) ? tree[key] : undefined;
    const made = pickField(item, entry, includes);
    if (made !== undefined) result[key] = made;
  }
  return result;
}

function pickField(
  item: unknown,
  entry: Tree[string] | undefined,
  includes: boolean
): unknown {
  if (entry === undefined) return includes ? undefined : item;
  if (typeof entry === 'boolean') return entry ? item : undefined;
  return typeof entry === 'function'
    ? entry(item)
    : pick(item, entry, includes);
}
