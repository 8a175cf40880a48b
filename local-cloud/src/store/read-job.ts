import type { Doc, Filter, FindSpec } from '../kernel/store';
import { runPipeline, validatePipeline } from '../query/aggregate';
import { findDocs, matching, take, type Source } from './find-docs';
import { overlaid, type Overlay } from './overlay';
import type { ReadBudget } from './read-budget';

/** A read as it travels to whoever runs it. */
export type ReadJob =
  | { kind: 'find'; spec: FindSpec; overlay?: Overlay }
  | { kind: 'count'; collection: string; filter: Filter }
  | { kind: 'aggregate'; collection: string; pipeline: Filter[] }
  | {
      kind: 'ids';
      collection: string;
      filter: Filter;
      limit?: number;
      overlay?: Overlay;
    };

/** What a read gives, by the kind of its job. */
export interface ReadResults {
  find: Doc[];
  count: number;
  aggregate: unknown[];
  ids: string[];
}

/** Runs a read on the connection that `sourceOf` stands for. */
export function runRead<J extends ReadJob>(
  job: J,
  sourceOf: (collection: string) => Source,
  budget: ReadBudget
): ReadResults[J['kind']] {
  return run(job, sourceOf, budget) as ReadResults[J['kind']];
}

function run(
  job: ReadJob,
  sourceOf: (collection: string) => Source,
  budget: ReadBudget
): ReadResults[ReadJob['kind']] {
  switch (job.kind) {
    case 'find':
      return findDocs(
        overlaid(sourceOf(job.spec.collection), job.overlay),
        job.spec,
        budget
      );
    case 'ids': {
      const source = overlaid(sourceOf(job.collection), job.overlay);
      const candidates = source.candidates(job.filter);
      const matches = matching(candidates, job.filter, budget);
      return take(matches, job.limit ?? Infinity).map(({ _id }) => _id);
    }
    case 'count':
      return count(sourceOf(job.collection), job.filter, budget);
    case 'aggregate':
      return aggregate(job, sourceOf, budget);
  }
}

function count(source: Source, filter: Filter, budget: ReadBudget): number {
  const candidates = source.candidates(filter);
  budget.expect(candidates.path === 'scan' ? candidates.size : 0);
  if (Object.keys(filter).length === 0 && source.total) return source.total();
  let found = 0;
  for (const _doc of matching(candidates, filter, budget)) found += 1;
  return found;
}

/** A leading `$match` is a find, so that an index can serve it. */
function aggregate(
  { collection, pipeline }: { collection: string; pipeline: Filter[] },
  sourceOf: (collection: string) => Source,
  budget: ReadBudget
): unknown[] {
  validatePipeline(pipeline);
  const filter = (pipeline[0]?.$match ?? {}) as Filter;
  const rest = pipeline[0]?.$match ? pipeline.slice(1) : pipeline;
  const docs = findDocs(sourceOf(collection), { filter }, budget);
  return runPipeline(docs, rest, (name) =>
    findDocs(sourceOf(name), { filter: {} }, budget)
  );
}
