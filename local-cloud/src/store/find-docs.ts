import type { Doc, Filter, FindSpec, SortSpec } from '../kernel/store';
import { compileFilter } from '../query/filter';
import { limitTime } from '../query/limit-time';
import { projectDocs, sortDocs, validateSort } from '../query/sort';
import type { Candidates } from './collection';

/** How long one query may spend in regular expressions. */
const PATTERN_MS = 500;

/** Where documents are looked up: the committed state, or a transaction. */
export interface Source {
  candidates(filter: Filter, sort?: SortSpec): Candidates;
}

/** Runs a whole find: filter, order, window, projection. */
export function findDocs(
  source: Source,
  spec: Omit<FindSpec, 'collection'>
): Doc[] {
  const sort = spec.sort ?? {};
  validateSort(sort);
  const skip = spec.skip ?? 0;
  const end = spec.limit === undefined ? Infinity : skip + spec.limit;
  const candidates = source.candidates(spec.filter, sort);
  let docs = matching(
    candidates.docs,
    spec.filter,
    candidates.ordered ? end : Infinity
  );
  if (!candidates.ordered) docs = sortDocs(docs, sort);
  docs = docs.slice(skip, end);
  const { projection } = spec;
  return projection && Object.keys(projection).length > 0
    ? projectDocs(docs, projection)
    : docs;
}

/** The first `most` candidates that satisfy the filter. */
export function matching(
  candidates: Iterable<Doc>,
  filter: Filter,
  most: number
): Doc[] {
  const compiled = compileFilter(filter);
  if (compiled.hasPattern) {
    const all = [...candidates];
    return limitTime(PATTERN_MS, () => all.filter(compiled.test)).slice(
      0,
      most
    );
  }
  const found: Doc[] = [];
  if (most <= 0) return found;
  for (const doc of candidates) {
    if (!compiled.test(doc)) continue;
    found.push(doc);
    if (found.length >= most) break;
  }
  return found;
}
