import { assertSafeKey } from '../values/keys';
import type { Doc, SortSpec } from '../kernel/store';
import { CloudError } from '../kernel/errors';
import { compareValues } from './bson-order';
import { someLeaf } from './field-path';

/**
 * A stable sort in MongoDB's order of types and values. An array counts as its
 * least element, or its greatest when the order is descending; an empty one
 * comes before null.
 */
export function sortDocs<T = Doc>(docs: T[], sort: SortSpec): T[] {
  const fields = Object.entries(sort).map(([path, direction]) => ({
    parts: path.split('.'),
    direction,
  }));
  if (fields.length === 0) return docs;
  const keyed = docs.map((doc) => ({
    doc,
    keys: fields.map(({ parts, direction }) => keyOf(doc, parts, direction)),
  }));
  keyed.sort((a, b) => {
    for (const [i, { direction }] of fields.entries()) {
      const order = compareKeys(a.keys[i], b.keys[i]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return keyed.map(({ doc }) => doc);
}

const EMPTY = Symbol('an empty array');

const compareKeys = (a: unknown, b: unknown): number =>
  a === EMPTY || b === EMPTY
    ? Number(b === EMPTY) - Number(a === EMPTY)
    : compareValues(a, b);

function keyOf(doc: unknown, parts: string[], direction: 1 | -1): unknown {
  let best: unknown;
  let found = false;
  const consider = (value: unknown): false => {
    if (Array.isArray(value)) return false;
    if (!found || compareKeys(value, best) * direction < 0) best = value;
    found = true;
    return false;
  };
  someLeaf(doc, parts, (value) => {
    if (Array.isArray(value) && value.length === 0) return consider(EMPTY);
    return consider(value);
  });
  return best;
}

/** @throws CloudError INVALID_PARAM */
export function validateSort(sort: SortSpec): void {
  for (const [field, direction] of Object.entries(sort)) {
    assertSafeKey(field);
    if (field.startsWith('$') || (direction !== 1 && direction !== -1)) {
      throw new CloudError('INVALID_PARAM', `cannot sort by ${field}`);
    }
  }
}
