import type { Doc, Filter, SortSpec } from '../kernel/store';
import { storedOf, type Collection, type Stored } from './collection';
import {
  constraintsOf,
  type Constraints,
  type FieldConstraint,
} from './constraints';
import type { IndexTable } from './index-table';
import { planQuery, type IndexPlan } from './plan';

/** Documents that may match, in the wished order or in none. */
export interface Candidates {
  docs: Iterable<Doc>;
  ordered: boolean;
  /** For tests and the console: names of indexes, `_id` or `scan`. */
  path: string;
  /** Fields whose conditions narrow what is read. */
  fields: string[];
  /** Ranges that are read; 0: everything is. */
  ranges: number;
  /** About how many documents the whole collection has; 0 where unasked. */
  size: number;
}

/** The cheapest way to everything that may match. */
export function candidatesOf(
  collection: Collection,
  filter: Filter,
  sort?: SortSpec
): Candidates {
  const constraints = constraintsOf(filter);
  const unsorted = Object.keys(sort ?? {}).length === 0;
  const byIds = idCandidates(collection, constraints, unsorted);
  if (byIds) return byIds;
  const plan = planQuery(filter, sort, collection.usableIndexes());
  const narrows = plan?.steps.some(({ fields }) => fields.length > 0) ?? false;
  const walk = narrows ? null : walkCandidates(collection, constraints, sort);
  if (walk) return walk;
  if (plan) return planCandidates(plan, unsorted);
  return {
    docs: docsOf(collection.scan()),
    ordered: unsorted,
    path: 'scan',
    fields: [],
    ranges: 0,
    size: collection.size(),
  };
}

function idCandidates(
  collection: Collection,
  constraints: Constraints,
  unsorted: boolean
): Candidates | null {
  const ids = constraints.get('_id')?.values;
  if (!ids) return null;
  const texts = ids.filter((id): id is string => typeof id === 'string');
  return {
    docs: byId(collection, texts),
    ordered: unsorted,
    path: '_id',
    fields: ['_id'],
    ranges: texts.length,
    size: 0,
  };
}

function* byId(collection: Collection, ids: string[]): Iterable<Doc> {
  for (const id of ids) {
    const doc = collection.get(id);
    if (doc) yield doc;
  }
}

/** Ids between bounds, or all of them in their order. */
function walkCandidates(
  collection: Collection,
  constraints: Constraints,
  sort: SortSpec = {}
): Candidates | null {
  const bounds = constraints.get('_id');
  const from = textBound(bounds?.lowers);
  const to = textBound(bounds?.uppers);
  const [first] = Object.keys(sort);
  // Ids are unique: what comes after them in the order decides nothing.
  const sorts = first === '_id';
  const ordered = sorts || first === undefined;
  if (from === null && to === null && !sorts) return null;
  const direction = sort._id === -1 ? 'backward' : 'forward';
  return {
    docs: docsOf(collection.walkIds(from, to, direction)),
    ordered,
    path: '_id',
    fields: from === null && to === null ? [] : ['_id'],
    ranges: 1,
    size: 0,
  };
}

function textBound(bounds: FieldConstraint['lowers'] = []): string | null {
  const found = bounds.find(({ value }) => typeof value === 'string');
  return found ? (found.value as string) : null;
}

function planCandidates(
  plan: IndexPlan<IndexTable>,
  unsorted: boolean
): Candidates {
  const names = new Set(plan.steps.map(({ index }) => index.spec.name));
  return {
    docs: readPlan(plan),
    ordered: unsorted || plan.order !== null,
    path: [...names].join(', '),
    fields: [...new Set(plan.steps.flatMap(({ fields }) => fields))],
    ranges: plan.steps.reduce((sum, { ranges }) => sum + ranges.length, 0),
    size: 0,
  };
}

/** Each document once, though it may stand at several keys. */
function* readPlan({ steps, order }: IndexPlan<IndexTable>): Iterable<Doc> {
  const several =
    steps.length > 1 ||
    steps.some(({ index, ranges }) => index.multikey || ranges.length > 1);
  const seen = several ? new Set<number>() : null;
  for (const { index, ranges } of steps) {
    for (const range of ranges) {
      for (const row of index.rows(range, order)) {
        const rid = Number(row.rid);
        if (seen?.has(rid)) continue;
        seen?.add(rid);
        yield storedOf(row).doc;
      }
    }
  }
}

function* docsOf(rows: Iterable<Stored>): Iterable<Doc> {
  for (const { doc } of rows) yield doc;
}
