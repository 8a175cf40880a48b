import { Context } from 'mingo';
import { Query } from 'mingo/query';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import type { Options } from 'mingo/types';
import { resolve } from 'mingo/util';
import { isPlainObject } from '../values/keys';

/**
 * mingo lets a document condition match scalars: `{value: {$gt: 0}}` would
 * match the element 1. MongoDB looks only at embedded documents.
 */
function elemMatch(
  selector: string,
  condition: Record<string, unknown>,
  options: Options
) {
  const first = Object.keys(condition)[0] ?? '';
  const scalar =
    first.startsWith('$') && !['$and', '$or', '$nor'].includes(first);
  const inner = new Query(scalar ? { value: condition } : condition, options);
  const matches = (element: unknown): boolean => {
    if (scalar) return inner.test({ value: element });
    return isPlainObject(element) && inner.test(element);
  };
  return (doc: Record<string, unknown>): boolean => {
    const value = resolve(doc as never, selector, { unwrapArray: true });
    return Array.isArray(value) && value.some(matches);
  };
}

const context = Context.init({
  accumulator,
  expression,
  pipeline,
  projection,
  query: { ...query, $elemMatch: elemMatch },
  window,
} as unknown as Parameters<typeof Context.init>[0]);

/** Options of every call into mingo: no scripts, and our repairs. */
export const engineOptions: Partial<Options> = {
  context,
  scriptEnabled: false,
};
