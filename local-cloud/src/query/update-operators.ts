import { isPlainObject } from '../values/keys';
import { compareValues, copyValue } from './bson-order';
import { failed, invalidOperator } from './failures';
import { ARRAY_OPERATORS } from './update-arrays';
import type { Change, UpdateOperator } from './update-kinds';
import { REMOVED } from './update-path';
import { validateValue } from './validate-document';

const set = (operand: unknown): Change => {
  validateValue(operand, 0);
  return () => copyValue(operand);
};

const calculate =
  (
    name: string,
    initial: (operand: number) => number,
    run: (a: number, b: number) => number
  ) =>
  (operand: unknown, path: string): Change => {
    if (typeof operand !== 'number') {
      throw failed(`Cannot apply ${name} with a non-numeric argument`);
    }
    return (value) => {
      if (value === undefined) return initial(operand);
      if (typeof value === 'number') return run(value, operand);
      throw failed(
        `Cannot apply ${name} to a value of non-numeric type: '${path}'`
      );
    };
  };

const extreme =
  (direction: 1 | -1) =>
  (operand: unknown): Change => {
    validateValue(operand, 0);
    return (value) => {
      const better =
        value === undefined || compareValues(operand, value) * direction > 0;
      return better ? copyValue(operand) : undefined;
    };
  };

const BITS: Record<string, (a: number, b: number) => number> = {
  and: (a, b) => Number(BigInt(a) & BigInt(b)),
  or: (a, b) => Number(BigInt(a) | BigInt(b)),
  xor: (a, b) => Number(BigInt(a) ^ BigInt(b)),
};

function bit(operand: unknown, path: string): Change {
  const steps = isPlainObject(operand) ? Object.entries(operand) : [];
  if (steps.length === 0) {
    throw failed('The $bit modifier needs an object of and, or, xor');
  }
  for (const [name, mask] of steps) {
    if (!Object.hasOwn(BITS, name)) throw invalidOperator(`$bit.${name}`);
    if (!Number.isSafeInteger(mask)) {
      throw failed('The $bit modifier field must be an Integer');
    }
  }
  return (value = 0) => {
    if (!Number.isSafeInteger(value)) {
      throw failed(
        `Cannot apply $bit to a value of non-integral type: '${path}'`
      );
    }
    return steps.reduce(
      (result, [name, mask]) =>
        (BITS[name] as (a: number, b: number) => number)(
          result,
          mask as number
        ),
      value as number
    );
  };
}

/** Every update operator but `$rename`, which has two fields. */
export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: { creates: true, prepare: set },
  $setOnInsert: { creates: true, prepare: set },
  $unset: {
    creates: false,
    prepare: () => (value) => (value === undefined ? undefined : REMOVED),
  },
  $inc: {
    creates: true,
    prepare: calculate(
      '$inc',
      (n) => n,
      (a, b) => a + b
    ),
  },
  $mul: {
    creates: true,
    prepare: calculate(
      '$mul',
      () => 0,
      (a, b) => a * b
    ),
  },
  $min: { creates: true, prepare: extreme(-1) },
  $max: { creates: true, prepare: extreme(1) },
  $bit: { creates: true, prepare: bit },
  ...ARRAY_OPERATORS,
};
