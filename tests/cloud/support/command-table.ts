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

type Row = [parameter: unknown, result: unknown];
const zoned = { date: '$at', timezone: 'Asia/Shanghai' };

/**
 * What each `db.command.aggregate` operator is given and must give, from the
 * examples and rules of MongoDB's reference, chapter "Expression Operators".
 */
export const EXPRESSIONS: Record<string, Row[]> = {
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
  dateFromParts: [
    [{ year: 2024, month: 14, day: 1 }, new Date('2025-02-01T00:00:00Z')],
    [
      { year: 2024, month: 1, day: 1, timezone: 'Asia/Shanghai' },
      new Date('2023-12-31T16:00:00Z'),
    ],
    [
      { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 4 },
      new Date('2017-02-09T00:00:00Z'),
    ],
  ],
  dateFromString: [
    [
      { dateString: '2017-02-08T12:10:40.787' },
      new Date('2017-02-08T12:10:40.787Z'),
    ],
    [
      { dateString: '2017-02-08', timezone: 'America/New_York' },
      new Date('2017-02-08T05:00:00Z'),
    ],
    [
      { dateString: '06-15-2018', format: '%m-%d-%Y' },
      new Date('2018-06-15T00:00:00Z'),
    ],
  ],
  dayOfMonth: [
    ['$at', 29],
    [zoned, 1],
  ],
  dayOfWeek: [['$at', 5]],
  dayOfYear: [['$at', 60]],
  isoDayOfWeek: [['$at', 4]],
  isoWeek: [['$at', 9]],
  isoWeekYear: [['$sunday', 2020]],
  millisecond: [['$at', 123]],
  minute: [
    ['$at', 30],
    [{ date: '$at', timezone: '-04:45' }, 45],
  ],
  month: [
    ['$at', 2],
    [zoned, 3],
  ],
  second: [['$at', 15]],
  hour: [
    ['$at', 23],
    [zoned, 7],
  ],
  week: [['$at', 8]],
  year: [['$at', 2024]],
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
  dateToString: [
    [
      { date: '$at', format: '%Y-%m-%d %H:%M:%S.%L' },
      '2024-02-29 23:30:15.123',
    ],
    [
      { date: '$at', format: '%Y/%m/%d %H', timezone: 'Asia/Shanghai' },
      '2024/03/01 07',
    ],
    [
      { date: '$at', format: '%j %w %u %V %G %z', timezone: '+0800' },
      '061 6 5 09 2024 +0800',
    ],
    [{ date: '$nothing', onNull: 'never' }, 'never'],
    [{ date: '$at' }, '2024-02-29T23:30:15.123Z'],
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

/** What `group` computes of three documents, n = 1, 2, 2, the last also s. */
export const ACCUMULATORS: Record<string, Row> = {
  addToSet: ['$n', [1, 2]],
  avg: ['$n', 5 / 3],
  first: ['$n', 1],
  last: ['$s', 'z'],
  max: ['$n', 2],
  min: ['$n', 1],
  push: ['$n', [1, 2, 2]],
  stdDevPop: ['$n', Math.sqrt(2 / 9)],
  stdDevSamp: ['$n', Math.sqrt(1 / 3)],
  sum: ['$n', 5],
  mergeObjects: ['$o', { a: 1, b: 2 }],
};

/** Not evaluated here, and refused by this name. */
export const REFUSED_EXPRESSIONS: Record<string, unknown> = {
  meta: 'textScore',
};

/** What each stage of `aggregate()` makes of the documents of a group. */
export const STAGES: Record<string, Row> = {
  addFields: [{ m: { $add: ['$n', 1] } }, [2, 3, 3]],
  bucket: [
    {
      groupBy: '$n',
      boundaries: [1, 2, 3],
      output: { m: { $sum: '$n' } },
    },
    [1, 4],
  ],
  bucketAuto: [{ groupBy: '$n', buckets: 1, output: { m: { $sum: 1 } } }, [3]],
  count: ['m', [3]],
  group: [{ _id: '$n', m: { $sum: 1 } }, [1, 2]],
  limit: [1, [undefined]],
  match: [{ n: 2 }, [undefined, undefined]],
  project: [{ m: '$n' }, [1, 2, 2]],
  replaceRoot: [{ newRoot: { m: '$n' } }, [1, 2, 2]],
  sample: [{ size: 2 }, [undefined, undefined]],
  skip: [2, [undefined]],
  sort: [{ n: -1 }, [undefined, undefined, undefined]],
  sortByCount: ['$n', [undefined, undefined]],
  unwind: ['$o', [undefined, undefined]],
};

/** Refused: by name, or because only servers may. */
export const REFUSED_STAGES: Record<string, unknown> = {
  geoNear: {
    distanceField: 'd',
    query: {},
  },
};
