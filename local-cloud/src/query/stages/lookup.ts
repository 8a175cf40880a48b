import { assertSafeKey, isPlainObject } from '../../values/keys';
import type { Compile, Evaluate } from '../expressions/kinds';
import { argumentsOf } from '../expressions/kinds';
import { failed } from '../failures';
import { someLeaf } from '../field-path';
import { valueKey } from '../value-key';
import type { Stage } from './group';

export type CollectionNamed = (name: string) => unknown[];
/** Compiles an inner pipeline that may use these variables. */
export type CompilePipeline = (
  pipeline: unknown,
  variables: readonly string[]
) => Stage;

/** Both forms: equal fields, or a pipeline with variables; or together. */
export function lookup(
  spec: unknown,
  compile: Compile,
  compilePipeline: CompilePipeline,
  collectionNamed: CollectionNamed
): Stage {
  const args = argumentsOf(
    spec,
    ['from', 'as'],
    ['localField', 'foreignField', 'let', 'pipeline'],
    '$lookup'
  );
  const { from, as, localField, foreignField } = args;
  if (typeof from !== 'string' || typeof as !== 'string' || as === '') {
    throw failed("$lookup needs texts for 'from' and 'as'");
  }
  assertSafeKey(as);
  const byFields =
    typeof localField === 'string' && typeof foreignField === 'string';
  const halves = (localField === undefined) !== (foreignField === undefined);
  if (halves || (!byFields && args.pipeline === undefined)) {
    throw failed('$lookup needs localField and foreignField, or a pipeline');
  }
  const variables = variablesOf(args.let ?? {}, compile);
  const inner = args.pipeline
    ? compilePipeline(
        args.pipeline,
        variables.map(([name]) => name)
      )
    : null;
  return (docs, scope) => {
    const others = collectionNamed(from);
    const find = byFields
      ? joiner(others, localField, foreignField)
      : () => others;
    return docs.map((doc) => {
      const here = { ...scope, root: doc };
      const values = variables.map(([name, evaluate]) => [
        name,
        evaluate(here),
      ]);
      const known = { ...scope.variables, ...Object.fromEntries(values) };
      const found = find(doc);
      const joined = inner
        ? inner(found, { ...scope, variables: known })
        : found;
      scope.budget.makeList(
        joined.length + others.length * Number(inner !== null)
      );
      return { ...(doc as object), [as]: joined };
    });
  };
}

function variablesOf(vars: unknown, compile: Compile): [string, Evaluate][] {
  if (!isPlainObject(vars))
    throw failed("$lookup argument 'let' must be an object");
  return Object.entries(vars).map(([name, value]) => {
    assertSafeKey(name);
    if (!/^[a-z]\w*$/.test(name))
      throw failed(`'${name}' is no name of a variable`);
    return [name, compile(value)];
  });
}

/** A missing field joins with null and with missing ones, as in MongoDB. */
function joiner(
  others: unknown[],
  localField: string,
  foreignField: string
): (doc: unknown) => unknown[] {
  const byKey = new Map<string, number[]>();
  for (const [row, other] of others.entries()) {
    for (const key of keysAt(other, foreignField)) {
      const rows = byKey.get(key);
      if (rows) rows.push(row);
      else byKey.set(key, [row]);
    }
  }
  return (doc) => {
    const rows = [...keysAt(doc, localField)].flatMap(
      (key) => byKey.get(key) ?? []
    );
    return [...new Set(rows)].sort((a, b) => a - b).map((row) => others[row]);
  };
}

function keysAt(doc: unknown, path: string): Set<string> {
  const keys = new Set<string>();
  someLeaf(doc, path.split('.'), (value) => {
    if (!Array.isArray(value)) keys.add(valueKey(value ?? null));
    return false;
  });
  return keys;
}
