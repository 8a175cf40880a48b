import { isPlainObject } from '../values/keys';
import type { SortSpec } from '../kernel/store';
import { compareValues, copyValue, isEqual } from './bson-order';
import { isCondition } from './conditions';
import { failed, invalidOperator } from './failures';
import { compileElement, compileFilter } from './filter';
import { sortDocs, validateSort } from './sort';
import type { Change, UpdateOperator } from './update-kinds';
import { validateValue } from './validate-document';

/** An array or nothing; anything else is refused. */
function listAt(
  value: unknown,
  path: string,
  operator: string
): unknown[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  throw failed(
    `The field '${path}' must be an array but is of another type, so ${operator} cannot apply`
  );
}

interface Pushed {
  each: unknown[];
  position: number;
  sort?: unknown;
  slice?: number;
}

function push(operand: unknown, path: string): Change {
  const { each, position, sort, slice } = readPushed(operand);
  const order = sort === undefined ? null : orderOf(sort);
  return (value) => {
    const list = [...(listAt(value, path, '$push') ?? [])];
    const at = position < 0 ? Math.max(0, list.length + position) : position;
    list.splice(at, 0, ...copyValue(each));
    const sorted = order ? order(list) : list;
    if (slice === undefined) return sorted;
    return slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice);
  };
}

function readPushed(operand: unknown): Pushed {
  if (!isPlainObject(operand) || !('$each' in operand)) {
    validateValue(operand, 0);
    return { each: [operand], position: Infinity };
  }
  const known = ['$each', '$position', '$sort', '$slice'];
  const unknown = Object.keys(operand).find((key) => !known.includes(key));
  if (unknown) throw invalidOperator(unknown);
  return {
    each: eachOf(operand.$each, '$push'),
    position: wholeOf(operand.$position, '$position') ?? Infinity,
    sort: operand.$sort,
    slice: wholeOf(operand.$slice, '$slice'),
  };
}

function eachOf(each: unknown, operator: string): unknown[] {
  if (!Array.isArray(each)) {
    throw failed(`The argument to $each in ${operator} must be an array`);
  }
  validateValue(each, 0);
  return each;
}

function wholeOf(value: unknown, name: string): number | undefined {
  if (value === undefined || Number.isInteger(value)) {
    return value as number | undefined;
  }
  throw failed(`The value for ${name} must be an integer`);
}

function orderOf(sort: unknown): (list: unknown[]) => unknown[] {
  if (sort === 1 || sort === -1) {
    return (list) => list.sort((a, b) => compareValues(a, b) * sort);
  }
  if (!isPlainObject(sort) || Object.keys(sort).length === 0) {
    throw failed('The $sort of $push must be 1, -1 or an object of fields');
  }
  validateSort(sort as SortSpec);
  return (list) => sortDocs(list, sort as SortSpec);
}

/** `{each: […]}` without its dollar is what the server SDK's typings say. */
function addToSet(operand: unknown, path: string): Change {
  const keys = isPlainObject(operand) ? Object.keys(operand).join() : '';
  const isEach = keys === '$each' || keys === 'each';
  const wrapped = operand as { $each?: unknown; each?: unknown };
  const added = isEach
    ? eachOf(wrapped.$each ?? wrapped.each, '$addToSet')
    : [operand];
  validateValue(added, 0);
  return (value) => {
    const list = [...(listAt(value, path, '$addToSet') ?? [])];
    for (const item of added) {
      if (!list.some((known) => isEqual(known, item))) {
        list.push(copyValue(item));
      }
    }
    return list;
  };
}

function pop(operand: unknown, path: string): Change {
  if (operand !== 1 && operand !== -1) {
    throw failed('$pop expects 1 or -1');
  }
  return (value) => {
    const list = listAt(value, path, '$pop');
    return operand === 1 ? list?.slice(0, -1) : list?.slice(1);
  };
}

/** The elements that a condition, a document's fields or a value match. */
function pull(operand: unknown, path: string): Change {
  const test = pullTest(operand);
  return (value) => listAt(value, path, '$pull')?.filter((item) => !test(item));
}

function pullTest(operand: unknown): (item: unknown) => boolean {
  if (operand instanceof RegExp) {
    const { test } = compileFilter({ item: operand });
    return (item) => test({ item });
  }
  if (isCondition(operand)) return compileElement(operand);
  if (!isPlainObject(operand)) return (item) => isEqual(item, operand);
  const { test } = compileFilter(operand);
  return (item) => isPlainObject(item) && test(item);
}

function pullAll(operand: unknown, path: string): Change {
  if (!Array.isArray(operand)) {
    throw failed('$pullAll requires an array argument');
  }
  return (value) =>
    listAt(value, path, '$pullAll')?.filter(
      (item) => !operand.some((gone) => isEqual(gone, item))
    );
}

export const ARRAY_OPERATORS: Record<string, UpdateOperator> = {
  $push: { creates: true, prepare: push },
  $addToSet: { creates: true, prepare: addToSet },
  $pop: { creates: false, prepare: pop },
  $pull: { creates: false, prepare: pull },
  $pullAll: { creates: false, prepare: pullAll },
};
