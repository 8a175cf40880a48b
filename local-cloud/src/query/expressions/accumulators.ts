import { isPlainObject } from '../../values/keys';
import { isEqual } from '../bson-order';
import { failed } from '../failures';
import { compareAll } from './comparison';
import { isNothing, type Operator } from './kinds';
import { distinct } from './objects';

/** A function of the values of a group; undefined is a missing field. */
export type Accumulate = (values: unknown[]) => unknown;

const numbersOf = (values: unknown[]): number[] =>
  values.filter((value): value is number => typeof value === 'number');

const sum: Accumulate = (values) =>
  numbersOf(values).reduce((total, value) => total + value, 0);

const average: Accumulate = (values) => {
  const numbers = numbersOf(values);
  return numbers.length === 0
    ? null
    : (sum(numbers) as number) / numbers.length;
};

const extreme =
  (direction: 1 | -1): Accumulate =>
  (values) =>
    values
      .filter((value) => !isNothing(value))
      .reduce(
        (best: unknown, value) =>
          best === null || compareAll(value, best) * direction > 0
            ? value
            : best,
        null
      );

function deviation(sampled: boolean): Accumulate {
  return (values) => {
    const numbers = numbersOf(values);
    const divisor = numbers.length - Number(sampled);
    if (divisor <= 0) return null;
    const mean = (sum(numbers) as number) / numbers.length;
    const squares = numbers.map((value) => (value - mean) ** 2);
    return Math.sqrt((sum(squares) as number) / divisor);
  };
}

const present = (values: unknown[]): unknown[] =>
  values.filter((value) => value !== undefined);

/** In the order of their first appearance. */
function unique(values: unknown[]): unknown[] {
  const known = distinct(values);
  if (known.length === values.length) return values;
  const left = new Set(known);
  return values.filter((value) => {
    if (left.delete(value)) return true;
    const found = [...left].find((item) => isEqual(item, value));
    return found !== undefined && left.delete(found);
  });
}

function merge(values: unknown[]): unknown {
  const objects = values
    .filter((value) => !isNothing(value))
    .map((value) => {
      if (isPlainObject(value)) return value;
      throw failed('$mergeObjects requires object inputs');
    });
  return Object.assign({}, ...objects) as unknown;
}

/** What `$group` and `$bucket` compute. */
export const ACCUMULATORS: Record<string, Accumulate> = {
  $addToSet: (values) => unique(present(values)),
  $avg: average,
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $max: extreme(1),
  $mergeObjects: merge,
  $min: extreme(-1),
  $push: present,
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
  $sum: sum,
};

/** In an expression: over the elements of one array, or the arguments. */
const overArguments =
  (accumulate: Accumulate): Operator =>
  (operand, compile) => {
    const list = Array.isArray(operand) ? operand : [operand];
    const parts = list.map((item) => compile(item));
    return (scope) => {
      const values = parts.map((part) => part(scope));
      const only = values.length === 1 ? values[0] : null;
      return accumulate(Array.isArray(only) ? only : values);
    };
  };

const IN_EXPRESSIONS = [
  '$avg',
  '$max',
  '$min',
  '$stdDevPop',
  '$stdDevSamp',
  '$sum',
];

export const ARGUMENT_ACCUMULATORS: Record<string, Operator> =
  Object.fromEntries(
    IN_EXPRESSIONS.map((name) => [
      name,
      overArguments(ACCUMULATORS[name] as Accumulate),
    ])
  );
