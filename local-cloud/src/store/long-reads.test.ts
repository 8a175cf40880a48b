import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Commit } from '../kernel/store';
import { startTestStore, type TestStore } from './test-store';

let cloud: TestStore;
const HOSTILE = { t: /^(a+)+$/ };
const bait = { _id: 'bait', t: `${'a'.repeat(40)}!` };

beforeEach(async () => {
  cloud = await startTestStore('c');
});
afterEach(() => cloud.close());

const many = (n: number, from = 0) =>
  Array.from({ length: n }, (_d, i) => ({ _id: `d${from + i}`, n: from + i }));

describe('what takes long', () => {
  it('[STORE-14] runs beside the writer and sees what was acknowledged', async () => {
    const { store } = cloud;
    await store.insert('c', many(1_500));
    const report = await store.measure({
      collection: 'c',
      filter: { n: { $gte: 1_499 } },
      sort: { n: 1 },
    });
    expect(report).toMatchObject({
      value: [{ _id: 'd1499', n: 1_499 }],
      ranIn: 'reader',
      examined: 1_500,
    });
    const at = new Date(5);
    await store.insert('c', [{ _id: 'x', at, deep: [Infinity, { at }] }]);
    const found = await store.find({ collection: 'c', filter: { _id: /x/ } });
    expect(found).toEqual([{ _id: 'x', at, deep: [Infinity, { at }] }]);
    expect(await store.count('c', { n: { $gte: 0 } })).toBe(1_500);
    expect(
      await store.aggregate('c', [
        { $group: { _id: null, sum: { $sum: '$n' } } },
      ])
    ).toEqual([{ _id: null, sum: (1_499 * 1_500) / 2 }]);
  });

  it('[STORE-15] a murderous pattern ends, while others read and write', async () => {
    const { store } = cloud;
    await store.insert('c', [bait]);
    const spec = { collection: 'c', filter: HOSTILE, untrusted: true };
    const order: string[] = [];
    const hostile = store
      .find({ ...spec, party: 'evil' })
      .catch((error: unknown) => error)
      .finally(() => order.push('hostile'));
    await store.insert('c', [{ _id: 'meanwhile', t: 'abc' }]);
    order.push('written');
    expect(await hostile).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: 'the regular expression takes too long',
    });
    expect(order).toEqual(['written', 'hostile']);
    await expect(
      store.update({ ...spec, update: { $set: { n: 1 } } })
    ).rejects.toThrow('takes too long');
    await expect(store.remove(spec)).rejects.toThrow('takes too long');
    await expect(store.count('c', HOSTILE)).rejects.toThrow('takes too long');
    expect(store.peek('c', 'bait')).toEqual(bait);
  });

  it('[STORE-16] hands over the commits that its snapshot does not hold', async () => {
    const { store } = cloud;
    await store.insert('c', many(800));
    for (let round = 0; round < 20; round += 1) {
      const from = 10_000 + round * 10;
      const writing = Array.from({ length: 10 }, async (_w, i) => {
        for (let turn = 0; turn < i; turn += 1) {
          await new Promise((done) => setImmediate(done));
        }
        await store.insert('c', many(1, from + i));
      });
      let state = new Set<string>();
      const seqs: number[] = [];
      const note = ({ seq, changes }: Commit): void => {
        seqs.push(seq);
        for (const { id } of changes) {
          expect(state.has(id)).toBe(false);
          state.add(id);
        }
      };
      let end = (): void => undefined;
      await store.findAndRegister(
        { collection: 'c', filter: { n: { $gte: 0 } }, sort: { n: 1 } },
        (docs, seq, missed) => {
          state = new Set(docs.map(({ _id }) => _id));
          seqs.push(seq);
          missed.forEach(note);
          end = store.onCommit(note);
        }
      );
      await Promise.all(writing);
      end();
      expect(state.size).toBe(800 + (round + 1) * 10);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }
  });

  it('[STORE-17] a change of many goes in steps and reaches each once', async () => {
    const { store } = cloud;
    await store.insert('c', many(1_000));
    const commits: Commit[] = [];
    store.onCommit((commit) => commits.push(commit));
    const all = { collection: 'c', filter: { n: { $gte: 0 } }, multi: true };
    const result = await store.update({
      ...all,
      update: { $inc: { times: 1 } },
    });
    expect(result).toEqual({ matched: 1_000, updated: 1_000 });
    expect(commits.length).toBeGreaterThan(1);
    expect(await store.count('c', { times: 1 })).toBe(1_000);
    expect(await store.remove(all)).toBe(1_000);
    expect(await store.count('c', {})).toBe(0);
  });

  it('[STORE-18] a single change by a pattern counts every writer', async () => {
    const { store } = cloud;
    await store.insert('c', [{ _id: 'a', t: 'free', n: 0 }]);
    const take = () =>
      store.update({
        collection: 'c',
        filter: { t: /^free$/ },
        update: { $set: { t: 'taken' }, $inc: { n: 1 } },
      });
    const results = await Promise.all([take(), take(), take()]);
    expect(results.reduce((sum, { updated }) => sum + updated, 0)).toBe(1);
    expect(store.peek('c', 'a')?.n).toBe(1);
  });

  it('[TX-10] inside a transaction it sees the snapshot and its own writes', async () => {
    const { store } = cloud;
    await store.insert('c', many(1_000));
    const tx = await store.begin();
    await store.insert('c', [{ _id: 'own', n: 5_000 }], tx);
    await store.insert('c', [{ _id: 'other', n: 6_000 }]);
    await store.remove({ collection: 'c', filter: { _id: 'd999' } });
    const spec = { collection: 'c', filter: { n: { $gt: 997 } } };
    const seen = await store.find({ ...spec, sort: { n: 1 } }, tx);
    expect(seen.map(({ _id }) => _id)).toEqual(['d998', 'd999', 'own']);
    await store.abort(tx);
  });
});
