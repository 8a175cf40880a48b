import { describe, expect, it } from 'vitest';
import type { Filter } from '../kernel/store';
import { compileFilter } from './filter';
import { limitTime } from './limit-time';

/** https://www.mongodb.com/docs/manual/reference/operator/query/ */
const matches = (filter: object, fields: object): boolean =>
  compileFilter(filter as Filter).test({ _id: 'a', ...fields });

const day = new Date(5);

describe('a filter', () => {
  it.each([
    [{ $where: 'true' }, '$where'],
    [{ a: { $function: {} } }, '$function'],
    [{ $expr: { $function: { body: '' } } }, '$function'],
    [{ a: { $near: [] } }, '$near'],
    [{ a: { $nearSphere: {} } }, '$nearSphere'],
    [{ a: { $geoWithin: {} } }, '$geoWithin'],
    [{ a: { $geoIntersects: {} } }, '$geoIntersects'],
    [{ a: { $bitsAllSet: 1 } }, '$bitsAllSet'],
    [{ $and: [{ a: { $not: { $jsonSchema: {} } } }] }, '$jsonSchema'],
    [{ $text: {} }, '$text'],
    [{ $comment: 'x' }, '$comment'],
  ])('[DB-19] refuses %j by name', (filter, name) => {
    expect(() => compileFilter(filter)).toThrow(`invalid operator: ${name} `);
  });

  it.each<[object, object, boolean]>([
    [{ a: null }, {}, true],
    [{ a: { $gte: null } }, {}, true],
    [{ a: { $lte: null } }, { a: null }, true],
    [{ a: { $gt: null } }, { a: 1 }, false],
    [{ a: { $ne: null } }, {}, false],
    [{ a: { $exists: true } }, { a: null }, true],
    [{ 'a.b': null }, { a: 4 }, true],
    [{ 'a.b': null }, { a: [1, 2] }, false],
    [{ 'a.b': null }, { a: [{ b: 1 }, {}] }, true],
    [{ 'a.b': { $exists: false } }, { a: [1, 2] }, true],
    [{ a: { $elemMatch: { value: { $gt: 0 } } } }, { a: [1, 2] }, false],
    [{ a: { $elemMatch: { value: { $gt: 0 } } } }, { a: [{ value: 1 }] }, true],
    [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, { a: [1, 3] }, false],
    [{ a: { $gt: 1, $lt: 3 } }, { a: [1, 3] }, true],
  ])('[DB-20] %j over %j: %s, as in MongoDB', (filter, fields, expected) => {
    expect(matches(filter, fields)).toBe(expected);
  });

  it.each<[object, object, boolean]>([
    [{ a: { $gt: 1 } }, { a: '5' }, false],
    [{ a: { $lt: 9 } }, { a: new Date(0) }, false],
    [{ a: { $gte: new Date(5) } }, { a: day }, true],
    [{ a: { $gt: false } }, { a: true }, true],
    [{ a: { $lt: 'b' } }, { a: 'a' }, true],
    [{ a: { $gt: 'Ａ' } }, { a: '😀' }, true],
    [{ a: { $lt: 5 } }, { a: NaN }, false],
    [{ a: { $lte: NaN } }, { a: NaN }, true],
    [{ a: NaN }, { a: NaN }, true],
    [{ a: 0 }, { a: -0 }, true],
    [{ a: 1 }, { a: true }, false],
    [{ a: day }, { a: new Date(5) }, true],
  ])(
    '[DB-40] compares within a type: %j over %j: %s',
    (filter, doc, expected) => {
      expect(matches(filter, doc)).toBe(expected);
    }
  );

  it.each<[object, object, boolean]>([
    [{ a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } }, true],
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, false],
    [{ a: { x: 1 } }, { a: { x: 1, y: 2 } }, false],
    [{ a: [1, 2] }, { a: [1, 2] }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [1, 2] }, { a: [[1, 2], 3] }, true],
    [{ 'a.0.b': 1 }, { a: [{ b: 1 }, { b: 2 }] }, true],
    [{ 'a.1.b': 1 }, { a: [{ b: 1 }, { b: 2 }] }, false],
    [{ 'a.b': 2 }, { a: [{ b: 1 }, { b: [2, 3] }] }, true],
    [{ 'a.0': 1 }, { a: { 0: 1 } }, true],
    [{ toString: { $exists: true } }, {}, false],
  ])('[DB-41] equality and paths: %j over %j: %s', (filter, doc, expected) => {
    expect(matches(filter, doc)).toBe(expected);
  });

  it.each<[object, object, boolean]>([
    [{ a: { $in: [/^x/, 3] } }, { a: 'xy' }, true],
    [{ a: { $in: [null] } }, {}, true],
    [{ a: { $nin: ['x'] } }, { a: ['x', 'y'] }, false],
    [{ a: { $not: /^x/ } }, { a: 'y' }, true],
    [{ a: { $not: { $gt: 3 } } }, {}, true],
    [{ a: { $all: ['x'] } }, { a: 'x' }, true],
    [{ a: { $all: [['x']] } }, { a: [['x'], 'y'] }, true],
    [{ a: { $all: [] } }, { a: [] }, false],
    [
      { a: { $all: [{ $elemMatch: { k: 1 } }, { $elemMatch: { k: 2 } }] } },
      { a: [{ k: 2 }, { k: 1 }] },
      true,
    ],
    [{ a: { $size: 2 } }, { a: [1, 2] }, true],
    [{ a: { $size: 1 } }, { a: 'x' }, false],
    [{ a: { $mod: [4, 0] } }, { a: [1, 8] }, true],
    [{ a: { $mod: [4, 3.9] } }, { a: 7.5 }, true],
    [{ a: { $type: 'string' } }, { a: [1, 'x'] }, true],
    [{ a: { $type: 'array' } }, { a: [1] }, true],
    [{ a: { $type: 'number' } }, { a: 1.5 }, true],
    [{ a: { $type: ['int', 10] } }, { a: null }, true],
    [{ a: { $type: 'long' } }, { a: 2 ** 40 }, true],
    [{ a: { $type: 'null' } }, {}, false],
    [{ a: { $regex: '^h.l', $options: 'is' } }, { a: 'H\nLLO' }, true],
    [{ a: /^b/m }, { a: 'a\nb' }, true],
    [{ a: /(?:)/ }, { a: 5 }, false],
    [{ a: { $regex: '(?i)abc' } }, { a: 'ABC' }, true],
    [{ $nor: [{ a: 1 }, { b: 1 }] }, { a: 2 }, true],
    [{ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 }, true],
    [{ $expr: { $eq: ['$a', null] } }, {}, false],
  ])('[DB-42] operators: %j over %j: %s', (filter, doc, expected) => {
    expect(matches(filter, doc)).toBe(expected);
  });

  it.each([
    [{ a: { $mod: [1] } }, 'not enough elements'],
    [{ a: { $mod: [1, 2, 3] } }, 'too many elements'],
    [{ a: { $mod: [0, 1] } }, 'divisor cannot be 0'],
    [{ a: { $mod: ['x', 1] } }, 'must be numbers'],
    [{ a: { $size: -1 } }, 'may not be negative'],
    [{ a: { $size: 1.5 } }, 'whole number'],
    [{ a: { $in: 1 } }, 'needs an array'],
    [{ a: { $in: [{ $gt: 1 }] } }, 'cannot nest $'],
    [{ a: { $all: 1 } }, 'needs an array'],
    [{ a: { $elemMatch: 1 } }, 'needs an Object'],
    [{ a: { $elemMatch: { $expr: 1, $and: [] } } }, 'invalid operator'],
    [{ a: { $not: 1 } }, '$not needs'],
    [{ a: { $not: {} } }, '$not needs'],
    [{ a: { $ne: /x/ } }, 'regex'],
    [{ a: { $gt: /x/ } }, 'cannot compare'],
    [{ a: { $regex: 1 } }, 'must be a string'],
    [{ a: { $regex: '(' } }, 'not valid'],
    [{ a: { $regex: 'a', $options: 'g' } }, 'option g'],
    [{ a: { $regex: 'a', $options: 'x' } }, 'option x'],
    [{ a: { $options: 'i' } }, 'needs a $regex'],
    [{ a: { $type: 'nonsense' } }, 'Unknown type name'],
    [{ a: { $gt: 1, b: 2 } }, 'mixes operators'],
    [{ $or: [] }, 'nonempty array'],
    [{ $and: {} }, 'nonempty array'],
    [{ $or: [1] }, 'must be an object'],
    [{ a: { $elemMatch: { $and: [{ $expr: true }] } } }, 'top-level'],
  ])('[DB-43] %j is an error', (filter, message) => {
    expect(() => compileFilter(filter)).toThrow(message);
  });

  it('[DB-21] a pathological pattern is stopped', () => {
    const pattern = compileFilter({ a: /^(a+)+$/ });
    const a = `${'a'.repeat(40)}b`;
    expect(pattern.hasPattern).toBe(true);
    expect(() => limitTime(50, () => pattern.test({ a }))).toThrow(
      'takes too long'
    );
  });

  it('[DB-44] what a filter finds and what its opposite finds are everything', () => {
    const values = [
      null,
      0,
      1,
      2,
      NaN,
      '',
      'b',
      [],
      [1, 'b'],
      { x: 1 },
      day,
      true,
    ];
    const docs: object[] = [{}, ...values.map((a) => ({ a }))];
    const operators = ['$eq', '$gt', '$gte', '$lt', '$lte'];
    for (const operand of values) {
      for (const operator of operators) {
        const condition = { [operator]: operand };
        for (const doc of docs) {
          const found = matches({ a: condition }, doc);
          expect(matches({ a: { $not: condition } }, doc)).toBe(!found);
          expect(matches({ $nor: [{ a: condition }] }, doc)).toBe(!found);
        }
      }
      for (const doc of docs) {
        const either =
          matches({ a: { $gt: operand } }, doc) || matches({ a: operand }, doc);
        expect(matches({ a: { $gte: operand } }, doc)).toBe(either);
        expect(matches({ a: { $in: [operand] } }, doc)).toBe(
          matches({ a: operand }, doc)
        );
      }
    }
  });
});
