import { assertSafeKey, isPlainObject } from '../../values/keys';
import { compareValues } from '../bson-order';
import { ACCUMULATORS, type Accumulate } from '../expressions/accumulators';
import { compareAll } from '../expressions/comparison';
import {
  argumentsOf,
  type Compile,
  type Evaluate,
  type Scope,
} from '../expressions/kinds';
import { failed, invalidOperator } from '../failures';
import { sortDocs } from '../sort';
import { valueKey } from '../value-key';

export type Stage = (docs: unknown[], scope: Scope) => unknown[];
type Collect = (docs: unknown[], scope: Scope) => Record<string, unknown>;

const within = (scope: Scope, root: unknown): Scope => ({ ...scope, root });

/** `{name: {$sum: …}}`: what is computed of the documents of a group. */
function collector(fields: Record<string, unknown>, compile: Compile): Collect {
  const parts = Object.entries(fields).map(([name, spec]) => {
    assertSafeKey(name);
    if (name.includes('.') || name.startsWith('$')) {
      throw failed(`The field name '${name}' is not valid in a group`);
    }
    return { name, ...accumulatorOf(name, spec, compile) };
  });
  return (docs, scope) => {
    const result: Record<string, unknown> = {};
    for (const { name, value, accumulate } of parts) {
      scope.budget.makeList(docs.length);
      result[name] = accumulate(docs.map((doc) => value(within(scope, doc))));
    }
    return result;
  };
}

function accumulatorOf(
  name: string,
  spec: unknown,
  compile: Compile
): { value: Evaluate; accumulate: Accumulate } {
  const [operator, ...more] = isPlainObject(spec) ? Object.keys(spec) : [];
  if (!operator?.startsWith('$') || more.length > 0) {
    throw failed(`The field '${name}' must be an accumulator object`);
  }
  if (!Object.hasOwn(ACCUMULATORS, operator)) throw invalidOperator(operator);
  return {
    value: compile((spec as Record<string, unknown>)[operator]),
    accumulate: ACCUMULATORS[operator] as Accumulate,
  };
}

/** Groups in the order in which their first document came. */
export function group(spec: unknown, compile: Compile): Stage {
  if (!isPlainObject(spec) || !('_id' in spec)) {
    throw failed('a group specification must include an _id');
  }
  const { _id, ...fields } = spec;
  const keyOf = compile(_id);
  const collect = collector(fields, compile);
  return (docs, scope) => {
    const groups = new Map<string, { id: unknown; docs: unknown[] }>();
    for (const doc of docs) {
      const id = keyOf(within(scope, doc)) ?? null;
      const key = valueKey(id);
      const known = groups.get(key);
      if (known) known.docs.push(doc);
      else groups.set(key, { id, docs: [doc] });
    }
    return [...groups.values()].map((one) => ({
      _id: one.id,
      ...collect(one.docs, scope),
    }));
  };
}

export function sortByCount(spec: unknown, compile: Compile): Stage {
  const grouped = group({ _id: spec, count: { $sum: 1 } }, compile);
  return (docs, scope) => sortDocs(grouped(docs, scope), { count: -1 });
}

const COUNT = { count: { $sum: 1 } };
const outputOf = (output: unknown): Record<string, unknown> => {
  if (output === undefined) return COUNT;
  if (isPlainObject(output)) return output;
  throw failed('the output of $bucket must be an object');
};

export function bucket(spec: unknown, compile: Compile): Stage {
  const args = argumentsOf(
    spec,
    ['groupBy', 'boundaries'],
    ['default', 'output'],
    '$bucket'
  );
  const bounds = boundariesOf(args.boundaries);
  const keyOf = compile(args.groupBy);
  const collect = collector(outputOf(args.output), compile);
  const otherwise = args.default;
  const bucketOf = (value: unknown): unknown => {
    const at = bounds.findIndex((bound) => compareAll(value, bound) < 0);
    if (at > 0) return bounds[at - 1];
    if ('default' in args) return otherwise;
    throw failed('$bucket could not find a matching branch, and no default');
  };
  const ids = 'default' in args ? [...bounds.slice(0, -1), otherwise] : bounds;
  return (docs, scope) => {
    const filled = new Map<unknown, unknown[]>();
    for (const doc of docs) {
      const id = bucketOf(keyOf(within(scope, doc)));
      const rows = filled.get(id);
      if (rows) rows.push(doc);
      else filled.set(id, [doc]);
    }
    return sortDocs(
      ids
        .filter((id) => filled.has(id))
        .map((_id) => ({ _id, ...collect(filled.get(_id) ?? [], scope) })),
      { _id: 1 }
    );
  };
}

function boundariesOf(boundaries: unknown): unknown[] {
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw failed('$bucket needs at least two boundaries');
  }
  const rising = boundaries.every(
    (bound, i) => i === 0 || compareValues(boundaries[i - 1], bound) < 0
  );
  if (!rising) throw failed('the boundaries of $bucket must be in order');
  return boundaries;
}

/** As even as the values allow: equal values share a bucket. */
export function bucketAuto(spec: unknown, compile: Compile): Stage {
  const args = argumentsOf(
    spec,
    ['groupBy', 'buckets'],
    ['output', 'granularity'],
    '$bucketAuto'
  );
  const { buckets } = args;
  if (!Number.isInteger(buckets) || (buckets as number) < 1) {
    throw failed('the buckets of $bucketAuto must be a positive whole number');
  }
  if (args.granularity !== undefined) throw invalidOperator('granularity');
  const keyOf = compile(args.groupBy);
  const collect = collector(outputOf(args.output), compile);
  return (docs, scope) => {
    const keyed = docs.map((doc) => ({
      doc,
      key: keyOf(within(scope, doc)) ?? null,
    }));
    keyed.sort((a, b) => compareValues(a.key, b.key));
    const parts = evenParts(keyed, buckets as number);
    return parts.map((part, i) => ({
      _id: { min: part[0]?.key, max: (parts[i + 1] ?? part.slice(-1))[0]?.key },
      ...collect(
        part.map(({ doc }) => doc),
        scope
      ),
    }));
  };
}

function evenParts<T extends { key: unknown }>(
  sorted: T[],
  buckets: number
): T[][] {
  const size = Math.max(1, Math.round(sorted.length / buckets));
  const parts: T[][] = [];
  let at = 0;
  while (at < sorted.length) {
    const isLast = parts.length === buckets - 1;
    let end = isLast ? sorted.length : Math.min(at + size, sorted.length);
    const same = () =>
      compareValues(sorted[end]?.key, sorted[end - 1]?.key) === 0;
    while (end < sorted.length && same()) end += 1;
    parts.push(sorted.slice(at, end));
    at = end;
  }
  return parts;
}
