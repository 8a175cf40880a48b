import { CloudError } from '../kernel/errors';
import type { Doc, Filter } from '../kernel/store';
import { isPlainObject } from '../values/keys';
import { Budget } from './budget';
import { compileValue } from './expression';
import { isTrue, type Compile, type Scope } from './expressions/kinds';
import { failed, invalidOperator } from './failures';
import { compileFilter } from './filter';
import { limitTime } from './limit-time';
import {
  bucket,
  bucketAuto,
  group,
  sortByCount,
  type Stage,
} from './stages/group';
import { lookup, type CollectionNamed } from './stages/lookup';
import {
  fieldAdder,
  projector,
  unsetter,
  type Reshape,
} from './stages/project';
import {
  count,
  limit,
  replaceRoot,
  sample,
  skip,
  sort,
  unwind,
} from './stages/rows';

type MakeStage = (spec: unknown, compile: Compile, name: string) => Stage;

const reshape =
  (
    make: (spec: unknown, compile: Compile, name: string) => Reshape
  ): MakeStage =>
  (spec, compile, name) => {
    const change = make(spec, compile, name);
    return (docs, scope) =>
      docs.map((root) => change(root, { ...scope, root }));
  };

/** Every stage but `$lookup` and `$match`. */
const STAGES: Readonly<Record<string, MakeStage>> = {
  $addFields: reshape(fieldAdder),
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $group: group,
  $limit: limit,
  $project: reshape(projector),
  $replaceRoot: replaceRoot,
  $sample: sample,
  $set: reshape(fieldAdder),
  $skip: skip,
  $sort: sort,
  $sortByCount: sortByCount,
  $unset: reshape(unsetter),
  $unwind: unwind,
};

/** Pipelines longer or deeper than this are refused. */
const MOST_STAGES = 500;
const MOST_NESTED = 10;
/** How long the patterns of one `$match` may take. */
const PATTERN_MS = 500;

/**
 * @throws CloudError DATABASE_INVALID_OPERRATOR naming the stage or operator
 */
export function validatePipeline(pipeline: unknown): void {
  compilePipeline(pipeline, () => []);
}

/** Runs a pipeline over documents, within a bounded time and memory. */
export function runPipeline(
  docs: Doc[],
  pipeline: Filter[],
  collectionNamed: CollectionNamed
): unknown[] {
  const run = compilePipeline(pipeline, collectionNamed);
  return run(docs, { root: null, variables: {}, budget: new Budget() });
}

function compilePipeline(
  pipeline: unknown,
  collectionNamed: CollectionNamed,
  variables: readonly string[] = [],
  depth = 0
): Stage {
  if (!Array.isArray(pipeline)) {
    throw new CloudError('INVALID_PARAM', 'a pipeline must be an array');
  }
  if (pipeline.length > MOST_STAGES || depth > MOST_NESTED) {
    throw failed('the pipeline is too long');
  }
  const compile: Compile = (value, more = []) =>
    compileValue(value, [...variables, ...more]);
  const stages = pipeline.map((stage: unknown): Stage => {
    const [name, spec] = stageOf(stage);
    if (name === '$match') return match(spec, variables);
    if (name === '$lookup') {
      const inner = (nested: unknown, more: readonly string[]) =>
        compilePipeline(
          nested,
          collectionNamed,
          [...variables, ...more],
          depth + 1
        );
      return lookup(spec, compile, inner, collectionNamed);
    }
    if (!Object.hasOwn(STAGES, name)) throw invalidOperator(name);
    return (STAGES[name] as MakeStage)(spec, compile, name);
  });
  return (docs, scope) =>
    stages.reduce((rows, stage) => {
      scope.budget.makeList(rows.length);
      return stage(rows, scope);
    }, docs);
}

function stageOf(stage: unknown): [string, unknown] {
  const entries = isPlainObject(stage) ? Object.entries(stage) : [];
  if (entries.length === 1) return entries[0] as [string, unknown];
  throw new CloudError('INVALID_PARAM', 'a stage has exactly one field');
}

/** `$expr` sees the variables of `$lookup`. */
function match(spec: unknown, variables: readonly string[]): Stage {
  const compileWith = (scope: Scope | null) =>
    compileFilter(spec as Filter, (value) => {
      const evaluate = compileValue(value, variables);
      return (root) => scope !== null && isTrue(evaluate({ ...scope, root }));
    });
  compileWith(null);
  return (docs, scope) => {
    const { test, hasPattern } = compileWith(scope);
    const run = () => docs.filter((doc) => test(doc as object));
    return hasPattern ? limitTime(PATTERN_MS, run) : run();
  };
}
