import { DATES } from './date-table';

/** One document on which every expression of the SDKs is computed. */
export const SAMPLE = {
  n: 7,
  m: -3,
  f: 2.5,
  list: [3, 1, 2],
  text: 'Héllo',
  at: new Date('2024-02-29T23:30:15.123Z'),
  sunday: new Date('2021-01-03T00:00:00Z'),
  obj: { a: 1, b: 2 },
  nothing: null,
};

/** What an operator is given, and what it must give. */
export type Row = [parameter: unknown, result: unknown];

/**
 * What each `db.command.aggregate` operator is given and must give, from the
 * examples and rules of MongoDB's reference, chapter "Expression Operators".
 */
export const EXPRESSIONS: Record<string, Row[]> = {
  ...DATES,
  abs: [
    ['$m', 3],
    ['$missing', null],
  ],
  add: [
    [['$n', 1, 2], 10],
    [['$at', 1000], new Date('2024-02-29T23:30:16.123Z')],
    [['$n', '$nothing'], null],
  ],
  ceil: [['$f', 3]],
  divide: [[['$n', 2], 3.5]],
  exp: [[0, 1]],
  floor: [['$f', 2]],
  ln: [[1, 0]],
  log: [[[100, 10], 2]],
  log10: [[1000, 3]],
  mod: [
    [['$n', 4], 3],
    [['$m', 2], -1],
  ],
  multiply: [[['$n', '$f'], 17.5]],
  pow: [[['$n', 2], 49]],
  sqrt: [[49, 7]],
  subtract: [
    [['$n', '$m'], 10],
    [['$at', '$at'], 0],
  ],
  trunc: [[-7.8, -7]],
  arrayElemAt: [
    [['$list', -1], 2],
    [['$list', 9], undefined],
  ],
  arrayToObject: [[[[['k', 1]]], { k: 1 }]],
  concatArrays: [
    [
      ['$list', [4]],
      [3, 1, 2, 4],
    ],
    [['$list', null], null],
  ],
  filter: [[{ input: '$list', as: 'x', cond: { $gt: ['$$x', 1] } }, [3, 2]]],
  in: [[[2, '$list'], true]],
  indexOfArray: [
    [['$list', 2], 2],
    [['$list', 9], -1],
  ],
  isArray: [
    [['$list'], true],
    ['$text', false],
  ],
  map: [
    [{ input: '$list', as: 'x', in: { $multiply: ['$$x', 2] } }, [6, 2, 4]],
  ],
  range: [
    [
      [0, 10, 3],
      [0, 3, 6, 9],
    ],
    [
      [3, 0, -1],
      [3, 2, 1],
    ],
  ],
  reduce: [
    [
      {
        input: '$list',
        initialValue: 0,
        in: { $add: ['$$value', '$$this'] },
      },
      6,
    ],
  ],
  reverseArray: [['$list', [2, 1, 3]]],
  size: [['$list', 3]],
  slice: [
    [
      ['$list', 2],
      [3, 1],
    ],
    [
      ['$list', 1, 5],
      [1, 2],
    ],
    [['$list', -1], [2]],
  ],
  zip: [
    [{ inputs: ['$list', ['a']] }, [[3, 'a']]],
    [
      {
        inputs: [['a'], '$list'],
        useLongestLength: true,
        defaults: ['z', 0],
      },
      [
        ['a', 3],
        ['z', 1],
        ['z', 2],
      ],
    ],
  ],
  and: [
    [[1, '$text'], true],
    [[1, '$nothing'], false],
    [[], true],
  ],
  not: [
    [['$nothing'], true],
    [['$n'], false],
  ],
  or: [
    [[0, '$missing', false], false],
    [[0, ''], true],
  ],
  cmp: [
    [['$n', '$m'], 1],
    [['$n', '$text'], -1],
  ],
  eq: [
    [['$n', 7], true],
    [['$missing', null], false],
    [[{ a: 1, b: 2 }, '$obj'], true],
    [[{ b: 2, a: 1 }, '$obj'], false],
  ],
  gt: [
    [['$n', '$m'], true],
    [['$text', 1000], true],
  ],
  gte: [[['$n', 7], true]],
  lt: [
    [['$nothing', 0], true],
    [['$n', 7], false],
  ],
  lte: [[['$n', 7], true]],
  neq: [[['$n', 7], false]],
  cond: [
    [[{ $gt: ['$n', 5] }, 'big', 'small'], 'big'],
    [{ if: '$nothing', then: 1, else: 2 }, 2],
  ],
  ifNull: [
    [['$nothing', 'none'], 'none'],
    [['$n', 'none'], 7],
  ],
  switch: [
    [{ branches: [{ case: '$nothing', then: 1 }], default: 2 }, 2],
    [{ branches: [{ case: { $eq: ['$n', 7] }, then: 'seven' }] }, 'seven'],
  ],
  literal: [['$n', '$n']],
  mergeObjects: [[['$obj', { b: 9 }, '$nothing'], { a: 1, b: 9 }]],
  objectToArray: [
    [
      '$obj',
      [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
      ],
    ],
  ],
  allElementsTrue: [
    [['$list'], true],
    [[[true, 0]], false],
  ],
  anyElementTrue: [[[[false, 0]], false]],
  setDifference: [
    [
      ['$list', [1]],
      [2, 3],
    ],
  ],
  setEquals: [
    [
      [
        ['a', 'b', 'a'],
        ['b', 'a'],
      ],
      true,
    ],
  ],
  setIntersection: [
    [
      ['$list', [2, 1, 9]],
      [1, 2],
    ],
  ],
  setIsSubset: [[[[1], '$list'], true]],
  setUnion: [
    [
      ['$list', [1, 4]],
      [1, 2, 3, 4],
    ],
  ],
  concat: [
    [['$text', '!'], 'Héllo!'],
    [['$text', '$nothing'], null],
  ],
  indexOfBytes: [[['$text', 'l'], 3]],
  indexOfCP: [
    [['$text', 'l'], 2],
    [['$text', 'x'], -1],
  ],
  split: [
    [
      ['a-b-c', '-'],
      ['a', 'b', 'c'],
    ],
  ],
  strLenBytes: [['$text', 6]],
  strLenCP: [['$text', 5]],
  strcasecmp: [[['abc', 'ABD'], -1]],
  substr: [[['$text', 3, -1], 'llo']],
  substrBytes: [[['$text', 0, 3], 'Hé']],
  substrCP: [[['$text', 1, 2], 'él']],
  toLower: [['$text', 'héllo']],
  toUpper: [['$text', 'HéLLO']],
  avg: [['$list', 2]],
  max: [['$list', 3]],
  min: [['$list', 1]],
  stdDevPop: [[[1, 3], 1]],
  stdDevSamp: [[[1, 2, 3], 1]],
  sum: [
    ['$list', 6],
    [['$n', '$m', '$text'], 4],
  ],
  let: [[{ vars: { x: '$n', y: 2 }, in: { $multiply: ['$$x', '$$y'] } }, 14]],
};
