import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

describe('a window', () => {
  const order = { orderBy: { n: 'asc' }, limit: 3 };

  it('[WATCH-13] shows the first documents in order and moves its edge', async () => {
    await cloud.insert(...[1, 2, 3, 4].map((n) => ({ _id: `m${n}`, n })));
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', {}, order);
    expect(msgData.events.map((e) => e.DocID)).toEqual(['m1', 'm2', 'm3']);
    await cloud.insert({ _id: 'm0', n: 0 });
    await cloud.insert({ _id: 'm9', n: 9 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(2));
    expect(
      client.events().map((e) => [e.DataType, e.QueueType, e.DocID])
    ).toEqual([
      ['limit', 'dequeue', 'm3'],
      ['add', 'enqueue', 'm0'],
    ]);
  });

  it('[WATCH-14] fills itself from the store when many have left', async () => {
    await cloud.insert(
      ...Array.from({ length: 20 }, (_, n) => ({ _id: `m${n}`, n }))
    );
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', {}, order);
    for (let n = 0; n < 12; n += 1) {
      await cloud.store.remove({
        collection: 'messages',
        filter: { _id: `m${n}` },
      });
    }
    const own = client.watched.get(msgData.queryID);
    await vi.waitFor(() =>
      expect([...(own?.docs.keys() ?? [])].sort()).toEqual([
        'm12',
        'm13',
        'm14',
      ])
    );
  });
});
