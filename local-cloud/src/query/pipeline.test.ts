import { describe, expect, it } from 'vitest';
import type { Doc, Filter } from '../kernel/store';
import { runPipeline, validatePipeline } from './aggregate';
import { EXPRESSIONS } from './expression';

const DOCS: Doc[] = [
  { _id: 'a', g: 'x', n: 1, tags: ['p', 'q'], o: { k: 1, l: 2 } },
  { _id: 'b', g: 'y', n: 2, tags: [], o: { k: 1 } },
  { _id: 'c', g: 'x', n: 3, tags: null },
  { _id: 'd', n: 4 },
];
const OTHERS = [
  { _id: '1', of: 'x', price: 5 },
  { _id: '2', of: ['x', 'y'], price: 9 },
  { _id: '3', price: 1 },
];

const run = (...stages: object[]): unknown[] =>
  runPipeline(structuredClone(DOCS), stages as Filter[], (name) =>
    name === 'others' ? OTHERS : []
  );
const ids = (rows: unknown[]) =>
  (rows as { _id: string }[]).map(({ _id }) => _id).join('');

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/ */
describe('the stages of a pipeline', () => {
  it.each<[object, object[]]>([
    [{ $count: 'all' }, [{ all: 4 }]],
    [
      { $group: { _id: '$g', n: { $sum: '$n' } } },
      [
        { _id: 'x', n: 4 },
        { _id: 'y', n: 2 },
        { _id: null, n: 4 },
      ],
    ],
    [
      { $group: { _id: null, least: { $min: '$n' }, all: { $push: '$g' } } },
      [{ _id: null, least: 1, all: ['x', 'y', 'x'] }],
    ],
    [
      { $sortByCount: '$g' },
      [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
        { _id: null, count: 1 },
      ],
    ],
    [
      { $bucket: { groupBy: '$n', boundaries: [0, 2, 4], default: 'rest' } },
      [
        { _id: 0, count: 1 },
        { _id: 2, count: 2 },
        { _id: 'rest', count: 1 },
      ],
    ],
    [
      { $bucketAuto: { groupBy: '$n', buckets: 2 } },
      [
        { _id: { min: 1, max: 3 }, count: 2 },
        { _id: { min: 3, max: 4 }, count: 2 },
      ],
    ],
  ])('[DB-60] %j gives what MongoDB gives', (stage, rows) => {
    expect(run(stage)).toEqual(rows);
  });

  it('[DB-61] unwinds, and keeps what is empty only when asked', () => {
    expect(ids(run({ $unwind: '$tags' }))).toBe('aa');
    const kept = run({
      $unwind: {
        path: '$tags',
        preserveNullAndEmptyArrays: true,
        includeArrayIndex: 'i',
      },
    }) as Doc[];
    expect(ids(kept)).toBe('aabcd');
    expect(kept.map(({ i }) => i)).toEqual([0, 1, null, null, null]);
    expect('tags' in (kept[2] as Doc)).toBe(false);
    expect(kept[3]?.tags).toBeNull();
    expect(ids(run({ $unwind: '$n' }))).toBe('abcd');
  });

  it('[DB-62] looks up by fields, by a pipeline, and by both', () => {
    const joined = (spec: object) =>
      (run({ $lookup: { from: 'others', as: 'o', ...spec } }) as Doc[]).map(
        ({ o }) => ids(o as unknown[])
      );
    const byFields = { localField: 'g', foreignField: 'of' };
    expect(joined(byFields)).toEqual(['12', '2', '12', '3']);
    const test = { $expr: { $gt: ['$price', '$$least'] } };
    const pipeline = [{ $match: test }, { $sort: { price: -1 } }];
    const least = { let: { least: '$n' }, pipeline };
    expect(joined(least)).toEqual(['21', '21', '21', '21']);
    expect(joined({ ...byFields, ...least })).toEqual(['21', '2', '21', '']);
  });

  it('[DB-63] projects, computes and drops fields', () => {
    const first = (...stages: object[]) => run(...stages)[0];
    expect(first({ $project: { n: 1, m: { $add: ['$n', 1] } } })).toEqual({
      _id: 'a',
      n: 1,
      m: 2,
    });
    expect(first({ $project: { _id: 0, 'o.k': 1 } })).toEqual({ o: { k: 1 } });
    expect(first({ $project: { tags: 0, o: 0 } })).toEqual({
      _id: 'a',
      g: 'x',
      n: 1,
    });
    expect(first({ $project: { _id: 0, x: '$missing', y: ['$n'] } })).toEqual({
      y: [1],
    });
    expect(first({ $addFields: { 'o.m': '$n', g: '$$REMOVE' } })).toEqual({
      _id: 'a',
      n: 1,
      tags: ['p', 'q'],
      o: { k: 1, l: 2, m: 1 },
    });
    expect(first({ $limit: 1 }, { $replaceRoot: { newRoot: '$o' } })).toEqual({
      k: 1,
      l: 2,
    });
    expect(first({ $unset: ['o', 'tags'] })).toEqual({
      _id: 'a',
      g: 'x',
      n: 1,
    });
  });

  it('[DB-64] samples each document once, skips, limits, sorts', () => {
    const sampled = run({ $sample: { size: 9 } }) as Doc[];
    expect(
      sampled
        .map(({ _id }) => _id)
        .sort()
        .join('')
    ).toBe('abcd');
    const window = [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }];
    expect(ids(run(...window))).toBe('cb');
    expect(ids(run())).toBe('abcd');
    expect(run({ $match: { n: 9 } }, { $count: 'none' })).toEqual([]);
  });

  it.each([
    [{ $limit: 0 }, 'positive'],
    [{ $skip: -1 }, 'negative'],
    [{ $count: '$x' }, 'non-empty string'],
    [{ $sort: {} }, 'at least one'],
    [{ $sample: { size: 0 } }, 'positive'],
    [{ $group: { n: { $sum: 1 } } }, 'must include an _id'],
    [{ $group: { _id: 1, n: 5 } }, 'accumulator'],
    [{ $group: { _id: 1, n: { $accumulator: {} } } }, '$accumulator'],
    [{ $bucket: { groupBy: '$n', boundaries: [2, 1] } }, 'in order'],
    [{ $project: { a: 1, b: 0 } }, 'mix inclusion'],
    [{ $project: {} }, 'non-empty'],
    [{ $project: { a: '$$unknown' } }, 'undefined variable'],
    [{ $project: { a: { $add: [1], $abs: 1 } } }, 'exactly one operator'],
    [{ $unwind: 'tags' }, 'prefixed'],
    [{ $lookup: { from: 'others', as: 'x' } }, 'needs localField'],
    [{ $match: 1 }, 'must be an object'],
    [{ $match: {}, $sort: { a: 1 } }, 'exactly one field'],
    [{ $replaceRoot: {} }, 'newRoot'],
  ])('[DB-65] %j is refused', (stage, message) => {
    expect(() => validatePipeline([stage])).toThrow(message);
  });

  it.each([
    '$out',
    '$merge',
    '$graphLookup',
    '$unionWith',
    '$facet',
    '$geoNear',
    '$redact',
    '$indexStats',
    '$currentOp',
    '__proto__',
    'toString',
  ])('[DB-26] there is no stage %s', (stage) => {
    expect(() => validatePipeline([{ [stage]: {} }])).toThrow(stage);
  });

  it('[DB-27] hides no code in an expression or a nested pipeline', () => {
    const code = { $function: { body: 'f', args: [], lang: 'js' } };
    const map = { $map: { input: [], in: code } };
    expect(() => validatePipeline([{ $project: { a: map } }])).toThrow(
      '$function'
    );
    const inner = [{ $out: 'x' }];
    expect(() =>
      validatePipeline([{ $lookup: { from: 'b', as: 'c', pipeline: inner } }])
    ).toThrow('$out');
  });
});

/** Operators that MongoDB has and the SDKs' command objects have not. */
const MORE: [expression: object, value: unknown][] = [
  [{ $trim: { input: '  a b ' } }, 'a b'],
  [{ $trim: { input: 'xxaxx', chars: 'x' } }, 'a'],
  [{ $ltrim: { input: '  a ' } }, 'a '],
  [{ $rtrim: { input: ' a  ' } }, ' a'],
  [{ $round: [2.5] }, 2],
  [{ $round: [1234.5678, 2] }, 1234.57],
  [{ $round: [1234.5678, -2] }, 1200],
  [{ $type: '$missing' }, 'missing'],
  [{ $type: 1.5 }, 'double'],
  [{ $toString: 2.5 }, '2.5'],
  [{ $toString: true }, 'true'],
  [{ $toInt: '12' }, 12],
  [{ $toInt: 2.9 }, 2],
  [{ $toLong: '-5' }, -5],
  [{ $toDouble: '2.5' }, 2.5],
  [{ $toBool: 'false' }, true],
  [{ $toBool: 0 }, false],
  [{ $toDate: 0 }, new Date(0)],
  [
    { $dateToParts: { date: { $toDate: 0 }, timezone: '+01:30' } },
    {
      year: 1970,
      month: 1,
      day: 1,
      hour: 1,
      minute: 30,
      second: 0,
      millisecond: 0,
    },
  ],
];

describe('an expression', () => {
  const compute = (v: unknown) =>
    (run({ $match: { _id: 'a' } }, { $project: { v } })[0] as Doc).v;

  it.each(MORE)('[DB-66] %j is %j', (expression, value) => {
    expect(compute(expression)).toEqual(value);
  });

  it.each([
    [{ $add: [1, 'x'] }, 'numeric'],
    [{ $divide: [1, 0] }, 'by zero'],
    [{ $abs: [1, 2] }, 'arguments'],
    [{ $concat: [1] }, 'string'],
    [{ $arrayElemAt: [1, 0] }, 'array'],
    [{ $switch: { branches: [{ case: false, then: 1 }] } }, 'no default'],
    [{ $year: 'x' }, 'Date'],
    [{ $hour: { date: new Date(0), timezone: 'Mars/One' } }, 'time zone'],
    [{ $dateToString: { date: new Date(0), format: '%q' } }, '%q'],
    [{ $dateFromString: { dateString: '2021-02-30' } }, 'Error parsing'],
    [{ $filter: { input: [] } }, 'cond'],
    [{ $map: { input: [], in: 1, as: 'UP' } }, 'variable'],
    [{ $substr: ['é', 1, 1] }, 'UTF-8'],
    [{ $split: ['a', ''] }, 'non-empty'],
    [{ $toInt: 'x' }, 'parse'],
    [{ $toInt: 3e9 }, 'convert'],
    [{ $convert: {} }, '$convert'],
    [{ $regexMatch: {} }, '$regexMatch'],
    [{ $meta: 'textScore' }, '$meta'],
    ['$a..b', 'field path'],
    ['$$a', 'undefined variable'],
  ])('[DB-67] %j is an error', (expression, message) => {
    expect(() => compute(expression)).toThrow(message);
  });

  it('[DB-68] every operator has an example here or in the SDKs’ tables', () => {
    const here = MORE.map(([expression]) => Object.keys(expression)[0]);
    const ofSdks =
      /^\$(abs|add|ceil|divide|exp|floor|ln|log|log10|mod|multiply|pow|sqrt|subtract|trunc|arrayElemAt|arrayToObject|concatArrays|filter|in|indexOfArray|isArray|map|range|reduce|reverseArray|size|slice|zip|and|not|or|cmp|eq|gt|gte|lt|lte|ne|cond|ifNull|switch|dateFromParts|dateFromString|dayOfMonth|dayOfWeek|dayOfYear|isoDayOfWeek|isoWeek|isoWeekYear|millisecond|minute|month|second|hour|week|year|literal|mergeObjects|objectToArray|allElementsTrue|anyElementTrue|setDifference|setEquals|setIntersection|setIsSubset|setUnion|concat|dateToString|indexOfBytes|indexOfCP|split|strLenBytes|strLenCP|strcasecmp|substr|substrBytes|substrCP|toLower|toUpper|avg|max|min|stdDevPop|stdDevSamp|sum|let)$/;
    const untried = Object.keys(EXPRESSIONS).filter(
      (name) => !here.includes(name) && !ofSdks.test(name)
    );
    expect(untried).toEqual([]);
  });
});
