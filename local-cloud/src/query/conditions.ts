import { isPlainObject } from '../values/keys';
import { compareValues, isEqual, typeRank } from './bson-order';
import { typeTest } from './bson-types';
import { failed } from './failures';
import { patternOf, plainPattern } from './patterns';

export type ValueTest = (value: unknown) => boolean;

/** Whether an object is a condition (`{$gt: 1}`) and not a plain value. */
export function isCondition(value: unknown): value is Record<string, unknown> {
  if (!isPlainObject(value)) return false;
  const keys = Object.keys(value);
  const operators = keys.filter((key) => key.startsWith('$'));
  if (operators.length === 0) return false;
  if (operators.length === keys.length) return true;
  throw failed('a condition mixes operators and fields');
}

/** A missing field is equal to null. */
export function equals(operand: unknown): ValueTest {
  if (operand === null) return (value) => value == null;
  if (typeof operand !== 'object' && !Number.isNaN(operand)) {
    return (value) => value === operand;
  }
  return (value) => isEqual(value, operand);
}

/** Only values of the operand's own type compare, as in MongoDB. */
function compares(
  name: string,
  operand: unknown,
  accepts: (order: number) => boolean
): ValueTest {
  if (operand === undefined || operand instanceof RegExp) {
    throw failed(`${name} cannot compare with that value`);
  }
  const orEqual = accepts(0);
  if (operand === null) return orEqual ? equals(null) : () => false;
  const isNaN = Number.isNaN(operand);
  const rank = typeRank(operand);
  return (value) => {
    if (value === undefined || typeRank(value) !== rank) return false;
    if (isNaN || Number.isNaN(value)) return orEqual && isEqual(value, operand);
    return accepts(compareValues(value, operand));
  };
}

function isIn(name: string, operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw failed(`${name} needs an array`);
  const tests = operand.filter((item) => !isSimple(item)).map(memberTest);
  const simple = new Set(operand.filter(isSimple));
  return (value) => simple.has(value) || tests.some((test) => test(value));
}

const isSimple = (item: unknown): boolean =>
  typeof item !== 'object' && item !== undefined;

function memberTest(item: unknown): ValueTest {
  if (item instanceof RegExp) return matchesPattern(item);
  if (isCondition(item)) throw failed('cannot nest $ under $in');
  return equals(item ?? null);
}

export function matchesPattern(pattern: RegExp): ValueTest {
  const plain = plainPattern(pattern);
  return (value) => typeof value === 'string' && plain.test(value);
}

function hasRemainder(operand: unknown): ValueTest {
  if (!Array.isArray(operand))
    throw failed('malformed mod, needs to be an array');
  if (operand.length < 2) throw failed('malformed mod, not enough elements');
  if (operand.length > 2) throw failed('malformed mod, too many elements');
  const [divisor, remainder] = operand.map((item: unknown) => {
    if (typeof item === 'number' && Number.isFinite(item)) {
      return Math.trunc(item);
    }
    throw failed('malformed mod, divisor and remainder must be numbers');
  }) as [number, number];
  if (divisor === 0) throw failed('divisor cannot be 0');
  return (value) =>
    typeof value === 'number' &&
    Number.isFinite(value) &&
    Math.trunc(value) % divisor === remainder;
}

/** Tests that look at each value at a path, and at the elements of arrays. */
export const LEAF_TESTS: Record<
  string,
  (operand: unknown, siblings: Record<string, unknown>) => ValueTest
> = {
  $eq: equals,
  $gt: (operand) => compares('$gt', operand, (order) => order > 0),
  $gte: (operand) => compares('$gte', operand, (order) => order >= 0),
  $lt: (operand) => compares('$lt', operand, (order) => order < 0),
  $lte: (operand) => compares('$lte', operand, (order) => order <= 0),
  $in: (operand) => isIn('$in', operand),
  $mod: hasRemainder,
  $type: typeTest,
  $regex: (operand, { $options = '' }) => {
    if (typeof $options !== 'string') throw failed('$options must be a string');
    if (operand instanceof RegExp) {
      return matchesPattern(
        patternOf(operand.source, $options || operand.flags)
      );
    }
    if (typeof operand !== 'string') throw failed('$regex must be a string');
    return matchesPattern(patternOf(operand, $options));
  },
};

/** Each is the opposite of another test at the same path. */
export const NEGATIONS: Record<string, string> = { $ne: '$eq', $nin: '$in' };
