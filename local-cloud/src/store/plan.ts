import type { Filter, IndexSpec, SortSpec } from '../kernel/store';
import { constraintsOf, type Constraints } from './constraints';
import { encodePart } from './index-entries';
import { boundedRange, wholePrefix, type KeyRange } from './key-ranges';

export interface PlannedIndex {
  spec: IndexSpec;
  multikey: boolean;
}

/** One index and the ranges of it to read. */
export interface PlanStep<I extends PlannedIndex> {
  index: I;
  ranges: KeyRange[];
  /** The fields that narrow the ranges. */
  fields: string[];
}

export interface IndexPlan<I extends PlannedIndex> {
  /** Several: the branches of an `$or`, whose results are united. */
  steps: PlanStep<I>[];
  /** Rows come in the wished order when read in this direction. */
  order: 'forward' | 'backward' | null;
}

interface Scored<I extends PlannedIndex> {
  step: PlanStep<I>;
  order: 'forward' | 'backward' | null;
  score: number;
}

const MOST_RANGES = 1_000;
const MOST_BRANCHES = 20;

/**
 * Picks the index with the longest prefix of equalities, then one range or
 * the sort order; null means a scan. The ranges hold every match, and more:
 * the caller tests each document again.
 */
export function planQuery<I extends PlannedIndex>(
  filter: Filter,
  sort: SortSpec | undefined,
  indexes: I[]
): IndexPlan<I> | null {
  const best = bestIndex(constraintsOf(filter), sort, indexes);
  if (best && best.step.fields.length > 0) return single(best);
  // An index that gives the order alone is worth less than an `$or` on two.
  return planBranches(filter, indexes) ?? (best && single(best));
}

const single = <I extends PlannedIndex>({
  step,
  order,
}: Scored<I>): IndexPlan<I> => ({ steps: [step], order });

function bestIndex<I extends PlannedIndex>(
  constraints: Constraints,
  sort: SortSpec | undefined,
  indexes: I[]
): Scored<I> | null {
  let best: Scored<I> | null = null;
  for (const index of indexes) {
    const candidate = planIndex(index, constraints, sort);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

/** An `$or` is served when an index serves each of its branches. */
function planBranches<I extends PlannedIndex>(
  filter: Filter,
  indexes: I[]
): IndexPlan<I> | null {
  const branches = branchesOf(filter);
  if (!branches || branches.length > MOST_BRANCHES) return null;
  const steps: PlanStep<I>[] = [];
  for (const branch of branches) {
    const best = bestIndex(constraintsOf(branch), undefined, indexes);
    if (!best) return null;
    steps.push(best.step);
  }
  return { steps, order: null };
}

function branchesOf(filter: Filter): Filter[] | null {
  if (Array.isArray(filter.$or)) return filter.$or as Filter[];
  if (!Array.isArray(filter.$and)) return null;
  for (const part of filter.$and as Filter[]) {
    const found = branchesOf(part);
    if (found) return found;
  }
  return null;
}

function planIndex<I extends PlannedIndex>(
  index: I,
  constraints: Constraints,
  sort: SortSpec | undefined
): Scored<I> | null {
  const { spec, multikey } = index;
  const { prefixes, fixed } = equalities(index, constraints);
  const position = fixed.length;
  const next = spec.keys[position];
  const bounds = next && constraints.get(next[0]);
  const ranged =
    bounds !== undefined &&
    bounds.lowers.length + bounds.uppers.length > 0 &&
    !sharesArray(index, fixed, next?.[0] ?? '');
  // Arrays stand at several keys, so the order of keys is not theirs.
  const order =
    multikey || prefixes.length > 1 ? null : sortOrder(spec, position, sort);
  if (position === 0 && !ranged && (!order || spec.sparse)) return null;
  const ranges = prefixes.map((prefix) =>
    next && ranged
      ? boundedRange(prefix, bounds, next[1], multikey)
      : wholePrefix(prefix)
  );
  const fields = next && ranged ? [...fixed, next[0]] : fixed;
  const score = position * 4 + (ranged ? 2 : 0) + (order ? 1 : 0);
  return { step: { index, ranges, fields }, order, score };
}

/** The first fields of an index, as long as the filter fixes them. */
function equalities(
  index: PlannedIndex,
  constraints: Constraints
): { prefixes: Buffer[]; fixed: string[] } {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  const fixed: string[] = [];
  for (const [field, direction] of index.spec.keys) {
    const values = constraints.get(field)?.values;
    if (!values || prefixes.length * values.length > MOST_RANGES) break;
    // What has none of its fields does not stand in a sparse index.
    if (index.spec.sparse && values.some((value) => value == null)) break;
    if (sharesArray(index, fixed, field)) break;
    prefixes = prefixes.flatMap((prefix) =>
      values.map((value) =>
        Buffer.concat([prefix, encodePart(value, direction)])
      )
    );
    fixed.push(field);
  }
  return { prefixes, fixed };
}

/**
 * Two fields of one array may be met by two of its elements, so a key that
 * holds both is no condition.
 */
function sharesArray(
  { multikey }: PlannedIndex,
  fixed: string[],
  field: string
): boolean {
  const root = (path: string): string => path.split('.')[0] ?? '';
  return multikey && fixed.some((other) => root(other) === root(field));
}

/** Fields that are fixed beforehand are in any order. */
function sortOrder(
  index: IndexSpec,
  position: number,
  sort: SortSpec | undefined
): 'forward' | 'backward' | null {
  const fixed = new Set(index.keys.slice(0, position).map(([field]) => field));
  const wished = Object.entries(sort ?? {}).filter(
    ([field]) => !fixed.has(field)
  );
  if (Object.keys(sort ?? {}).length === 0) return null;
  const suffix = index.keys.slice(position);
  let direction = 0;
  for (const [i, [field, wish]] of wished.entries()) {
    const key = suffix[i];
    if (!key || key[0] !== field) return null;
    const relative = key[1] * wish;
    if (direction !== 0 && relative !== direction) return null;
    direction = relative;
  }
  return direction === -1 ? 'backward' : 'forward';
}
