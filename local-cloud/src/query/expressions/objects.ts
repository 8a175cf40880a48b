import { assertSafeKey, isPlainObject } from '../../values/keys';
import { compareValues, isEqual } from '../bson-order';
import { typeNameOf } from '../bson-types';
import { failed } from '../failures';
import {
  argumentsOf,
  arrayOf,
  isNothing,
  isTrue,
  takes,
  type Evaluate,
  type Operator,
} from './kinds';
import { textOf } from './strings';

const mergeObjects = takes(0, Infinity, (args, _budget, name) => {
  const list = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  const objects = list
    .filter((value) => !isNothing(value))
    .map((value) => {
      if (isPlainObject(value)) return value;
      throw failed(`${name} requires object inputs`);
    });
  return Object.assign({}, ...objects) as unknown;
});

const objectToArray = takes(1, 1, ([value], budget, name) => {
  if (isNothing(value)) return null;
  if (!isPlainObject(value)) throw failed(`${name} requires a document input`);
  budget.makeList(Object.keys(value).length);
  return Object.entries(value).map(([k, v]) => ({ k, v }));
});

/** Each value once, in MongoDB's order. */
export function distinct(list: unknown[]): unknown[] {
  const sorted = [...list].sort(compareValues);
  return sorted.filter((item, i) => i === 0 || !isEqual(item, sorted[i - 1]));
}

const has = (list: unknown[], wished: unknown): boolean =>
  list.some((item) => isEqual(item, wished));

/** A function of sets; nothing among them gives null. */
const ofSets = (
  least: number,
  most: number,
  run: (...sets: unknown[][]) => unknown
): Operator =>
  takes(least, most, (args, budget, name) => {
    if (args.some(isNothing)) return null;
    const sets = args.map((value) => distinct(arrayOf(value, name)));
    budget.makeList(sets.reduce((sum, set) => sum + set.length ** 1.5, 0));
    return run(...sets);
  });

const ofElements = (run: (list: unknown[]) => boolean): Operator =>
  takes(1, 1, ([value], _budget, name) => run(arrayOf(value, name)));

const both = (a: unknown[], b: unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => isEqual(item, b[i]));

const letIn: Operator = (operand, compile, name) => {
  const args = argumentsOf(operand, ['vars', 'in'], [], name);
  if (!isPlainObject(args.vars)) throw failed('$let needs an object of vars');
  const made = Object.entries(args.vars).map(([key, item]) => {
    if (!/^[a-z]\w*$/.test(key)) {
      throw failed(`'${key}' is no name of a variable`);
    }
    assertSafeKey(key);
    return [key, compile(item)] as [string, Evaluate];
  });
  const body = compile(
    args.in,
    made.map(([key]) => key)
  );
  return (scope) => {
    const values = made.map(([key, evaluate]) => [key, evaluate(scope)]);
    const variables = { ...scope.variables, ...Object.fromEntries(values) };
    return body({ ...scope, variables });
  };
};

function toNumber(value: unknown, name: string): number | null {
  if (isNothing(value)) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  const isText =
    typeof value === 'string' && /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(value);
  const number = isText ? Number(value) : NaN;
  if (!Number.isNaN(number)) return number;
  if (value instanceof Date && name !== '$toInt') return value.getTime();
  throw failed(`Failed to parse number in ${name}`);
}

const toWhole = takes(1, 1, ([value], _budget, name) => {
  const number = toNumber(value, name);
  if (number === null) return null;
  const whole = Math.trunc(number);
  const isText = typeof value === 'string' && !/^[-+]?\d+$/.test(value);
  const fits =
    name === '$toInt' ? whole === (whole | 0) : Number.isSafeInteger(whole);
  if (isText || !fits) throw failed(`${name} cannot convert that number`);
  return whole;
});

const toDate = takes(1, 1, ([value], _budget, name) => {
  if (isNothing(value)) return null;
  const isSource = ['string', 'number'].includes(typeof value);
  const date =
    isSource || value instanceof Date ? new Date(value as string) : null;
  if (date && !Number.isNaN(date.getTime())) return date;
  throw failed(`${name} cannot convert that value to a date`);
});

export const OBJECTS: Record<string, Operator> = {
  $allElementsTrue: ofElements((list) => list.every(isTrue)),
  $anyElementTrue: ofElements((list) => list.some(isTrue)),
  $let: letIn,
  $literal: (operand) => () => operand,
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $setDifference: ofSets(2, 2, (a, b) =>
    (a as unknown[]).filter((item) => !has(b as unknown[], item))
  ),
  $setEquals: ofSets(2, Infinity, (first, ...rest) =>
    rest.every((set) => both(first as unknown[], set))
  ),
  $setIntersection: ofSets(0, Infinity, (first = [], ...rest) =>
    first.filter((item) => rest.every((set) => has(set, item)))
  ),
  $setIsSubset: ofSets(2, 2, (a, b) =>
    (a as unknown[]).every((item) => has(b as unknown[], item))
  ),
  $setUnion: ofSets(0, Infinity, (...sets) => distinct(sets.flat(1))),
  $toBool: takes(1, 1, ([value]) => (isNothing(value) ? null : isTrue(value))),
  $toDate: toDate,
  $toDouble: takes(1, 1, ([value], _budget, name) => toNumber(value, name)),
  $toInt: toWhole,
  $toLong: toWhole,
  $toString: takes(1, 1, ([value], _budget, name) => {
    if (isNothing(value)) return null;
    return typeof value === 'boolean' ? String(value) : textOf(value, name);
  }),
  $type: takes(1, 1, ([value]) =>
    value === undefined ? 'missing' : typeNameOf(value)
  ),
};
