import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Doc, Filter, IndexSpec, SortSpec } from '../kernel/store';
import { sortDocs } from '../query/sort';
import { startTestStore, type TestStore } from './test-store';

/** Small numbers with a seed: a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SCALARS = [null, 0, 1, 2.5, -1, '', 'a', 'b', '\uffee', '😀', true,
  false, new Date(0), new Date(9)]; // prettier-ignore
const FIELDS = ['a', 'b', 'c', 'in.x', 'in.y'];
const INDEXES: IndexSpec[] = [
  { name: 'ab', keys: [['a', 1], ['b', -1]] },
  { name: 'c', keys: [['c', 1]], sparse: true },
  { name: 'in', keys: [['in.x', 1], ['in.y', 1]] },
  { name: 'bc', keys: [['b', 1], ['c', 1]], sparse: true },
]; // prettier-ignore

let cloud: TestStore;
const next = randomOf(7);
const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;

function value(): unknown {
  return next(12) === 0 ? { x: pick(SCALARS) } : pick(SCALARS);
}

/** At most one array beside the embedded ones: parallel ones are refused. */
function document(i: number): Doc {
  const doc: Doc = { _id: `d${String(i).padStart(3, '0')}` };
  const array = next(5) === 0 ? pick(['a', 'b', 'c']) : null;
  for (const field of ['a', 'b', 'c']) {
    if (next(5) === 0) continue;
    doc[field] = field === array ? [value(), value()].slice(next(3)) : value();
  }
  const inner = () => ({ x: pick(SCALARS), ...(next(3) && { y: value() }) });
  if (next(4)) doc.in = next(3) === 0 ? [inner(), inner()] : inner();
  return doc;
}

function condition(): unknown {
  const other = pick(SCALARS);
  const kinds: unknown[] = [
    other,
    { $in: [other, pick(SCALARS), pick(SCALARS)] },
    { $gt: other },
    { $gte: other, $lt: pick(SCALARS) },
    { $lte: other },
    { $ne: other },
    { $exists: next(2) === 0 },
    { $all: [other] },
  ];
  return pick(kinds);
}

function filter(depth = 0): Filter {
  const kind = depth > 1 ? 9 : next(10);
  if (kind === 0) return { $or: [filter(depth + 1), filter(depth + 1)] };
  if (kind === 1) return { $and: [filter(depth + 1), filter(depth + 1)] };
  if (kind === 2) return { _id: { $gt: `d${next(300)}` }, a: condition() };
  const found: Filter = {};
  for (let n = next(3); n >= 0; n -= 1) found[pick(FIELDS)] = condition();
  return found;
}

const docs = Array.from({ length: 300 }, (_d, i) => document(i));

beforeAll(async () => {
  cloud = await startTestStore('plain', 'indexed');
  for (const spec of INDEXES) await cloud.store.createIndex('indexed', spec);
  await cloud.store.insert('indexed', docs);
  await cloud.store.insert('plain', docs);
});
afterAll(() => cloud.close());

const ids = (found: Doc[]): string[] => found.map(({ _id }) => _id);

describe('any index', () => {
  it('[STORE-11] gives what a scan gives, for random queries', async () => {
    const used = new Set<string>();
    for (let n = 0; n < 500; n += 1) {
      const spec = { collection: 'indexed', filter: filter() };
      used.add(cloud.store.explain(spec));
      const [found, wanted] = await Promise.all([
        cloud.store.find(spec),
        cloud.store.find({ ...spec, collection: 'plain' }),
      ]);
      expect(ids(found).sort(), JSON.stringify(spec)).toEqual(
        ids(wanted).sort()
      );
    }
    expect([...used]).toEqual(
      expect.arrayContaining(['ab', 'c', 'in', '_id', 'scan'])
    );
  });

  it('[STORE-12] gives the order of a sort in memory, also beyond ASCII', async () => {
    for (let n = 0; n < 200; n += 1) {
      const sort: SortSpec = {
        [pick(['a', 'b', 'c', '_id'])]: pick([1, -1] as const),
        [pick(['b', '_id'])]: pick([1, -1] as const),
      };
      const spec = { collection: 'indexed', filter: filter(), sort };
      const all = await cloud.store.find(spec);
      const resorted = sortDocs(all, sort);
      expect(ids(resorted), JSON.stringify(spec)).toEqual(ids(all));
      const some = await cloud.store.find({ ...spec, limit: 5 });
      expect(sortDocs([...some, ...all.slice(0, 5)], sort)).toHaveLength(
        some.length + Math.min(5, all.length)
      );
    }
  });
});

describe('how many documents are looked at', () => {
  const at = (i: number) => ({
    _id: `m${i}`,
    room: `r${i % 20}`,
    at: i,
    kind: i % 2,
  });
  beforeAll(async () => {
    const { store } = cloud;
    await store.createCollection('m');
    const keys: IndexSpec['keys'] = [
      ['room', 1],
      ['at', 1],
    ];
    await store.insert(
      'm',
      Array.from({ length: 4_000 }, (_m, i) => at(i))
    );
    await store.createIndex('m', { name: 'room_at', keys });
    await store.createIndex('m', { name: 'at', keys: [['at', -1]] });
  });

  it.each<[string, Filter, SortSpec, number, number]>([
    ['the newest of one room', { room: 'r1' }, { at: -1 }, 20, 20],
    ['the newest of all', {}, { at: -1 }, 20, 20],
    ['a range in a room', { room: 'r1', at: { $gte: 0, $lt: 100 } }, {}, 99, 5],
    ['two rooms', { room: { $in: ['r1', 'r2'] } }, {}, 999, 400],
    ['an or', { $or: [{ room: 'r1' }, { at: 7 }] }, {}, 999, 201],
    ['merged bounds', { $and: [{ at: { $gt: 5 } }, { at: { $gt: 3_990 } }] },
      {}, 99, 9],
    ['an order by id', {}, { _id: 1 }, 3, 3],
    ['ids in an and', { $and: [{ _id: 'm1' }, { kind: 1 }] }, {}, 9, 1],
    ['a fixed field in the order', { room: 'r1' }, { room: 1, at: 1 }, 4, 4],
  ])('[STORE-13] %s', async (_name, filter, sort, limit, examined) => {
    const spec = { collection: 'm', filter, sort, limit };
    const report = await cloud.store.measure(spec);
    expect(report.examined).toBe(examined);
  }); // prettier-ignore
});
