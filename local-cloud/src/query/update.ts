import { update as applyModifier } from 'mingo/updater';
import type { Doc, Update } from '../kernel/store';
import { CloudError } from '../kernel/errors';
import { assertSafeKey, isPlainObject } from '../values/keys';
import { engineOptions } from './context';
import { engineError } from './filter';
import { invalidOperator, validateFilter } from './operators';
import { assertApplicable } from './update-checks';
import { validateFields, validateValue } from './validate-document';

const OPERATORS = new Set([
  '$set',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$push',
  '$pop',
  '$pull',
  '$pullAll',
  '$addToSet',
  '$setOnInsert',
]);
type Operators = Record<string, Record<string, unknown>>;

/** Whether the update is made of operators, not a whole document. */
export function hasOperators(update: Update): boolean {
  return Object.keys(update).some((key) => key.startsWith('$'));
}

/**
 * Applies operators to a copy of the document.
 * @throws CloudError DATABASE_REQUEST_FAILED where MongoDB would refuse, also
 *   where the query engine alone would silently do nothing
 */
export function applyUpdate(doc: Doc, update: Update, inserting = false): Doc {
  const operators = normalise(update, inserting);
  const next = structuredClone(doc);
  for (const [operator, fields] of Object.entries(operators)) {
    assertApplicable(next, operator, fields);
    if (operator === '$push') prepareArrays(next, fields);
    runEngine(next, operator, fields);
  }
  return next;
}

function runEngine(
  doc: Doc,
  operator: string,
  fields: Record<string, unknown>
): void {
  try {
    applyModifier(
      doc,
      { [operator]: fields },
      [],
      {},
      {
        cloneMode: 'deep',
        queryOptions: engineOptions,
      }
    );
  } catch (error) {
    throw engineError(error);
  }
}

function normalise(update: Update, inserting: boolean): Operators {
  const result: Operators = {};
  const seen = new Set<string>();
  for (const [operator, fields] of Object.entries(update)) {
    if (!OPERATORS.has(operator)) throw invalidOperator(operator);
    if (!isPlainObject(fields)) {
      throw failed(`the argument of ${operator} must be an object`);
    }
    for (const path of Object.keys(fields)) checkPath(path, seen);
    const used = Object.fromEntries(
      Object.entries(fields).map(([path, operand]) => [
        path,
        checkOperand(operator, operand),
      ])
    );
    if (operator === '$setOnInsert') {
      if (inserting) result.$set = { ...result.$set, ...used };
    } else if (operator === '$set') {
      result.$set = { ...result.$set, ...used };
    } else {
      result[operator] = used;
    }
  }
  return result;
}

function checkPath(path: string, seen: Set<string>): void {
  assertSafeKey(path);
  const parts = path.split('.');
  if (parts.some((part) => part === '' || part.startsWith('$'))) {
    throw failed(`the field path '${path}' is not valid for an update`);
  }
  if (parts[0] === '_id') throw failed("the field '_id' is immutable");
  if (seen.has(path)) throw failed(`updating '${path}' creates a conflict`);
  seen.add(path);
}

/** Returns the operand, with the server SDK's `each` read as `$each`. */
function checkOperand(operator: string, operand: unknown): unknown {
  if (operator === '$pull') return checkPull(operand);
  if (operator === '$push' || operator === '$addToSet') {
    return checkPushed(operator, operand);
  }
  if (operator === '$rename') {
    if (typeof operand === 'string') checkPath(operand, new Set());
    return operand;
  }
  validateValue(operand, 0);
  return operand;
}

function checkPull(operand: unknown): unknown {
  const isFilter =
    isPlainObject(operand) &&
    !Object.keys(operand).some((key) => key.startsWith('$'));
  if (isFilter) validateFilter(operand);
  else validateFilter({ element: operand });
  return operand;
}

function checkPushed(operator: string, operand: unknown): unknown {
  if (!isPlainObject(operand)) {
    validateValue(operand, 0);
    return operand;
  }
  const keys = Object.keys(operand);
  if (operator === '$addToSet' && keys.join() === 'each') {
    validateValue(operand.each, 0);
    return { $each: operand.each };
  }
  if (!('$each' in operand)) {
    validateFields(operand, 0);
    return operand;
  }
  const known = ['$each', '$position', '$sort', '$slice'];
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown) throw invalidOperator(unknown);
  validateValue(operand.$each, 0);
  return operand;
}

/** mingo forgets $sort and $slice when the field is missing. */
function prepareArrays(doc: Doc, fields: Record<string, unknown>): void {
  for (const [path, operand] of Object.entries(fields)) {
    const shaped =
      isPlainObject(operand) && ('$sort' in operand || '$slice' in operand);
    if (shaped && valueAt(doc, path) === undefined) {
      runEngine(doc, '$set', { [path]: [] });
    }
  }
}

function valueAt(doc: unknown, path: string): unknown {
  let value = doc;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const failed = (message: string): CloudError =>
  new CloudError('DATABASE_REQUEST_FAILED', message);
