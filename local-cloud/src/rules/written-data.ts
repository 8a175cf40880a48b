import type { Update } from '../kernel/store';
import { findCommandKey } from './written-document';
import { findBadKey, isPlainObject, ownProperty } from './plain-values';

/**
 * A field that the update touches without the rule being able to say what
 * comes out: removed, replaced from above or changed inside. No comparison
 * with it is ever true.
 */
export const TOUCHED = Symbol('touched');

/** `request.data` of an update. */
export interface WrittenData {
  /** The value at a path; undefined when untouched, or TOUCHED. */
  at(path: string[]): unknown;
}

export type ReadUpdate = { data: WrittenData } | { refused: string };

interface Write {
  path: string[];
  operator: string;
  value: unknown;
}

const OPERATORS = [
  ...['$set', '$unset', '$inc', '$mul', '$min', '$max', '$rename', '$push'],
  ...['$pull', '$pullAll', '$addToSet', '$pop', '$bit', '$currentDate'],
  '$setOnInsert',
];
const RESERVED = ['_id', '_openid'];

/**
 * Reads the operators of an update. `dataPaths` are the fields of
 * request.data that the rule looks at: they may only be set or removed.
 */
export function readUpdate(update: Update, dataPaths: string[][]): ReadUpdate {
  const bad = findBadKey(update);
  if (bad !== null) return { refused: `the key '${bad}' is not allowed` };
  const writes: Write[] = [];
  for (const [key, operand] of Object.entries(update)) {
    const refused = collect(writes, key, operand);
    if (refused) return { refused };
  }
  const refused = refusedWrite(writes, dataPaths);
  return refused ? { refused } : { data: view(writes) };
}

function collect(
  writes: Write[],
  key: string,
  operand: unknown
): string | null {
  if (!key.startsWith('$')) {
    writes.push({ path: key.split('.'), operator: '$set', value: operand });
    return null;
  }
  if (!OPERATORS.includes(key)) return `'${key}' is no known update`;
  if (!isPlainObject(operand)) return `'${key}' needs fields`;
  for (const [field, value] of Object.entries(operand)) {
    writes.push({ path: field.split('.'), operator: key, value });
    if (key !== '$rename') continue;
    if (typeof value !== 'string') return "'$rename' needs a field name";
    writes.push({ path: value.split('.'), operator: key, value: field });
  }
  return null;
}

function refusedWrite(writes: Write[], dataPaths: string[][]): string | null {
  for (const { path, operator, value } of writes) {
    const [root = ''] = path;
    const field = path.join('.');
    if (path.includes('')) return `'${field}' is no field path`;
    if (RESERVED.includes(root)) return `'${root}' cannot be changed`;
    if (root.startsWith('$')) return `'${root}' is no field`;
    if (operator === '$set' && findCommandKey(value) !== null) {
      return `a command inside the value of '${field}'`;
    }
    if (operator === '$set' || operator === '$unset') continue;
    if (dataPaths.some((watched) => overlap(watched, path))) {
      return `'${operator}' on '${field}', which the rule looks at`;
    }
  }
  const twice = writes.find((write, at) =>
    writes.slice(0, at).some((other) => overlap(other.path, write.path))
  );
  return twice ? `'${twice.path.join('.')}' is written twice` : null;
}

const startsWith = (path: string[], prefix: string[]) =>
  prefix.length <= path.length && prefix.every((step, i) => path[i] === step);

const overlap = (left: string[], right: string[]) =>
  startsWith(left, right) || startsWith(right, left);

function view(writes: Write[]): WrittenData {
  return {
    at(path) {
      const write = writes.find((one) => overlap(one.path, path));
      if (!write) return undefined;
      if (write.operator !== '$set') return TOUCHED;
      if (!startsWith(path, write.path)) return TOUCHED;
      const value = path
        .slice(write.path.length)
        .reduce<unknown>(ownProperty, write.value);
      return value === undefined ? TOUCHED : value;
    },
  };
}
