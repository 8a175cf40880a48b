import { assertSafeKey, isPlainObject } from '../../values/keys';
import { compileValue } from '../expression';
import type { Compile, Evaluate, Scope } from '../expressions/kinds';
import { failed } from '../failures';

/** A field: kept, dropped, computed, or a tree below. */
type Entry = boolean | Evaluate | Tree;
type Tree = Map<string, Entry>;
export type Reshape = (doc: unknown, scope: Scope) => unknown;

/** `$project` either keeps and computes fields, or drops fields. */
export function projector(spec: unknown, compile: Compile): Reshape {
  const tree = readTree(spec, compile, '$project', true);
  const id = tree.get('_id');
  const rest = new Map([...tree].filter(([name]) => name !== '_id'));
  const kinds = kindsOf(rest);
  if (kinds.has('drop') && (kinds.has('keep') || typeof id === 'function')) {
    throw failed('$project cannot mix inclusion and exclusion');
  }
  const includes = kinds.has('keep') || (rest.size === 0 && id !== false);
  if (includes && id === undefined) tree.set('_id', true);
  return (doc, scope) =>
    includes ? include(doc, tree, scope) : exclude(doc, tree);
}

export function fieldAdder(
  spec: unknown,
  compile: Compile,
  name: string
): Reshape {
  const tree = readTree(spec, compile, name, false);
  return (doc, scope) => add(doc, tree, scope);
}

function readTree(
  spec: unknown,
  compile: Compile,
  stage: string,
  projecting: boolean
): Tree {
  if (!isPlainObject(spec) || Object.keys(spec).length === 0) {
    throw failed(`${stage} specification must be a non-empty object`);
  }
  const tree: Tree = new Map();
  const read = (fields: Record<string, unknown>, prefix: string[]): void => {
    for (const [key, value] of Object.entries(fields)) {
      assertSafeKey(key);
      const path = [...prefix, ...key.split('.')];
      if (path.some((part) => part === '' || part.startsWith('$'))) {
        throw failed(`${stage}: '${key}' is not a valid field path`);
      }
      const isTree =
        isPlainObject(value) && !Object.keys(value)[0]?.startsWith('$');
      if (isTree && Object.keys(value).length > 0) read(value, path);
      else place(tree, path, entryOf(value, compile, projecting));
    }
  };
  read(spec, []);
  return tree;
}

function entryOf(value: unknown, compile: Compile, projecting: boolean): Entry {
  const isFlag = typeof value === 'number' || typeof value === 'boolean';
  if (projecting && isFlag) return Boolean(value);
  return compile(value);
}

function place(tree: Tree, path: string[], entry: Entry): void {
  const [name, ...rest] = path as [string, ...string[]];
  const known = tree.get(name);
  if (rest.length === 0) {
    if (known !== undefined) throw failed(`path collision at ${name}`);
    tree.set(name, entry);
    return;
  }
  const below = known ?? new Map<string, Entry>();
  if (!(below instanceof Map)) throw failed(`path collision at ${name}`);
  tree.set(name, below);
  place(below, rest, entry);
}

function kindsOf(tree: Tree): Set<'keep' | 'drop'> {
  const kinds = new Set<'keep' | 'drop'>();
  for (const entry of tree.values()) {
    if (entry instanceof Map)
      for (const kind of kindsOf(entry)) kinds.add(kind);
    else kinds.add(entry === false ? 'drop' : 'keep');
  }
  return kinds;
}

/** Kept fields in the document's order, then the computed ones. */
function include(value: unknown, tree: Tree, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => typeof item === 'object')
      .map((item) => include(item, tree, scope));
  }
  const result: Record<string, unknown> = {};
  if (isPlainObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const entry = tree.get(name);
      if (entry === true) result[name] = item;
      if (!(entry instanceof Map)) continue;
      const below = include(item, entry, scope);
      if (typeof item === 'object' || hasComputed(entry)) result[name] = below;
    }
  }
  compute(result, tree, scope);
  return result;
}

function compute(
  result: Record<string, unknown>,
  tree: Tree,
  scope: Scope
): void {
  for (const [name, entry] of tree) {
    if (typeof entry === 'function') {
      const made = entry(scope);
      if (made !== undefined) result[name] = made;
    } else if (
      entry instanceof Map &&
      !(name in result) &&
      hasComputed(entry)
    ) {
      result[name] = include(undefined, entry, scope);
    }
  }
}

const hasComputed = (tree: Tree): boolean =>
  [...tree.values()].some((entry) =>
    entry instanceof Map ? hasComputed(entry) : typeof entry === 'function'
  );

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isPlainObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const entry = tree.get(name);
    if (entry === false) continue;
    result[name] = entry instanceof Map ? exclude(item, entry) : item;
  }
  return result;
}

function add(value: unknown, tree: Tree, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => add(item, tree, scope));
  const result: Record<string, unknown> = isPlainObject(value)
    ? { ...value }
    : {};
  for (const [name, entry] of tree) {
    const before = Object.hasOwn(result, name) ? result[name] : undefined;
    const made =
      entry instanceof Map
        ? add(before, entry, scope)
        : (entry as Evaluate)(scope);
    if (made === undefined) Reflect.deleteProperty(result, name);
    else result[name] = made;
  }
  return result;
}

/** A path, or a list of paths, that `$unset` drops. */
export function unsetter(spec: unknown): Reshape {
  const paths = Array.isArray(spec) ? spec : [spec];
  const fields = paths.map((path: unknown) => {
    if (typeof path === 'string' && path !== '') return [path, false];
    throw failed('$unset needs a field or a list of fields');
  });
  const tree = Object.fromEntries(fields) as Record<string, unknown>;
  return projector(tree, compileValue);
}
