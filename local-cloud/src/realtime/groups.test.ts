import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud({
    realRules: {
      messages: { read: 'auth != null', write: false },
      notes: 'PRIVATE',
      posts: 'READONLY',
    },
  });
  for (const name of ['messages', 'notes', 'posts']) {
    await cloud.store.createCollection(name);
  }
});
afterEach(() => cloud.close());

const groupsOf = (): Set<number> =>
  new Set(cloud.realtime.watches().map(({ group }) => group));

describe('watches that see the same', () => {
  it('[WATCH-30] are one group: matched once, each told in its own numbering', async () => {
    const early = await Promise.all(
      ['o1', 'o2', 'o3'].map((openid) => cloud.client(openid))
    );
    for (const client of early) await client.watch('messages', { c: 1, d: 2 });
    await cloud.insert({ _id: 'a', c: 1, d: 2 });
    const late = await cloud.client('o4');
    const { msgData } = await late.watch('messages', { d: 2, c: 1 });
    expect(msgData.events.map(({ DocID }) => DocID)).toEqual(['a']);
    await cloud.insert({ _id: 'b', c: 1, d: 2 }, { c: 2, d: 2 });
    for (const client of [...early, late]) {
      await vi.waitFor(() => {
        const [own] = client.watched.values();
        expect([...(own?.docs.keys() ?? [])].sort()).toEqual(['a', 'b']);
      });
    }
    expect(late.events()[0]?.ID).toBe(msgData.currEvent + 1);
    expect(groupsOf().size).toBe(1);
    expect(cloud.realtime.watchFigures()).toContainEqual({
      collection: 'messages',
      writes: 3,
      candidates: 2,
      tests: 2,
      scanned: 0,
    });
  });

  it('[WATCH-30] are not one group when order, limit or query differ', async () => {
    const client = await cloud.client('o1');
    await client.watch('messages', { c: 1 });
    await client.watch('messages', { c: '1' });
    await client.watch('messages', { c: 1 }, { limit: 2 });
    const orderBy = { n: 'asc' };
    await client.watch('messages', { c: 1 }, { orderBy });
    await client.watch('messages', { c: { x: 1, y: 2 } });
    await client.watch('messages', { c: { y: 2, x: 1 } });
    expect(groupsOf().size).toBe(6);
  });

  it('[WATCH-30] leave nothing behind when the last is closed', async () => {
    const client = await cloud.client('o1');
    const first = await client.watch('messages', { c: 1 });
    const second = await client.watch('messages', { c: 1 });
    client.end(first.watchId);
    await cloud.insert({ _id: 'a', c: 1 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(1));
    client.end(second.watchId);
    await vi.waitFor(() => expect(cloud.realtime.watches()).toEqual([]));
    await cloud.insert({ _id: 'b', c: 1 });
    expect(cloud.realtime.watchFigures()).toMatchObject([
      { writes: 2, candidates: 1, tests: 1 },
    ]);
  });

  it('[WATCH-31] of two people are apart where a preset filters', async () => {
    const mine = await cloud.client('o1');
    const other = await cloud.client('o2');
    await mine.watch('notes', {});
    await other.watch('notes', {});
    expect(groupsOf().size).toBe(2);
    const owned = (_openid: string) => ({ _id: `of ${_openid}`, _openid });
    await cloud.store.insert('notes', [owned('o1'), owned('o2')]);
    await vi.waitFor(() => {
      expect(mine.events().map((e) => e.DocID)).toEqual(['of o1']);
      expect(other.events().map((e) => e.DocID)).toEqual(['of o2']);
    });
    await mine.watch('posts', {});
    await other.watch('posts', {});
    expect(groupsOf().size).toBe(3);
  });

  it('[WATCH-30] 10,000 of 1,000 groups take little memory', async () => {
    const before = heapBytes();
    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, i) => cloud.client(`o${i}`))
    );
    await Promise.all(
      clients.map((client, i) =>
        client.watchMany(500, 'messages', (at) => ({
          room: (i * 500 + at) % 1_000,
        }))
      )
    );
    expect(cloud.realtime.watches()).toHaveLength(10_000);
    expect(groupsOf().size).toBe(1_000);
    for (const client of clients) client.frames.length = 0;
    expect((heapBytes() - before) / 2 ** 20).toBeLessThan(60);
  });
});

/** After a full collection. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
