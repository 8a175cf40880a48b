import { describe, expect, it } from 'vitest';
import type { Doc, Filter } from '../kernel/store';
import { applyUpdate } from './update';

const doc = (fields: object): Doc => ({ _id: 'a', ...fields });

/** https://www.mongodb.com/docs/manual/reference/operator/update/ */
describe('an update', () => {
  it.each([
    [{ $inc: { text: 1 } }, 'non-numeric type'],
    [{ $inc: { nothing: 1 } }, 'non-numeric type'],
    [{ $mul: { n: 'x' } }, 'non-numeric argument'],
    [{ $push: { n: 1 } }, 'must be an array'],
    [{ $pop: { list: 2 } }, 'expects 1 or -1'],
    [{ $pull: { text: 1 } }, 'must be an array'],
    [{ $pullAll: { list: 1 } }, 'array argument'],
    [{ $addToSet: { list: { $each: 1 } } }, 'must be an array'],
    [{ $push: { list: { $each: [1], $sort: 2 } } }, '$sort'],
    [{ $push: { list: { $each: [1], $slice: 1.5 } } }, 'integer'],
    [{ $push: { list: { $each: [1], $foo: 1 } } }, '$foo'],
    [{ $bit: { n: { and: 1.5 } } }, 'Integer'],
    [{ $bit: { n: { not: 1 } } }, '$bit.not'],
    [{ $bit: { text: { and: 1 } } }, 'non-integral'],
    [{ $rename: { n: 'n' } }, 'conflict'],
    [{ $rename: { 'rows.a': 'b' } }, 'in an array'],
    [{ $rename: { n: 5 } }, 'must be a string'],
    [{ $set: { 'text.sub': 1 } }, 'Cannot create field'],
    [{ $set: { 'rows.a': 1 } }, 'Cannot create field'],
    [{ $set: { _id: 'b' } }, 'immutable'],
    [{ $unset: { _id: '' } }, 'immutable'],
    [{ $set: { a: { $bad: 1 } } }, 'not valid for storage'],
    [{ $set: { 'a..b': 1 } }, 'not valid'],
    [{ $set: { $a: 1 } }, 'dollar'],
    [{ $set: { 'rows.$.a': 1 } }, 'positional operator did not find'],
    [{ $set: { 'rows.$[one].a': 1 } }, '$[one]'],
    [{ $set: { 'n.$[].a': 1 } }, 'no array'],
    [{ $set: { n: 1 }, $inc: { n: 1 } }, 'conflict'],
    [{ $set: { 'o.a': 1, o: 1 } }, 'conflict'],
    [{ $currentDate: { n: true } }, '$currentDate'],
    [{ $set: 1 }, 'needs an object'],
    [{ $set: { 'list.9999999': 1 } }, 'cannot fill'],
  ])('[DB-22] %j is refused, not ignored', (update, message) => {
    const fields = {
      text: 'a',
      n: 1,
      list: [],
      rows: [{ a: 1 }],
      nothing: null,
    };
    const before = doc(fields);
    expect(() => applyUpdate(before, update as never)).toThrow(message);
    expect(before).toEqual(doc(fields));
  });

  it.each<[object, object, object]>([
    [
      {},
      { $push: { top: { $each: [1, 3, 2], $sort: -1, $slice: 2 } } },
      { top: [3, 2] },
    ],
    [
      { l: [1, 2] },
      { $push: { l: { $each: [9], $position: -1 } } },
      { l: [1, 9, 2] },
    ],
    [{ l: [1, 2] }, { $push: { l: { $each: [], $slice: -1 } } }, { l: [2] }],
    [
      { l: [{ s: 2 }, { s: 1 }] },
      { $push: { l: { $each: [{ s: 3 }], $sort: { s: 1 } } } },
      { l: [{ s: 1 }, { s: 2 }, { s: 3 }] },
    ],
  ])('[DB-23] %j pushed by %j is %j', (before, update, after) => {
    expect(applyUpdate(doc(before), update as never)).toEqual(doc(after));
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

  it.each<[object, object, object]>([
    [{ l: [1, 2] }, { $unset: { 'l.0': '' } }, { l: [null, 2] }],
    [{ l: [1] }, { $set: { 'l.3': 4 } }, { l: [1, null, null, 4] }],
    [{}, { $set: { 'o.0.b': 1 } }, { o: { 0: { b: 1 } } }],
    [{}, { $min: { n: 5 } }, { n: 5 }],
    [{ n: null }, { $max: { n: 5 } }, { n: 5 }],
    [{ n: 'x' }, { $min: { n: 5 } }, { n: 5 }],
    [{ n: 1 }, { $rename: { n: 'o.m', gone: 'x' } }, { o: { m: 1 } }],
    [{ l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
    [{ l: ['ab', 'cd'] }, { $pull: { l: /^a/ } }, { l: ['cd'] }],
    [{ l: [{ a: 1, b: 1 }, 3] }, { $pull: { l: { a: 1 } } }, { l: [3] }],
    [{ l: [[1], 1] }, { $pullAll: { l: [[1]] } }, { l: [1] }],
    [
      { l: [{ a: 1, b: 2 }] },
      { $addToSet: { l: { b: 2, a: 1 } } },
      {
        l: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
    ],
    [{}, { $pop: { l: 1 }, $pull: { m: 1 } }, {}],
    [
      { l: [{ n: 1 }, { n: 2 }] },
      { $inc: { 'l.$[].n': 1 } },
      { l: [{ n: 2 }, { n: 3 }] },
    ],
  ])('[DB-45] %j changed by %j is %j', (before, update, after) => {
    expect(applyUpdate(doc(before), update as never)).toEqual(doc(after));
  });

  it.each<[Filter, object, object]>([
    [{ l: 2 }, { 'l.$': 9 }, { l: [1, 9] }],
    [{ 'r.k': 2 }, { 'r.$.v': 9 }, { r: [{ k: 1 }, { k: 2, v: 9 }] }],
    [
      { r: { $elemMatch: { k: 2 } } },
      { 'r.$.v': 9 },
      { r: [{ k: 1 }, { k: 2, v: 9 }] },
    ],
    [{ $and: [{ l: { $gt: 1 } }] }, { 'l.$': 9 }, { l: [1, 9] }],
  ])(
    '[DB-46] found by %j, $ is the element that matched',
    (filter, set, after) => {
      const before = doc({ l: [1, 2], r: [{ k: 1 }, { k: 2 }] });
      expect(applyUpdate(before, { $set: set }, false, filter)).toMatchObject(
        after
      );
    }
  );

  it('[DB-47] new fields stand in the order of their names', () => {
    const next = applyUpdate(doc({}), { $set: { b: 1 }, $inc: { a: 1 } });
    expect(Object.keys(next)).toEqual(['_id', 'a', 'b']);
  });
});
