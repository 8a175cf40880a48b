import { assertSafeKey, isPlainObject, MAX_DEPTH } from '../values/keys';
import { Budget } from './budget';
import { ARGUMENT_ACCUMULATORS } from './expressions/accumulators';
import { ARITHMETIC } from './expressions/arithmetic';
import { ARRAYS } from './expressions/arrays';
import { COMPARISON } from './expressions/comparison';
import { DATES } from './expressions/dates';
import {
  isTrue,
  type Compile,
  type Evaluate,
  type Operator,
} from './expressions/kinds';
import { OBJECTS } from './expressions/objects';
import { STRINGS } from './expressions/strings';
import { failed, invalidOperator } from './failures';
import { fieldOf } from './field-path';

/** Every operator of an aggregation expression. */
export const EXPRESSIONS: Readonly<Record<string, Operator>> = {
  ...ARITHMETIC,
  ...ARRAYS,
  ...COMPARISON,
  ...DATES,
  ...OBJECTS,
  ...STRINGS,
  ...ARGUMENT_ACCUMULATORS,
};

/** More nodes than this are no expression. */
const MOST_NODES = 10_000;

/**
 * Compiles an aggregation expression.
 * @throws CloudError DATABASE_INVALID_OPERRATOR naming an operator that is not
 *   evaluated here; DATABASE_REQUEST_FAILED for malformed arguments
 */
export function compileValue(
  expression: unknown,
  variables: readonly string[] = []
): Evaluate {
  let nodes = 0;
  const build = (
    value: unknown,
    known: readonly string[],
    depth: number
  ): Evaluate => {
    nodes += 1;
    if (nodes > MOST_NODES || depth > MAX_DEPTH) {
      throw failed('the expression is too large');
    }
    const inner: Compile = (part, more = []) =>
      build(part, [...known, ...more], depth + 1);
    return compileNode(value, known, inner);
  };
  return build(expression, variables, 0);
}

function compileNode(
  value: unknown,
  known: readonly string[],
  inner: Compile
): Evaluate {
  if (typeof value === 'string' && value.startsWith('$')) {
    return compilePath(value, known);
  }
  if (Array.isArray(value)) {
    const parts = value.map((item) => inner(item));
    return (scope) => parts.map((part) => part(scope) ?? null);
  }
  if (!isPlainObject(value)) return () => value;
  const [first] = Object.keys(value);
  if (first?.startsWith('$')) return compileOperator(value, first, inner);
  return compileObject(value, inner);
}

function compileOperator(
  value: Record<string, unknown>,
  name: string,
  inner: Compile
): Evaluate {
  if (!Object.hasOwn(EXPRESSIONS, name)) throw invalidOperator(name);
  if (Object.keys(value).length > 1) {
    throw failed('an expression must have exactly one operator');
  }
  const run = (EXPRESSIONS[name] as Operator)(value[name], inner, name);
  return (scope) => {
    scope.budget.step();
    return run(scope);
  };
}

function compileObject(
  value: Record<string, unknown>,
  inner: Compile
): Evaluate {
  const fields = Object.entries(value).map(([key, item]) => {
    assertSafeKey(key);
    if (key.startsWith('$') || key.includes('.')) {
      throw failed(`'${key}' is no name of a field in an expression`);
    }
    return [key, inner(item)] as const;
  });
  return (scope) => {
    const result: Record<string, unknown> = {};
    for (const [key, evaluate] of fields) {
      const made = evaluate(scope);
      if (made !== undefined) result[key] = made;
    }
    return result;
  };
}

function compilePath(text: string, known: readonly string[]): Evaluate {
  const isVariable = text.startsWith('$$');
  const parts = text.slice(isVariable ? 2 : 1).split('.');
  parts.forEach(assertSafeKey);
  if (parts.some((part) => part === '' || part.startsWith('$'))) {
    throw failed(`'${text}' is not a valid field path`);
  }
  if (!isVariable) return ({ root }) => valueAt(root, parts, 0);
  const name = parts[0] as string;
  if (name === 'ROOT' || name === 'CURRENT') {
    return ({ root }) => valueAt(root, parts, 1);
  }
  if (name === 'REMOVE') return () => undefined;
  if (!known.includes(name)) throw failed(`Use of undefined variable: ${name}`);
  return ({ variables }) => valueAt(variables[name], parts, 1);
}

/** An array on the way stands for the values of its elements. */
export function valueAt(value: unknown, parts: string[], from = 0): unknown {
  let at = value;
  for (let i = from; i < parts.length; i += 1) {
    if (Array.isArray(at)) {
      return at
        .map((item) =>
          isPlainObject(item) || Array.isArray(item)
            ? valueAt(item, parts, i)
            : undefined
        )
        .filter((item) => item !== undefined);
    }
    if (!isPlainObject(at)) return undefined;
    at = fieldOf(at, parts[i] as string);
  }
  return at;
}

/** `$expr`: a test of one document, each with a budget of its own. */
export function compileExpression(
  expression: unknown
): (doc: unknown) => boolean {
  const evaluate = compileValue(expression);
  return (doc) =>
    isTrue(evaluate({ root: doc, variables: {}, budget: new Budget() }));
}
