import { assertSafeKey, isPlainObject } from '../../values/keys';
import { isEqual } from '../bson-order';
import { failed } from '../failures';
import {
  argumentsOf,
  arrayOf,
  isNothing,
  isTrue,
  takes,
  wholeOf,
  type Operator,
} from './kinds';

/** Nothing gives null; anything else must be an array. */
const ofArray = (
  run: (list: unknown[]) => unknown,
  nothing: unknown = null
): Operator =>
  takes(1, 1, ([value], _budget, name) =>
    isNothing(value) ? nothing : run(arrayOf(value, name))
  );

const elementAt = takes(2, 2, ([list, index], _budget, name) => {
  if (isNothing(list) || isNothing(index)) return null;
  return arrayOf(list, name).at(wholeOf(index, name));
});

function toObject(list: unknown[]): Record<string, unknown> {
  const pairs = list.map((item): [string, unknown] => {
    const pair: unknown[] = Array.isArray(item)
      ? item
      : isPlainObject(item) && Object.keys(item).sort().join() === 'k,v'
        ? [item.k, item.v]
        : [];
    if (pair.length === 2 && typeof pair[0] === 'string') {
      assertSafeKey(pair[0]);
      return [pair[0], pair[1]];
    }
    throw failed('$arrayToObject requires pairs of k and v');
  });
  return Object.fromEntries(pairs);
}

const concatArrays = takes(0, Infinity, (args, budget, name) => {
  if (args.some(isNothing)) return null;
  const lists = args.map((value) => arrayOf(value, name));
  budget.makeList(lists.reduce((sum, list) => sum + list.length, 0));
  return lists.flat(1);
});

const indexOfArray = takes(2, 4, ([value, wished, from, to], _budget, name) => {
  if (isNothing(value)) return null;
  const list = arrayOf(value, name);
  const start = isNothing(from) ? 0 : wholeOf(from, name);
  const end = isNothing(to) ? list.length : wholeOf(to, name);
  if (start < 0 || end < 0)
    throw failed(`${name} requires nonnegative indexes`);
  const within = list.slice(start, end);
  const at = within.findIndex((item) => isEqual(item, wished));
  return at < 0 ? -1 : at + start;
});

const range = takes(2, 3, ([from, to, by], budget, name) => {
  const start = wholeOf(from, name);
  const end = wholeOf(to, name);
  const step = by === undefined ? 1 : wholeOf(by, name);
  if (step === 0) throw failed('$range requires a non-zero step value');
  const size = Math.max(0, Math.ceil((end - start) / step));
  budget.makeList(size);
  return Array.from({ length: size }, (_item, i) => start + i * step);
});

const slice = takes(2, 3, ([value, first, second], _budget, name) => {
  if (isNothing(value) || isNothing(first)) return null;
  const list = arrayOf(value, name);
  const n = wholeOf(first, name);
  if (second === undefined) return n < 0 ? list.slice(n) : list.slice(0, n);
  if (second === null) return null;
  const count = wholeOf(second, name);
  if (count <= 0) throw failed('the third argument of $slice must be positive');
  const start = n < 0 ? Math.max(0, list.length + n) : n;
  return list.slice(start, start + count);
});

const zip: Operator = (operand, compile, name) => {
  const args = argumentsOf(
    operand,
    ['inputs'],
    ['useLongestLength', 'defaults'],
    name
  );
  const longest = args.useLongestLength ?? false;
  if (typeof longest !== 'boolean') {
    throw failed('useLongestLength must be a bool');
  }
  if (args.defaults !== undefined && !longest) {
    throw failed('$zip: defaults need useLongestLength');
  }
  const inputs = compile(args.inputs);
  const defaults = compile(args.defaults ?? []);
  return (scope) => {
    const lists = arrayOf(inputs(scope), name);
    if (lists.some(isNothing)) return null;
    const fill = arrayOf(defaults(scope), name);
    const columns = lists.map((list) => arrayOf(list, name));
    const sizes = columns.map((list) => list.length);
    const size = longest ? Math.max(0, ...sizes) : Math.min(...sizes);
    scope.budget.makeList(size * columns.length);
    return Array.from({ length: size }, (_item, row) =>
      columns.map((list, i) =>
        row < list.length ? list[row] : (fill[i] ?? null)
      )
    );
  };
};

/** The name that an element has in `in` or `cond`. */
function variableOf(as: unknown, name: string): string {
  if (as === undefined) return 'this';
  if (typeof as === 'string' && /^[a-z]\w*$/.test(as)) return as;
  throw failed(`${name}: '${String(as)}' is no name of a variable`);
}

const map: Operator = (operand, compile, name) => {
  const args = argumentsOf(operand, ['input', 'in'], ['as'], name);
  const as = variableOf(args.as, name);
  const input = compile(args.input);
  const each = compile(args.in, [as]);
  return (scope) => {
    const list = input(scope);
    if (isNothing(list)) return null;
    scope.budget.makeList(arrayOf(list, name).length);
    return arrayOf(list, name).map((item) => {
      const variables = { ...scope.variables, [as]: item };
      return each({ ...scope, variables }) ?? null;
    });
  };
};

const filter: Operator = (operand, compile, name) => {
  const args = argumentsOf(operand, ['input', 'cond'], ['as'], name);
  const as = variableOf(args.as, name);
  const input = compile(args.input);
  const test = compile(args.cond, [as]);
  return (scope) => {
    const list = input(scope);
    if (isNothing(list)) return null;
    return arrayOf(list, name).filter((item) => {
      const variables = { ...scope.variables, [as]: item };
      return isTrue(test({ ...scope, variables }));
    });
  };
};

const reduce: Operator = (operand, compile, name) => {
  const args = argumentsOf(operand, ['input', 'initialValue', 'in'], [], name);
  const input = compile(args.input);
  const initial = compile(args.initialValue);
  const each = compile(args.in, ['this', 'value']);
  return (scope) => {
    const list = input(scope);
    if (isNothing(list)) return null;
    return arrayOf(list, name).reduce((value, item) => {
      const variables = { ...scope.variables, this: item, value };
      return each({ ...scope, variables });
    }, initial(scope));
  };
};

export const ARRAYS: Record<string, Operator> = {
  $arrayElemAt: elementAt,
  $arrayToObject: ofArray(toObject),
  $concatArrays: concatArrays,
  $filter: filter,
  $in: takes(2, 2, ([value, list], _budget, name) =>
    arrayOf(list, name).some((item) => isEqual(item, value))
  ),
  $indexOfArray: indexOfArray,
  $isArray: takes(1, 1, ([value]) => Array.isArray(value)),
  $map: map,
  $range: range,
  $reduce: reduce,
  $reverseArray: ofArray((list) => [...list].reverse()),
  $size: takes(1, 1, ([value], _budget, name) => arrayOf(value, name).length),
  $slice: slice,
  $zip: zip,
};
