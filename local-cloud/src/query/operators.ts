import * as expressions from 'mingo/operators/expression';
import * as accumulators from 'mingo/operators/accumulator';
import { CloudError } from '../kernel/errors';
import { assertSafeKey, isPlainObject } from '../values/keys';

const LOGICAL = new Set(['$and', '$or', '$nor']);
const FIELD = new Set([
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$type',
  '$mod',
  '$all',
  '$elemMatch',
  '$size',
  '$not',
  '$regex',
  '$options',
]);
const TOP_LEVEL = new Set([...LOGICAL, '$expr']);

/** These run code or reach outside; no position of a query may hold them. */
const FORBIDDEN = new Set([
  '$function',
  '$accumulator',
  '$where',
  '$jsonSchema',
]);
const EXPRESSION = new Set(
  [...Object.keys(expressions), ...Object.keys(accumulators), '$meta'].filter(
    (name) => name.startsWith('$') && !FORBIDDEN.has(name)
  )
);

/** Names the operator, in the platform's own (misspelt) code. */
export function invalidOperator(name: string): CloudError {
  return new CloudError(
    'DATABASE_INVALID_OPERRATOR',
    `invalid operator: ${name} is not supported`
  );
}

/**
 * Refuses by name every operator that the local cloud does not evaluate
 * exactly, before the query engine sees it.
 * @throws CloudError DATABASE_INVALID_OPERRATOR
 */
export function validateFilter(filter: unknown): void {
  if (!isPlainObject(filter)) {
    throw new CloudError('INVALID_PARAM', 'a query must be an object');
  }
  for (const [key, value] of Object.entries(filter)) {
    assertSafeKey(key);
    if (!key.startsWith('$')) validateCondition(value);
    else if (LOGICAL.has(key)) validateBranches(key, value);
    else if (TOP_LEVEL.has(key)) validateExpression(value);
    else throw invalidOperator(key);
  }
}

function validateBranches(key: string, branches: unknown): void {
  if (!Array.isArray(branches) || branches.length === 0) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      `${key} must be a nonempty array`
    );
  }
  branches.forEach(validateFilter);
}

function validateCondition(condition: unknown): void {
  if (!isPlainObject(condition)) return;
  const keys = Object.keys(condition);
  const operators = keys.filter((key) => key.startsWith('$'));
  if (operators.length === 0) return;
  if (operators.length < keys.length) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      'a condition mixes operators and fields'
    );
  }
  for (const key of operators) {
    if (!FIELD.has(key)) throw invalidOperator(key);
    validateOperand(key, condition[key]);
  }
}

function validateOperand(operator: string, operand: unknown): void {
  if (operator === '$not') return validateNot(operand);
  if (operator === '$elemMatch') return validateElement(operand);
  const wantsArray = ['$in', '$nin', '$all'].includes(operator);
  if (wantsArray && !Array.isArray(operand)) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      `${operator} needs an array`
    );
  }
  if (operator === '$all' && Array.isArray(operand)) {
    operand.forEach(validateCondition);
  }
}

function validateNot(operand: unknown): void {
  if (operand instanceof RegExp) return;
  if (!isPlainObject(operand) || Object.keys(operand).length === 0) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      '$not needs a regex or a document of operators'
    );
  }
  validateCondition(operand);
}

function validateElement(operand: unknown): void {
  if (!isPlainObject(operand)) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      '$elemMatch needs an Object'
    );
  }
  const first = Object.keys(operand)[0];
  const isFilter =
    first === undefined || !first.startsWith('$') || LOGICAL.has(first);
  if (isFilter) validateFilter(operand);
  else validateCondition(operand);
}

/** Walks an aggregation expression; unknown `$names` in key position fail. */
export function validateExpression(expression: unknown): void {
  if (Array.isArray(expression)) return expression.forEach(validateExpression);
  if (!isPlainObject(expression)) return;
  for (const [key, value] of Object.entries(expression)) {
    assertSafeKey(key);
    if (key.startsWith('$') && !EXPRESSION.has(key)) throw invalidOperator(key);
    if (key !== '$literal') validateExpression(value);
  }
}
