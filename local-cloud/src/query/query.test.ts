import { describe, expect, it } from 'vitest';
import type { Doc } from '../kernel/store';
import { validatePipeline } from './aggregate';
import { compileFilter } from './filter';
import { limitTime } from './limit-time';
import { applyUpdate } from './update';

const doc = (fields: object): Doc => ({ _id: 'a', ...fields });

describe('a filter', () => {
  it.each([
    [{ $where: 'true' }, '$where'],
    [{ a: { $function: {} } }, '$function'],
    [{ $expr: { $function: { body: '' } } }, '$function'],
    [{ a: { $near: [] } }, '$near'],
    [{ $and: [{ a: { $not: { $jsonSchema: {} } } }] }, '$jsonSchema'],
    [{ $text: {} }, '$text'],
  ])('[DB-19] refuses %j by name', (filter, name) => {
    expect(() => compileFilter(filter)).toThrow(`invalid operator: ${name} `);
  });

  it('[DB-20] compares with null and matches elements as MongoDB does', () => {
    const test = (filter: object, fields: object) =>
      compileFilter(filter as never).test(doc(fields));
    expect(test({ a: { $gte: null } }, {})).toBe(true);
    const element = { tags: { $elemMatch: { value: { $gt: 0 } } } };
    expect(test(element, { tags: [1, 2] })).toBe(false);
    expect(test(element, { tags: [{ value: 1 }] })).toBe(true);
    expect(test({ tags: { $elemMatch: { $gt: 1 } } }, { tags: [2] })).toBe(
      true
    );
  });

  it('[DB-21] a pathological pattern is stopped', () => {
    const pattern = compileFilter({ a: /^(a+)+$/ });
    const text = `${'a'.repeat(40)}b`;
    expect(pattern.hasPattern).toBe(true);
    expect(() => limitTime(50, () => pattern.test(doc({ a: text })))).toThrow(
      'takes too long'
    );
  });
});

describe('an update', () => {
  it.each([
    [{ $inc: { text: 1 } }, 'non-numeric type'],
    [{ $mul: { n: 'x' } }, 'non-numeric argument'],
    [{ $push: { n: 1 } }, 'must be an array'],
    [{ $set: { 'text.sub': 1 } }, 'Cannot create field'],
    [{ $set: { _id: 'b' } }, 'immutable'],
    [{ $set: { a: { $bad: 1 } } }, 'not valid for storage'],
    [{ $set: { 'list.$.a': 1 } }, 'not valid for an update'],
    [{ $set: { n: 1 }, $inc: { n: 1 } }, 'conflict'],
    [{ $currentDate: { n: true } }, '$currentDate'],
  ])('[DB-22] %j is refused, not ignored', (update, message) => {
    const before = doc({ text: 'a', n: 1, list: [] });
    expect(() => applyUpdate(before, update)).toThrow(message);
    expect(before).toEqual(doc({ text: 'a', n: 1, list: [] }));
  });

  it('[DB-23] pushes sorted and cut also where nothing was', () => {
    const update = {
      $push: { top: { $each: [1, 3, 2], $sort: -1, $slice: 2 } },
    };
    expect(applyUpdate(doc({}), update)).toEqual(doc({ top: [3, 2] }));
  });

  it('[DB-24] reads the server SDK’s each without its dollar', () => {
    const update = { $addToSet: { list: { each: [1, 2] } } };
    expect(applyUpdate(doc({ list: [1] }), update)).toEqual(
      doc({ list: [1, 2] })
    );
  });

  it('[DB-25] sets on insert only when it inserts', () => {
    const update = { $set: { a: 1 }, $setOnInsert: { b: 2 } };
    expect(applyUpdate(doc({}), update)).toEqual(doc({ a: 1 }));
    expect(applyUpdate(doc({}), update, true)).toEqual(doc({ a: 1, b: 2 }));
  });
});

describe('a pipeline', () => {
  it.each(['$out', '$merge', '$graphLookup', '$unionWith', '$geoNear'])(
    '[DB-26] has no stage %s',
    (stage) => {
      expect(() => validatePipeline([{ [stage]: {} }])).toThrow(stage);
    }
  );

  it('[DB-27] hides no code in an expression or a nested pipeline', () => {
    const code = { $function: { body: 'f', args: [], lang: 'js' } };
    expect(() =>
      validatePipeline([{ $project: { a: { $map: { in: code } } } }])
    ).toThrow('$function');
    const inner = [{ $out: 'x' }];
    expect(() =>
      validatePipeline([{ $lookup: { from: 'b', as: 'c', pipeline: inner } }])
    ).toThrow('$out');
  });
});
