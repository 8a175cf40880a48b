import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { movableClock } from '../kernel/clock';
import type { Commit, Doc, Filter, SortSpec } from '../kernel/store';
import { openDatabase, type Database } from './open-database';
import { SqliteStore } from './sqlite-store';

let folder: string;
let database: Database;
let store: SqliteStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  open();
  await store.createCollection('c');
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

function open(): void {
  database = openDatabase(folder);
  store = new SqliteStore(database.driver, movableClock());
}

async function close(): Promise<void> {
  await store.close();
  database.close();
}

const find = (filter: Filter, sort?: SortSpec, limit?: number) =>
  store.find({ collection: 'c', filter, sort, limit });

describe('commits', () => {
  it('[STORE-1] writes of one turn are one commit, in order', async () => {
    const commits: Commit[] = [];
    store.onCommit((commit) => commits.push(commit));
    await Promise.all([
      store.insert('c', [{ _id: 'a' }, { _id: 'b' }]),
      store.insert('c', [{ _id: 'd' }]),
      store.remove({ collection: 'c', filter: { _id: 'a' } }),
    ]);
    await store.insert('c', [{ _id: 'e' }]);
    expect(commits.map(({ changes }) => changes.map(({ id }) => id))).toEqual([
      ['a', 'b', 'd', 'a'],
      ['e'],
    ]);
    expect((commits[1]?.seq ?? 0) - (commits[0]?.seq ?? 0)).toBe(1);
  });

  it('[STORE-2] nobody reads a write before it is committed', async () => {
    const write = store.insert('c', [{ _id: 'a' }]);
    expect(store.peek('c', 'a')).toBeNull();
    await write;
    expect(store.peek('c', 'a')).toEqual({ _id: 'a' });
  });

  it('[STORE-3] a job that fails takes nothing with it', async () => {
    const results = await Promise.allSettled([
      store.insert('c', [{ _id: 'a' }]),
      store.insert('c', [{ _id: 'b' }, { _id: 'a' }]),
      store.insert('c', [{ _id: 'd' }]),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((await find({})).map(({ _id }) => _id)).toEqual(['a', 'd']);
  });

  it('[STORE-4] an update that changes nothing is no change', async () => {
    await store.insert('c', [{ _id: 'a', n: 1 }]);
    const commits: Commit[] = [];
    store.onCommit((commit) => commits.push(commit));
    const update = { $set: { n: 1 } };
    const result = await store.update({
      collection: 'c',
      filter: { _id: 'a' },
      update,
    });
    expect(result).toEqual({ matched: 1, updated: 0 });
    expect(commits).toEqual([]);
  });

  it('[STORE-5] everything is there after closing and opening', async () => {
    const at = new Date(5);
    await store.createIndex('c', { name: 'n', keys: [['n', 1]] });
    await store.insert('c', [{ _id: 'a', at, n: Infinity, deep: [{ at }] }]);
    await close();
    open();
    expect(await find({ n: Infinity })).toEqual([
      { _id: 'a', at, n: Infinity, deep: [{ at }] },
    ]);
    expect(store.explain({ collection: 'c', filter: { n: 1 } })).toBe('n');
  });

  it('[STORE-6] a snapshot and its subscription have no gap', async () => {
    const seen: unknown[] = [];
    const writing = store.insert('c', [{ _id: 'late' }]);
    await store.findAndRegister(
      { collection: 'c', filter: {} },
      (docs, seq) => {
        seen.push(docs.length);
        store.onCommit((commit) => seen.push(commit.seq > seq));
      }
    );
    await writing;
    expect(seen).toEqual([0, true]);
  });
});

describe('indexes', () => {
  /** Values of every type, so that order and bracketing are tried. */
  const VALUES: unknown[] = [
    null, -3, 0, 1, 1.5, 1e12, '', 'a', 'a\u0000b', 'ab', '中',
    true, false, new Date(0), new Date(9), [1, 5], ['a'], [], { x: 1 },
  ]; // prettier-ignore
  const FILTERS: Filter[] = [
    { g: 1 },
    { g: 1, v: 1 },
    { g: 1, v: null },
    { g: { $in: [0, 2] }, v: { $gt: 0 } },
    { g: 1, v: { $gte: 1, $lt: 5 } },
    { g: 0, v: { $gt: '' } },
    { g: 0, v: { $lte: 'a\u0000b' } },
    { g: 2, v: { $gt: new Date(0) } },
    { g: 1, v: { $in: [null, 'a', true] } },
    { $and: [{ g: 1 }, { v: { $lt: 1 } }] },
    { v: { $gte: false } },
    { v: 5 },
    { g: 1, v: { $ne: 1 } },
    {
      $or: [
        { g: 1, v: 1 },
        { g: 2, v: 'a' },
      ],
    },
    { g: 1, v: [1, 5] },
    { g: 1, v: { x: 1 } },
  ];
  const ids = (docs: Doc[]) => docs.map(({ _id }) => _id).sort();

  it('[STORE-7] answer exactly what a scan answers', async () => {
    await store.insert(
      'c',
      VALUES.flatMap((v, i) =>
        [0, 1, 2].map((g) => ({ _id: `${g}-${i}`, g, v }))
      )
    );
    const scanned = await Promise.all(FILTERS.map((filter) => find(filter)));
    expect(store.explain({ collection: 'c', filter: { g: 1 } })).toBe('scan');
    await store.createIndex('c', {
      name: 'gv',
      keys: [
        ['g', 1],
        ['v', 1],
      ],
    });
    await store.createIndex('c', { name: 'v', keys: [['v', -1]] });
    const indexed = await Promise.all(FILTERS.map((filter) => find(filter)));
    expect(indexed.map(ids)).toEqual(scanned.map(ids));
    expect(scanned.some((docs) => docs.length > 0)).toBe(true);
  });

  it('[STORE-8] give the order without sorting, in both directions', async () => {
    await store.createIndex('c', {
      name: 'gn',
      keys: [
        ['g', 1],
        ['n', -1],
      ],
    });
    const numbers = Array.from({ length: 50 }, (_n, i) => (i * 37) % 50);
    await store.insert(
      'c',
      numbers.map((n) => ({ g: n % 2, n }))
    );
    for (const way of [1, -1] as const) {
      const docs = await find({ g: 1, n: { $gt: 10 } }, { n: way }, 4);
      const wanted = way === 1 ? [11, 13, 15, 17] : [49, 47, 45, 43];
      expect(docs.map(({ n }) => n)).toEqual(wanted);
    }
    const spec = { collection: 'c', filter: { g: 1 }, sort: { n: 1 as const } };
    expect(store.explain(spec)).toBe('gn');
  });

  it('[STORE-9] follow updates and removals', async () => {
    await store.createIndex('c', { name: 'tags', keys: [['tags', 1]] });
    await store.insert('c', [{ _id: 'a', tags: ['x', 'y'] }]);
    const update = { $set: { tags: ['y', 'z'] } };
    await store.update({ collection: 'c', filter: { _id: 'a' }, update });
    expect(await find({ tags: 'x' })).toEqual([]);
    expect(await find({ tags: 'z' })).toHaveLength(1);
    await store.remove({ collection: 'c', filter: { tags: 'y' } });
    expect(await find({ tags: { $gte: '' } })).toEqual([]);
  });

  it('[STORE-10] unique ones refuse, unless sparse and absent', async () => {
    await store.createIndex('c', {
      name: 'u',
      keys: [['u', 1]],
      unique: true,
      sparse: true,
    });
    await store.insert('c', [{ _id: 'a', u: 1 }, { _id: 'b' }, { _id: 'd' }]);
    await expect(store.insert('c', [{ u: 1 }])).rejects.toThrow('E11000');
    const update = { $set: { u: 1 } };
    await expect(
      store.update({ collection: 'c', filter: { _id: 'b' }, update })
    ).rejects.toThrow('E11000');
    expect(await find({ u: 1 })).toHaveLength(1);
    expect(await find({ u: null })).toHaveLength(2);
  });
});

describe('transactions', () => {
  it('[TX-7] a write from outside waits for the holder of the document', async () => {
    await store.insert('c', [{ _id: 'a', n: 1 }]);
    const tx = await store.begin();
    const by = (amount: number) => ({
      collection: 'c',
      filter: { _id: 'a' },
      update: { $inc: { n: amount } },
    });
    await store.update(by(10), tx);
    let done = false;
    const outside = store.update(by(100)).then(() => (done = true));
    await store.insert('c', [{ _id: 'other' }]);
    expect(done).toBe(false);
    await store.commit(tx);
    await outside;
    expect(store.peek('c', 'a')?.n).toBe(111);
  });

  it('[TX-8] sees its own writes over the state at its first operation', async () => {
    await store.insert('c', [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    const tx = await store.begin();
    await store.insert('c', [{ _id: 'early', n: 0.5 }]);
    await store.insert('c', [{ _id: 'own', n: 4 }], tx);
    await store.remove({ collection: 'c', filter: { _id: 'b' } });
    await store.insert('c', [{ _id: 'new', n: 3 }]);
    const spec = {
      collection: 'c',
      filter: { n: { $gt: 0 } },
      sort: { n: -1 as const },
    };
    const seen = await store.find(spec, tx);
    expect(seen.map(({ _id }) => _id)).toEqual(['own', 'b', 'a', 'early']);
  });

  it('[TX-9] ends with its conflict, and frees what it held', async () => {
    await store.insert('c', [{ _id: 'a' }, { _id: 'b' }]);
    const set = (id: string) => ({
      collection: 'c',
      filter: { _id: id },
      update: { $set: { n: 1 } },
    });
    const one = await store.begin();
    const two = await store.begin();
    await store.update(set('a'), one);
    await store.update(set('b'), two);
    await expect(store.update(set('a'), two)).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_CONFLICT',
    });
    await expect(store.commit(two)).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_FAIL',
    });
    await store.update(set('b'), one);
    await store.commit(one);
    expect(store.peek('c', 'b')).toEqual({ _id: 'b', n: 1 });
  });
});
