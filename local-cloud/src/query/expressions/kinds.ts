import { isPlainObject } from '../../values/keys';
import type { Budget } from '../budget';
import { failed } from '../failures';

/** What an expression sees: the document, its variables, its budget. */
export interface Scope {
  root: unknown;
  variables: Record<string, unknown>;
  budget: Budget;
}
/** undefined is a missing field. */
export type Evaluate = (scope: Scope) => unknown;
/** Compiles an operand; `variables` are those it may use besides. */
export type Compile = (
  expression: unknown,
  variables?: readonly string[]
) => Evaluate;
/** Compiles the operand of one operator. */
export type Operator = (
  operand: unknown,
  compile: Compile,
  name: string
) => Evaluate;

/** From `least` to `most` arguments; one alone needs no array. */
export function takes(
  least: number,
  most: number,
  run: (args: unknown[], budget: Budget, name: string) => unknown
): Operator {
  return (operand, compile, name) => {
    const list = Array.isArray(operand) ? operand : [operand];
    if (list.length < least || list.length > most) {
      throw failed(
        `Expression ${name} takes ${least} to ${most} arguments. ${list.length} were passed in.`
      );
    }
    const args = list.map((item) => compile(item));
    return (scope) =>
      run(
        args.map((evaluate) => evaluate(scope)),
        scope.budget,
        name
      );
  };
}

/** An object of named arguments, each an expression. */
export function named(
  required: string[],
  optional: string[],
  run: (args: Record<string, unknown>, scope: Scope, name: string) => unknown
): Operator {
  return (operand, compile, name) => {
    const given = argumentsOf(operand, required, optional, name);
    const args = Object.entries(given).map(
      ([key, item]) => [key, compile(item)] as const
    );
    return (scope) => {
      const values = args.map(([key, evaluate]) => [key, evaluate(scope)]);
      return run(Object.fromEntries(values), scope, name);
    };
  };
}

/** @throws CloudError for a missing or an unknown argument */
export function argumentsOf(
  operand: unknown,
  required: string[],
  optional: string[],
  name: string
): Record<string, unknown> {
  if (!isPlainObject(operand)) throw failed(`${name} needs an object`);
  const lacks = required.find((key) => !Object.hasOwn(operand, key));
  if (lacks) throw failed(`Missing '${lacks}' parameter to ${name}`);
  const known = [...required, ...optional];
  const unknown = Object.keys(operand).find((key) => !known.includes(key));
  if (unknown) throw failed(`Unrecognized argument to ${name}: ${unknown}`);
  return operand;
}

export const isNothing = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

/** MongoDB's truth: everything but false, null, missing and 0. */
export const isTrue = (value: unknown): boolean =>
  !isNothing(value) && value !== false && value !== 0;

export function arrayOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw failed(`The argument to ${name} must be an array`);
}

export function wholeOf(value: unknown, name: string): number {
  if (Number.isInteger(value)) return value as number;
  throw failed(`${name} requires an integral argument`);
}
