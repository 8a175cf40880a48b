import type { FindSpec } from '../kernel/store';
import { candidatesOf } from './candidates';
import type { Collection } from './collection';

/** How a query would be answered. */
export interface Explanation {
  /** Names of indexes, `_id`, or `scan`: every document is looked at. */
  path: string;
  /** Fields whose conditions narrow what is read; the others are tested. */
  fields: string[];
  /** How many ranges of keys are read; 0 in a scan. */
  ranges: number;
  /** The documents come in the wished order and need no sorting. */
  ordered: boolean;
}

export function explain(collection: Collection, spec: FindSpec): Explanation {
  const { path, fields, ranges, ordered } = candidatesOf(
    collection,
    spec.filter,
    spec.sort
  );
  return { path, fields, ranges, ordered };
}
