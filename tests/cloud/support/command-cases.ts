/** The part of an SDK's `db.command` that the cases use. */
export type Command = Record<string, (...args: unknown[]) => unknown>;
type Fields = Record<string, unknown>;

/** Documents that every query command is tried on. */
export const DOCUMENTS: ({ _id: string } & Fields)[] = [
  { _id: 'a', n: 1, tags: ['x'], rows: [{ k: 1, v: 5 }], text: 'Hello' },
  { _id: 'b', n: 5, tags: ['x', 'y'], rows: [{ k: 1 }, { v: 5 }] },
  { _id: 'c', n: '5', tags: [] },
  { _id: 'd', n: null },
];

type Query = (command: Command) => Fields;
const { PI } = Math;

/** Which documents a query with the command finds. */
export const QUERIES: Record<string, [query: Query, ids: string][]> = {
  eq: [
    [(_) => ({ n: _.eq?.(5) }), 'b'],
    [(_) => ({ n: _.eq?.(null) }), 'd'],
  ],
  neq: [[(_) => ({ n: _.neq?.(5) }), 'acd']],
  lt: [[(_) => ({ n: _.lt?.(5) }), 'a']],
  lte: [[(_) => ({ n: _.lte?.(5) }), 'ab']],
  gt: [
    [(_) => ({ n: _.gt?.(0) }), 'ab'],
    [(_) => ({ n: _.gt?.('') }), 'c'],
  ],
  gte: [[(_) => ({ n: _.gte?.(5) }), 'b']],
  in: [[(_) => ({ n: _.in?.([1, '5']) }), 'ac']],
  nin: [[(_) => ({ n: _.nin?.([1, null]) }), 'bc']],
  and: [
    [(_) => _.and?.([{ n: 5 }, { tags: 'y' }]) as Fields, 'b'],
    [(_) => ({ n: _.and?.(_.gt?.(0), _.lt?.(3)) }), 'a'],
  ],
  or: [
    [(_) => _.or?.([{ n: 1 }, { tags: 'y' }]) as Fields, 'ab'],
    [(_) => ({ n: _.or?.(_.eq?.(1), _.eq?.(null)) }), 'ad'],
  ],
  not: [[(_) => ({ n: _.not?.(_.gt?.(3)) }), 'acd']],
  nor: [[(_) => _.nor?.([{ n: 1 }, { tags: 'y' }]) as Fields, 'cd']],
  exists: [
    [(_) => ({ tags: _.exists?.(true) }), 'abc'],
    [(_) => ({ text: _.exists?.(false) }), 'bcd'],
  ],
  mod: [[(_) => ({ n: _.mod?.([4, 1]) }), 'ab']],
  all: [[(_) => ({ tags: _.all?.(['x', 'y']) }), 'b']],
  elemMatch: [
    [(_) => ({ rows: _.elemMatch?.({ k: 1, v: 5 }) }), 'a'],
    [(_) => ({ tags: _.elemMatch?.({ $gt: 'x' }) }), 'b'],
  ],
  size: [[(_) => ({ tags: _.size?.(0) }), 'c']],
  expr: [[(_) => _.expr?.({ $eq: ['$n', '5'] }) as Fields, 'c']],
};

const square = (db: Geo) =>
  new db.Geo.Polygon([
    new db.Geo.LineString(
      [
        [0, 0],
        [3, 0],
        [3, 3],
        [0, 3],
        [0, 0],
      ].map(([x, y]) => new db.Geo.Point(x, y))
    ),
  ]);

type Shape = new (...args: unknown[]) => unknown;
export interface Geo {
  Geo: { Point: Shape; LineString: Shape; Polygon: Shape };
}

/** Sent by the SDKs, not evaluated here: the operator that is named. */
export const REFUSED_QUERIES: Record<
  string,
  [query: (command: Command, db: Geo) => Fields, name: string]
> = {
  geoNear: [
    (_, db) => ({
      at: _.geoNear?.({ geometry: new db.Geo.Point(1, 1), maxDistance: PI }),
    }),
    '$nearSphere',
  ],
  geoWithin: [
    (_, db) => ({ at: _.geoWithin?.({ geometry: square(db) }) }),
    '$geoWithin',
  ],
  geoIntersects: [
    (_, db) => ({ at: _.geoIntersects?.({ geometry: square(db) }) }),
    '$geoIntersects',
  ],
  jsonSchema: [
    (_) => _.jsonSchema?.({ required: ['a'] }) as Fields,
    '$jsonSchema',
  ],
  text: [(_) => ({ $text: _.text?.({ search: 'a' }) }), '$text'],
};

type Change = (command: Command) => Fields;
type Case = [before: Fields, change: Change, after: Fields];

/** What an update with the command makes of a document. */
export const UPDATES: Record<string, Case[]> = {
  set: [
    [{ o: { a: 1, b: 2 } }, (_) => ({ o: _.set?.({ c: 3 }) }), { o: { c: 3 } }],
  ],
  remove: [[{ a: 1, b: 2 }, (_) => ({ a: _.remove?.() }), { b: 2 }]],
  inc: [
    [{ n: 1 }, (_) => ({ n: _.inc?.(-3) }), { n: -2 }],
    [{}, (_) => ({ n: _.inc?.(2) }), { n: 2 }],
  ],
  mul: [
    [{ n: 4 }, (_) => ({ n: _.mul?.(2.5) }), { n: 10 }],
    [{}, (_) => ({ n: _.mul?.(2) }), { n: 0 }],
  ],
  push: [
    [{ l: [1] }, (_) => ({ l: _.push?.([2, 3]) }), { l: [1, 2, 3] }],
    [{}, (_) => ({ l: _.push?.([1]) }), { l: [1] }],
    [
      { l: [1, 9] },
      (_) => ({
        l: _.push?.({ each: [5, 3], position: 1, sort: -1, slice: 3 }),
      }),
      { l: [9, 5, 3] },
    ],
  ],
  pull: [
    [{ l: [1, 2, 1] }, (_) => ({ l: _.pull?.(1) }), { l: [2] }],
    [
      { l: [{ a: 1, b: 2 }, { a: 2 }] },
      (_) => ({ l: _.pull?.({ a: 1 }) }),
      { l: [{ a: 2 }] },
    ],
  ],
  pullAll: [
    [{ l: [1, 2, 3, 1] }, (_) => ({ l: _.pullAll?.([1, 3]) }), { l: [2] }],
  ],
  pop: [[{ l: [1, 2] }, (_) => ({ l: _.pop?.() }), { l: [1] }]],
  shift: [[{ l: [1, 2] }, (_) => ({ l: _.shift?.() }), { l: [2] }]],
  unshift: [
    [{ l: [3] }, (_) => ({ l: _.unshift?.([1, 2]) }), { l: [1, 2, 3] }],
  ],
  addToSet: [
    [{ l: [1] }, (_) => ({ l: _.addToSet?.(1) }), { l: [1] }],
    [{ l: [1] }, (_) => ({ l: _.addToSet?.(2) }), { l: [1, 2] }],
    [{ l: [1] }, (_) => ({ l: _.addToSet?.([2]) }), { l: [1, [2]] }],
    [{ l: [1] }, (_) => ({ l: _.addToSet?.({ each: [1, 2] }) }), { l: [1, 2] }],
  ],
  rename: [[{ old: 1 }, (_) => ({ old: _.rename?.('fresh') }), { fresh: 1 }]],
  bit: [
    [{ n: 13 }, (_) => ({ n: _.bit?.({ and: 10 }) }), { n: 8 }],
    [{ n: 3 }, (_) => ({ n: _.bit?.({ xor: 5 }) }), { n: 6 }],
  ],
  max: [
    [{ n: 1 }, (_) => ({ n: _.max?.(5) }), { n: 5 }],
    [{ n: 'a' }, (_) => ({ n: _.max?.(5) }), { n: 'a' }],
  ],
  min: [[{ n: 9 }, (_) => ({ n: _.min?.(5) }), { n: 5 }]],
};
