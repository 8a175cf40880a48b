import { compareValues } from '../bson-order';
import { failed } from '../failures';
import {
  argumentsOf,
  isNothing,
  isTrue,
  takes,
  type Evaluate,
  type Operator,
} from './kinds';

/** In expressions a missing field is less than null. */
export function compareAll(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) {
    return Number(b === undefined) - Number(a === undefined);
  }
  return compareValues(a, b);
}

const comparison = (accepts: (order: number) => boolean): Operator =>
  takes(2, 2, ([a, b]) => accepts(compareAll(a, b)));

/** Evaluates no more than it needs, as MongoDB does. */
const logical =
  (stopsAt: boolean): Operator =>
  (operand, compile) => {
    const list = Array.isArray(operand) ? operand : [operand];
    const parts = list.map((item) => compile(item));
    return (scope) =>
      parts.some((part) => isTrue(part(scope)) === stopsAt) === stopsAt;
  };

const cond: Operator = (operand, compile) => {
  const [test, yes, no] = partsOfCond(operand).map((part) => compile(part)) as [
    Evaluate,
    Evaluate,
    Evaluate,
  ];
  return (scope) => (isTrue(test(scope)) ? yes(scope) : no(scope));
};

function partsOfCond(operand: unknown): unknown[] {
  if (Array.isArray(operand)) {
    if (operand.length === 3) return operand;
    throw failed('Expression $cond takes exactly 3 arguments');
  }
  const args = argumentsOf(operand, ['if', 'then', 'else'], [], '$cond');
  return [args.if, args.then, args.else];
}

const switches: Operator = (operand, compile) => {
  const args = argumentsOf(operand, ['branches'], ['default'], '$switch');
  if (!Array.isArray(args.branches) || args.branches.length === 0) {
    throw failed('$switch requires at least one branch');
  }
  const branches = args.branches.map((branch: unknown) => {
    const one = argumentsOf(branch, ['case', 'then'], [], '$switch');
    return { test: compile(one.case), then: compile(one.then) };
  });
  const otherwise = 'default' in args ? compile(args.default) : null;
  return (scope) => {
    const hit = branches.find(({ test }) => isTrue(test(scope)));
    if (hit) return hit.then(scope);
    if (otherwise) return otherwise(scope);
    throw failed('$switch could not find a matching branch, and no default');
  };
};

const ifNull: Operator = (operand, compile) => {
  if (!Array.isArray(operand) || operand.length < 2) {
    throw failed('$ifNull needs at least two arguments');
  }
  const parts = operand.map((item) => compile(item));
  return (scope) => {
    let value: unknown;
    for (const part of parts) {
      value = part(scope);
      if (!isNothing(value)) return value;
    }
    return value;
  };
};

export const COMPARISON: Record<string, Operator> = {
  $and: logical(false),
  $cmp: takes(2, 2, ([a, b]) => Math.sign(compareAll(a, b))),
  $cond: cond,
  $eq: comparison((order) => order === 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $ifNull: ifNull,
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $ne: comparison((order) => order !== 0),
  $not: takes(1, 1, ([value]) => !isTrue(value)),
  $or: logical(true),
  $switch: switches,
};
