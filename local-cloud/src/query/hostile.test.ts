import { describe, expect, it } from 'vitest';
import type { Filter } from '../kernel/store';
import { runPipeline, validatePipeline } from './aggregate';
import { compileFilter } from './filter';
import { applyUpdate } from './update';

const project = (v: unknown): unknown[] =>
  runPipeline([{ _id: 'a', n: 1 }], [{ $project: { v } }], () => []);

const nested = (
  levels: number,
  inner: unknown,
  around: (x: unknown) => unknown
) => {
  let value = inner;
  for (let i = 0; i < levels; i += 1) value = around(value);
  return value;
};

describe('hostile input', () => {
  it.each<[string, unknown]>([
    ['a huge range', { $range: [0, 1e9] }],
    [
      'a text that doubles',
      {
        $reduce: {
          input: { $range: [0, 60] },
          initialValue: 'x',
          in: { $concat: ['$$value', '$$value'] },
        },
      },
    ],
    [
      'an array that doubles',
      {
        $reduce: {
          input: { $range: [0, 60] },
          initialValue: [1],
          in: { $concatArrays: ['$$value', '$$value'] },
        },
      },
    ],
    [
      'nested maps',
      nested(5, 1, (body) => ({
        $map: { input: { $range: [0, 1000] }, in: body },
      })),
    ],
    [
      'a document that doubles',
      {
        $size: {
          $reduce: {
            input: { $range: [0, 60] },
            initialValue: ['x'],
            in: { $setUnion: [{ $concatArrays: ['$$value', '$$value'] }] },
          },
        },
      },
    ],
  ])('[DB-70] %s is stopped or small', (name, bomb) => {
    if (name === 'a document that doubles') {
      expect(project(bomb)).toEqual([{ _id: 'a', v: 1 }]);
    } else {
      expect(() => project(bomb)).toThrow(/memory limit|time limit/);
    }
    expect(project({ $add: ['$n', 1] })).toEqual([{ _id: 'a', v: 2 }]);
  });

  it('[DB-70] a bomb in $expr is stopped too', () => {
    const bomb = { $expr: { $size: { $range: [0, 1e9] } } };
    const { test, hasPattern } = compileFilter(bomb);
    expect(hasPattern).toBe(true);
    expect(() => test({ _id: 'a' })).toThrow('memory limit');
  });

  it('[DB-70] unwinding again and again is stopped', () => {
    const list = Array.from({ length: 1000 }, (_item, i) => i);
    const stages = Array.from({ length: 9 }, () => [
      { $addFields: { list } },
      { $unwind: '$list' },
    ]).flat();
    expect(() =>
      runPipeline([{ _id: 'a' }], stages as Filter[], () => [])
    ).toThrow(/memory limit|time limit/);
  });

  it('[DB-71] what is too deep or too long is refused', () => {
    const deep = nested(5000, true, (x) => ({ $not: [x] }));
    expect(() => project(deep)).toThrow('too large');
    const wide = { $and: Array.from({ length: 20_000 }, () => true) };
    expect(() => project(wide)).toThrow('too large');
    const or = Array.from({ length: 20_000 }, (_item, n) => ({ n }));
    expect(() => compileFilter({ $or: or })).toThrow('too large');
    const stages = Array.from({ length: 600 }, () => ({ $limit: 1 }));
    expect(() => validatePipeline(stages)).toThrow('too long');
    const lookup = nested(20, [], (pipeline) => [
      { $lookup: { from: 'x', as: 'y', pipeline } },
    ]);
    expect(() => validatePipeline(lookup)).toThrow('too long');
  });

  it.each<[string, () => unknown]>([
    ['a filter', () => compileFilter({ 'a.__proto__.b': 1 })],
    ['an expression', () => project('$a.constructor')],
    [
      'a variable',
      () => project({ $let: { vars: { constructor: 1 }, in: 1 } }),
    ],
    ['an object', () => project(JSON.parse('{"__proto__":{"a":1}}'))],
    ['pairs', () => project({ $arrayToObject: [[['__proto__', 1]]] })],
    [
      'a lookup',
      () =>
        validatePipeline([
          { $lookup: { from: 'a', as: '__proto__', pipeline: [] } },
        ]),
    ],
    [
      'a group',
      () =>
        validatePipeline([{ $group: { _id: 1, constructor: { $sum: 1 } } }]),
    ],
    [
      'added fields',
      () => validatePipeline([{ $addFields: { 'a.prototype': 1 } }]),
    ],
    [
      'an update',
      () => applyUpdate({ _id: 'a' }, { $set: { 'a.__proto__.b': 1 } }),
    ],
    [
      'a renaming',
      () => applyUpdate({ _id: 'a' }, { $rename: { a: 'constructor' } }),
    ],
    [
      'a value',
      () => applyUpdate({ _id: 'a' }, { $set: { a: [{ constructor: 1 }] } }),
    ],
  ])('[DB-72] %s cannot name a prototype', (_name, work) => {
    expect(work).toThrow('is not allowed');
    expect(({} as { b?: number }).b).toBeUndefined();
  });

  it('[DB-73] what a document inherits is not its field', () => {
    expect(project('$toString')).toEqual([{ _id: 'a' }]);
    expect(project({ $type: '$valueOf' })).toEqual([
      { _id: 'a', v: 'missing' },
    ]);
    expect(compileFilter({ hasOwnProperty: null }).test({})).toBe(true);
  });
});
