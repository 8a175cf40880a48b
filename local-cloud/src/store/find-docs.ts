import type { Doc, Filter, FindSpec, SortSpec } from '../kernel/store';
import { compileFilter } from '../query/filter';
import { projectDocs } from '../query/projection';
import { sortDocs, validateSort } from '../query/sort';
import type { Candidates } from './candidates';
import type { ReadBudget } from './read-budget';

/** Where documents are looked up: the committed state, or a transaction. */
export interface Source {
  candidates(filter: Filter, sort?: SortSpec): Candidates;
  /** How many documents there are, where that is quickly told. */
  total?(): number;
}

/** Patterns are tested so many documents at a time, under one time limit. */
const BATCH = 256;
/** Sorted in between, so that a window of a million holds few of them. */
const KEPT = 2_000;

/** Runs a whole find: filter, order, window, projection. */
export function findDocs(
  source: Source,
  spec: Omit<FindSpec, 'collection'>,
  budget: ReadBudget
): Doc[] {
  const sort = spec.sort ?? {};
  validateSort(sort);
  const skip = spec.skip ?? 0;
  const end = spec.limit === undefined ? Infinity : skip + spec.limit;
  const candidates = source.candidates(spec.filter, sort);
  if (!candidates.ordered || end === Infinity) budget.expect(candidates.size);
  const matches = matching(candidates, spec.filter, budget);
  const docs = candidates.ordered
    ? take(matches, end)
    : firstInOrder(matches, sort, end);
  const { projection } = spec;
  const window = docs.slice(skip, end);
  return projection && Object.keys(projection).length > 0
    ? projectDocs(window, projection)
    : window;
}

/** The candidates that satisfy the filter, as they are asked for. */
export function* matching(
  candidates: Candidates,
  filter: Filter,
  budget: ReadBudget
): Iterable<Doc> {
  const { test, hasPattern } = compileFilter(filter);
  if (hasPattern) {
    const passes = (batch: Doc[]): Doc[] =>
      budget.patterns(() => batch.filter((doc) => test(doc)));
    for (const batch of inBatches(candidates.docs, budget)) {
      yield* passes(batch);
    }
    return;
  }
  for (const doc of candidates.docs) {
    budget.spend();
    if (test(doc)) yield doc;
  }
}

export function take(docs: Iterable<Doc>, most: number): Doc[] {
  const found: Doc[] = [];
  if (most <= 0) return found;
  for (const doc of docs) {
    found.push(doc);
    if (found.length >= most) break;
  }
  return found;
}

function firstInOrder(
  docs: Iterable<Doc>,
  sort: SortSpec,
  most: number
): Doc[] {
  let found: Doc[] = [];
  for (const doc of docs) {
    found.push(doc);
    if (found.length >= 2 * most + KEPT) {
      found = sortDocs(found, sort).slice(0, most);
    }
  }
  return sortDocs(found, sort);
}

function* inBatches(docs: Iterable<Doc>, budget: ReadBudget): Iterable<Doc[]> {
  let batch: Doc[] = [];
  for (const doc of docs) {
    budget.spend();
    batch.push(doc);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
