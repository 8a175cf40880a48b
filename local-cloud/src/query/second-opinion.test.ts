/**
 * A second opinion: mingo, an independent engine. Left out is what it is known
 * to read differently from MongoDB's manual, where ours has tests of its own:
 * $all and $type of an array, $elemMatch, $mod of what is no
 * number, $size and positions through arrays, $min and $max of arrays, $slice of a
 * missing array, $addToSet beside duplicates, the order of arrays.
 */
import { Query } from 'mingo';
import { update as applyModifier } from 'mingo/updater';
import { describe, expect, it } from 'vitest';
import type { Doc, Filter, Update } from '../kernel/store';
import { compileFilter } from './filter';
import { sortDocs } from './sort';
import { applyUpdate } from './update';

/** More from another seed: FUZZ_SEED=7 FUZZ_ROUNDS=100000. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121);
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 6_000);

let state = SEED;
const below = (n: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
const some = <T>(make: () => T): T[] =>
  Array.from({ length: 1 + below(3) }, make);

const scalar = () =>
  pick<unknown>([0, 1, 2, 2.5, -1, 'a', 'b', '', '1', true, false, null]);
const value = (): unknown =>
  pick<() => unknown>([
    scalar,
    scalar,
    scalar,
    () => new Date(below(3) * 1_000),
    () => some(scalar),
    () => [],
    () => ({ k: scalar() }),
    () => some(() => ({ k: scalar(), l: scalar() })),
  ])();

const FIELDS = ['a', 'b', 'c'];
const PATHS = ['a', 'b', 'c', 'a.k', 'b.k', 'c.l'];

function anyDocument(n: number): Doc {
  const doc: Doc = { _id: `d${n}` };
  for (const field of FIELDS) if (below(5) > 0) doc[field] = value();
  return doc;
}

function anyFilter(depth = 1): Filter {
  const filter: Filter = {};
  for (const path of some(() => pick(PATHS))) filter[path] = anyCondition();
  if (depth > 0 && below(3) === 0) {
    filter[pick(['$and', '$or', '$nor'])] = some(() => anyFilter(depth - 1));
  }
  return filter;
}

function anyCondition(): unknown {
  return pick<() => unknown>([
    scalar,
    () => ({ $eq: scalar() }),
    () => ({ $ne: scalar() }),
    () => ({ [pick(['$gt', '$lt'])]: pick([0, 1, 2, 'a', 'b']) }),
    () => ({ [pick(['$gte', '$lte'])]: pick([0, 1, 2, 'a', 'b']) }),
    () => ({ $in: some(scalar) }),
    () => ({ $nin: some(scalar) }),
    () => ({ $exists: pick([true, false]) }),
    () => ({ $not: { $gt: below(2) } }),
    () => ({ $regex: pick(['^a', 'b$', '1']) }),
  ])();
}

const isArray = (item: unknown): boolean => Array.isArray(item);

const docs = Array.from({ length: 60 }, (_, n) => anyDocument(n));

describe('a second engine agrees', () => {
  it('[DB-19] on which documents a filter matches', () => {
    const differences: unknown[] = [];
    let matched = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const filter = anyFilter();
      const ours = compileFilter(filter);
      const theirs = new Query(filter);
      for (const doc of docs) {
        const mine = ours.test(doc);
        if (mine) matched += 1;
        if (mine !== theirs.test(doc)) differences.push({ filter, doc, mine });
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(matched).toBeGreaterThan(ROUNDS);
  });

  it('[DB-2] on the order of documents', () => {
    for (let round = 0; round < 300; round += 1) {
      const sort = { [pick(FIELDS)]: pick([1, -1] as const) };
      const plain = docs.filter((doc) => !FIELDS.some((f) => isArray(doc[f])));
      const theirs = new Query({}).find<Doc>(plain).sort(sort).all();
      const ids = (list: Doc[]) => list.map(({ _id }) => _id);
      expect({ sort, ids: ids(sortDocs([...plain], sort)) }).toEqual({
        sort,
        ids: ids(theirs),
      });
    }
  });

  it('[DB-3] on what an update makes of a document', () => {
    const differences: unknown[] = [];
    let applied = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const doc = anyDocument(round);
      const update = anyUpdate();
      const mine = attempt(() => applyUpdate(structuredClone(doc), update));
      // What is refused here is silently ignored there.
      if (mine === null) continue;
      applied += 1;
      const copy = structuredClone(doc);
      const theirs = attempt(() => {
        applyModifier(copy, update as never);
        return copy;
      });
      if (JSON.stringify(mine) !== JSON.stringify(theirs)) {
        differences.push({ update, doc, mine, theirs });
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(applied).toBeGreaterThan(ROUNDS / 4);
  });
});

function anyUpdate(): Update {
  const path = pick(['a', 'b', 'new', 'c.deep']);
  return pick<() => Update>([
    () => ({ $set: { [path]: value() } }),
    () => ({ $unset: { [path]: '' } }),
    () => ({ $inc: { [path]: below(3) } }),
    () => ({ $mul: { [path]: below(3) } }),
    () => ({ $push: { [path]: scalar() } }),
    () => ({ $push: { [path]: { $each: some(scalar) } } }),
    () => ({ $pull: { [path]: scalar() } }),
    () => ({ $pop: { [path]: pick([1, -1]) } }),
  ])();
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
