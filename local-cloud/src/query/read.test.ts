import { describe, expect, it } from 'vitest';
import type { Doc } from '../kernel/store';
import { compareValues, isEqual } from './bson-order';
import { projectDocs } from './projection';
import { sortDocs } from './sort';
import { valueKey } from './value-key';

const doc: Doc = {
  _id: 'a',
  n: 1,
  o: { x: 1, y: 2 },
  l: [{ k: 1, v: 1 }, { k: 2 }, 3],
};

/** https://www.mongodb.com/docs/manual/reference/method/db.collection.find/ */
describe('a projection', () => {
  it.each<[object, object]>([
    [{ n: 1 }, { _id: 'a', n: 1 }],
    [{ n: 1, _id: 0 }, { n: 1 }],
    [{ _id: 1 }, { _id: 'a' }],
    [{ _id: 0 }, { n: 1, o: doc.o, l: doc.l }],
    [
      { n: 0, l: 0 },
      { _id: 'a', o: { x: 1, y: 2 } },
    ],
    [{ 'o.x': 1 }, { _id: 'a', o: { x: 1 } }],
    [{ o: { x: 1 } }, { _id: 'a', o: { x: 1 } }],
    [{ 'l.k': 1 }, { _id: 'a', l: [{ k: 1 }, { k: 2 }] }],
    [
      { 'o.x': 0, l: 0, n: 0 },
      { _id: 'a', o: { y: 2 } },
    ],
    [{ l: { $slice: -1 } }, { ...doc, l: [3] }],
    [
      { l: { $slice: [1, 1] }, n: 1 },
      { _id: 'a', n: 1, l: [{ k: 2 }] },
    ],
    [{ l: { $elemMatch: { k: 2 } } }, { _id: 'a', l: [{ k: 2 }] }],
    [{ l: { $elemMatch: { k: 9 } } }, { _id: 'a' }],
    [{ missing: 1 }, { _id: 'a' }],
  ])('[DB-50] %j keeps %j', (projection, expected) => {
    expect(projectDocs([doc], projection as never)).toEqual([expected]);
  });

  it.each([
    [{ n: 1, o: 0 }, 'mix of inclusion and exclusion'],
    [{ 'l.$': 1 }, 'l.$'],
    [{ n: '$o' }, 'malformed'],
    [{ n: { $add: [1, 2] } }, '$add'],
    [{ l: { $slice: 'x' } }, '$slice'],
    [{ l: { $slice: [1, 0] } }, '$slice'],
    [{ o: 1, 'o.x': 1 }, 'collision'],
  ])('[DB-51] %j is refused', (projection, message) => {
    expect(() => projectDocs([doc], projection)).toThrow(message);
  });
});

const ORDER: unknown[] = [
  null,
  NaN,
  -Infinity,
  -1,
  0,
  1.5,
  '',
  'B',
  'a',
  'é',
  'Ａ',
  '😀',
  {},
  { a: 1 },
  { a: 1, b: 0 },
  { a: 'x' },
  [],
  [1],
  [1, 2],
  false,
  true,
  new Date(-1),
  new Date(1),
];

/** https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ */
describe('the order of values', () => {
  it('[DB-52] is that of BSON, texts by their bytes of UTF-8', () => {
    for (const [i, a] of ORDER.entries()) {
      for (const [j, b] of ORDER.entries()) {
        expect(Math.sign(compareValues(a, b))).toBe(Math.sign(i - j));
      }
    }
  });

  it('[DB-53] values are equal exactly when they group together', () => {
    for (const a of ORDER) {
      for (const b of ORDER) {
        expect(valueKey(a) === valueKey(b)).toBe(isEqual(a, b));
      }
    }
  });

  it('[DB-54] an array sorts by its least or greatest element', () => {
    const docs = [
      { _id: 'a', v: [1, 9] },
      { _id: 'b', v: 5 },
      { _id: 'c', v: [] },
      { _id: 'd' },
      { _id: 'e', v: [{ x: 1 }, 0] },
      { _id: 'f', v: null },
    ] as Doc[];
    const ids = (way: 1 | -1) =>
      sortDocs(docs, { v: way })
        .map(({ _id }) => _id)
        .join('');
    expect(ids(1)).toBe('cdfeab');
    expect(ids(-1)).toBe('eabdfc');
  });

  it('[DB-55] sorting is stable, and by several fields', () => {
    const docs = [
      { _id: 'a', v: 1, w: 1 },
      { _id: 'b', v: 0, w: 1 },
      { _id: 'c', v: 1, w: 2 },
      { _id: 'd', v: 1, w: 1 },
    ] as Doc[];
    const sorted = sortDocs(docs, { v: -1, w: -1 });
    expect(sorted.map(({ _id }) => _id).join('')).toBe('cadb');
    expect(docs[0]?._id).toBe('a');
  });
});
