import { CloudError } from '../kernel/errors';
import type { Doc, IndexSpec } from '../kernel/store';
import { encodeValue, invert } from './index-key';

export interface IndexEntries {
  keys: Buffer[];
  /** An array contributed: one document may stand at several keys. */
  multikey: boolean;
}

/** What one path of a document gives to an index. */
interface FieldValues {
  values: unknown[];
  multi: boolean;
}

/**
 * The keys under which a document stands in an index: one, or one for each
 * element of an array. A sparse index leaves out a document that has none of
 * its fields.
 */
export function indexEntries(doc: Doc, index: IndexSpec): IndexEntries {
  const fields = index.keys.map(([path]) => valuesAt(doc, path.split('.')));
  if (index.sparse && fields.every((field) => field.values.length === 0)) {
    return { keys: [], multikey: false };
  }
  refuseParallel(index, fields);
  let keys: Buffer[] = [Buffer.alloc(0)];
  fields.forEach((field, position) => {
    const direction = index.keys[position]?.[1] ?? 1;
    const values = field.values.length > 0 ? field.values : [undefined];
    keys = keys.flatMap((key) =>
      values.map((value) => Buffer.concat([key, encodePart(value, direction)]))
    );
  });
  return { keys: unique(keys), multikey: fields.some((field) => field.multi) };
}

export function encodePart(value: unknown, direction: 1 | -1): Buffer {
  const bytes = encodeValue(value);
  return direction === 1 ? bytes : invert(bytes);
}

/**
 * As MongoDB: no two arrays side by side. Fields of the elements of one array
 * are allowed; they stand at every combination, which holds more than is true.
 */
function refuseParallel(index: IndexSpec, fields: FieldValues[]): void {
  const roots = index.keys
    .filter((_key, position) => fields[position]?.multi)
    .map(([path]) => path.split('.')[0]);
  if (new Set(roots).size < 2) return;
  throw new CloudError(
    'DATABASE_REQUEST_FAILED',
    `cannot index parallel arrays in index ${index.name}`
  );
}

function valuesAt(value: unknown, path: string[]): FieldValues {
  if (Array.isArray(value)) return valuesInArray(value, path);
  const [head, ...rest] = path;
  if (head === undefined) {
    return { values: value === undefined ? [] : [value], multi: false };
  }
  if (typeof value !== 'object' || value === null) {
    return { values: [], multi: false };
  }
  return valuesAt((value as Record<string, unknown>)[head], rest);
}

function valuesInArray(list: unknown[], path: string[]): FieldValues {
  if (path.length === 0) return { values: [...list, list], multi: true };
  const direct = /^\d+$/.test(path[0] ?? '')
    ? valuesAt(list[Number(path[0])], path.slice(1)).values
    : [];
  const nested = list.flatMap((item) =>
    Array.isArray(item) ? [] : valuesAt(item, path).values
  );
  // An element without the field counts as null, as MongoDB indexes it.
  const missing = nested.length < list.length ? [undefined] : [];
  return { values: [...direct, ...nested, ...missing], multi: true };
}

function unique(keys: Buffer[]): Buffer[] {
  if (keys.length < 2) return keys;
  return [...new Map(keys.map((key) => [key.toString('hex'), key])).values()];
}
