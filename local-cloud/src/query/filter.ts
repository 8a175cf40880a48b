import { assertSafeKey, isPlainObject } from '../values/keys';
import type { Filter } from '../kernel/store';
import {
  equals,
  isCondition,
  LEAF_TESTS,
  matchesPattern,
  NEGATIONS,
  type ValueTest,
} from './conditions';
import { compileExpression } from './expression';
import { failed, invalidOperator } from './failures';
import { someAt, someLeaf } from './field-path';

export interface CompiledFilter {
  test(doc: object): boolean;
  /** It can take exponential time, so its use needs a time limit. */
  hasPattern: boolean;
}

type DocTest = (doc: unknown) => boolean;
/** How `$expr` is compiled; in a pipeline it has variables and a budget. */
type CompileExpression = (value: unknown) => DocTest;

/** More than this many conditions are no query. */
const MOST_CONDITIONS = 10_000;

/**
 * Compiles a decoded filter with MongoDB's semantics.
 * @throws CloudError DATABASE_INVALID_OPERRATOR for an operator that is not
 *   evaluated here, DATABASE_REQUEST_FAILED for a malformed one
 */
export function compileFilter(
  filter: Filter,
  expression: CompileExpression = compileExpression
): CompiledFilter {
  if (weigh(filter) > MOST_CONDITIONS) throw failed('the query is too large');
  return { test: compile(filter, expression), hasPattern: isCostly(filter) };
}

function compile(filter: unknown, expression: CompileExpression): DocTest {
  if (!isPlainObject(filter)) throw failed('a query must be an object');
  const tests = Object.entries(filter).map(([key, value]) => {
    assertSafeKey(key);
    if (!key.startsWith('$')) return compileField(key, value);
    if (key === '$expr') return expression(value);
    return compileLogic(key, value, expression);
  });
  return every(tests);
}

function every<T>(tests: ((value: T) => boolean)[]): (value: T) => boolean {
  if (tests.length === 1) return tests[0] as (value: T) => boolean;
  return (value) => tests.every((test) => test(value));
}

function compileLogic(
  key: string,
  branches: unknown,
  expression: CompileExpression
): DocTest {
  if (key !== '$and' && key !== '$or' && key !== '$nor') {
    throw invalidOperator(key);
  }
  if (!Array.isArray(branches) || branches.length === 0) {
    throw failed(`${key} must be a nonempty array`);
  }
  const tests = branches.map((branch) => compile(branch, expression));
  if (key === '$and') return every(tests);
  const some: DocTest = (doc) => tests.some((test) => test(doc));
  return key === '$or' ? some : (doc) => !some(doc);
}

function compileField(path: string, value: unknown): DocTest {
  const parts = path.split('.');
  if (isCondition(value)) return every(compileCondition(parts, value));
  if (value === undefined) throw failed(`the value of ${path} is undefined`);
  const test = value instanceof RegExp ? matchesPattern(value) : equals(value);
  return (doc) => someLeaf(doc, parts, test);
}

function compileCondition(
  parts: string[],
  condition: Record<string, unknown>
): DocTest[] {
  if ('$options' in condition && !('$regex' in condition)) {
    throw failed('$options needs a $regex');
  }
  return Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]) => compileOperator(parts, name, operand, condition));
}

function compileOperator(
  parts: string[],
  name: string,
  operand: unknown,
  condition: Record<string, unknown>
): DocTest {
  if (Object.hasOwn(LEAF_TESTS, name)) {
    const test = (LEAF_TESTS[name] as (typeof LEAF_TESTS)[string])(
      operand,
      condition
    );
    // `$type: 'array'` sees the array; the rest sees elements and array.
    return (doc) => someLeaf(doc, parts, test);
  }
  if (Object.hasOwn(NEGATIONS, name)) {
    if (operand instanceof RegExp) throw failed(`${name} cannot have a regex`);
    const positive = NEGATIONS[name] as string;
    const test = compileOperator(parts, positive, operand, {});
    return (doc) => !test(doc);
  }
  if (name === '$not') return compileNot(parts, operand);
  const whole = compileWhole(name, operand);
  const wanted = name !== '$exists' || Boolean(operand);
  return (doc) => someAt(doc, parts, whole) === wanted;
}

function compileNot(parts: string[], operand: unknown): DocTest {
  if (operand instanceof RegExp) {
    const test = matchesPattern(operand);
    return (doc) => !someLeaf(doc, parts, test);
  }
  if (!isCondition(operand)) {
    throw failed('$not needs a regex or a document of operators');
  }
  const test = every(compileCondition(parts, operand));
  return (doc) => !test(doc);
}

/** Tests that see an array as one value. */
function compileWhole(name: string, operand: unknown): ValueTest {
  switch (name) {
    case '$exists':
      return (value) => value !== undefined;
    case '$size':
      return hasSize(operand);
    case '$all':
      return hasAll(operand);
    case '$elemMatch':
      return hasElement(operand);
    default:
      throw invalidOperator(name);
  }
}

function hasSize(operand: unknown): ValueTest {
  if (!Number.isInteger(operand) || (operand as number) < 0) {
    throw failed('$size may not be negative and must be a whole number');
  }
  return (value) => Array.isArray(value) && value.length === operand;
}

function hasAll(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw failed('$all needs an array');
  if (operand.length === 0) return () => false;
  return every(operand.map(allMember));
}

function allMember(item: unknown): ValueTest {
  if (isCondition(item)) {
    const [name, inner] = Object.entries(item)[0] as [string, unknown];
    if (name === '$elemMatch') return hasElement(inner);
    throw failed(`no ${name} in $all`);
  }
  const test =
    item instanceof RegExp ? matchesPattern(item) : equals(item ?? null);
  return (value) => (Array.isArray(value) && value.some(test)) || test(value);
}

/** A document condition looks at embedded documents only, never at scalars. */
export function hasElement(operand: unknown): ValueTest {
  if (!isPlainObject(operand)) throw failed('$elemMatch needs an Object');
  const test = compileElement(operand);
  return (value) => Array.isArray(value) && value.some(test);
}

export function compileElement(operand: Record<string, unknown>): ValueTest {
  const first = Object.keys(operand)[0] ?? '';
  const isQuery =
    !first.startsWith('$') || ['$and', '$or', '$nor'].includes(first);
  if (isQuery) {
    const test = compile(operand, () => {
      throw failed('$expr can only be applied to the top-level document');
    });
    return (element) =>
      (isPlainObject(element) || Array.isArray(element)) && test(element);
  }
  return every(compileCondition([], operand));
}

/** The number of conditions, operands of `$in` not counted. */
function weigh(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce((sum: number, item) => sum + weigh(item), 0);
  }
  if (!isPlainObject(value)) return 0;
  return Object.values(value).reduce(
    (sum: number, item) => sum + 1 + weigh(item),
    0
  );
}

function isCostly(value: unknown): boolean {
  if (value instanceof RegExp) return true;
  if (Array.isArray(value)) return value.some(isCostly);
  if (!isPlainObject(value)) return false;
  if ('$regex' in value || '$expr' in value) return true;
  return Object.values(value).some(isCostly);
}
