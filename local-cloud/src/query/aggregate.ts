import { Aggregator } from 'mingo/aggregator';
import { CloudError } from '../kernel/errors';
import type { Doc, Filter, SortSpec } from '../kernel/store';
import { assertSafeKey, isPlainObject } from '../values/keys';
import { engineOptions } from './context';
import { engineError } from './filter';
import {
  invalidOperator,
  validateExpression,
  validateFilter,
} from './operators';
import { validateSort } from './sort';

const STAGES = new Set([
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$count',
  '$group',
  '$limit',
  '$lookup',
  '$match',
  '$project',
  '$replaceRoot',
  '$sample',
  '$set',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unset',
  '$unwind',
]);

/**
 * @throws CloudError DATABASE_INVALID_OPERRATOR naming the stage or operator
 */
export function validatePipeline(pipeline: unknown): void {
  if (!Array.isArray(pipeline)) {
    throw new CloudError('INVALID_PARAM', 'a pipeline must be an array');
  }
  for (const stage of pipeline) {
    if (!isPlainObject(stage) || Object.keys(stage).length !== 1) {
      throw new CloudError('INVALID_PARAM', 'a stage has exactly one field');
    }
    const [name, body] = Object.entries(stage)[0] as [string, unknown];
    if (!STAGES.has(name)) throw invalidOperator(name);
    validateStage(name, body);
  }
}

function validateStage(name: string, body: unknown): void {
  if (name === '$match') return validateFilter(body);
  if (name === '$sort') {
    if (isPlainObject(body)) return validateSort(body as SortSpec);
    throw new CloudError('INVALID_PARAM', '$sort needs an object');
  }
  if (name !== '$lookup') return validateExpression(body);
  if (!isPlainObject(body)) {
    throw new CloudError('INVALID_PARAM', '$lookup needs an object');
  }
  Object.keys(body).forEach(assertSafeKey);
  if (body.pipeline !== undefined) validatePipeline(body.pipeline);
  validateExpression(body.let ?? {});
}

/** Runs a validated pipeline over documents. */
export function runPipeline(
  docs: Doc[],
  pipeline: Filter[],
  collectionNamed: (name: string) => Doc[]
): unknown[] {
  try {
    const options = { ...engineOptions, collectionResolver: collectionNamed };
    return new Aggregator(pipeline, options).run(docs);
  } catch (error) {
    throw engineError(error);
  }
}
