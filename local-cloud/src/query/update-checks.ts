import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';

const NUMERIC = new Set(['$inc', '$mul']);
const ARRAY = new Set(['$push', '$pop', '$pull', '$pullAll', '$addToSet']);
const CREATING = new Set([
  '$set',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$push',
  '$addToSet',
]);

/**
 * MongoDB refuses an operator on a value of the wrong type; mingo does
 * nothing and says nothing.
 * @throws CloudError DATABASE_REQUEST_FAILED
 */
export function assertApplicable(
  doc: object,
  operator: string,
  fields: Record<string, unknown>
): void {
  for (const [path, operand] of Object.entries(fields)) {
    const target = locate(doc, path, CREATING.has(operator));
    if (NUMERIC.has(operator)) assertNumbers(operator, path, target, operand);
    if (ARRAY.has(operator) && target !== undefined && !Array.isArray(target)) {
      throw failed(
        `The field '${path}' must be an array for ${operator} but is not`
      );
    }
  }
}

function assertNumbers(
  operator: string,
  path: string,
  target: unknown,
  operand: unknown
): void {
  if (typeof operand !== 'number') {
    throw failed(`Cannot apply ${operator} with a non-numeric argument`);
  }
  if (target !== undefined && typeof target !== 'number') {
    throw failed(
      `Cannot apply ${operator} to a value of non-numeric type: '${path}'`
    );
  }
}

/** The value at the path; refuses a path that leads through a scalar. */
function locate(doc: object, path: string, creating: boolean): unknown {
  const parts = path.split('.');
  let value: unknown = doc;
  for (const part of parts) {
    if (value === undefined) return undefined;
    const enterable = Array.isArray(value)
      ? /^\d+$/.test(part)
      : isPlainObject(value);
    if (!enterable) {
      if (!creating) return undefined;
      throw failed(`Cannot create field '${part}' in element of '${path}'`);
    }
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const failed = (message: string): CloudError =>
  new CloudError('DATABASE_REQUEST_FAILED', message);
