import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

describe('a watch', () => {
  it('[WATCH-3] begins with what matches, newest id first, dates in the js dialect', async () => {
    await cloud.insert(
      { _id: 'a', c: 1, at: new Date(7) },
      { _id: 'b', c: 1 },
      { _id: 'z', c: 2 }
    );
    const client = await cloud.client('o1');
    const { msgType, msgData } = await client.watch('messages', { c: 1 });
    expect(msgType).toBe('INIT_EVENT');
    expect(msgData.events.map((e) => [e.DataType, e.DocID, e.Doc])).toEqual([
      ['init', 'b', '{"_id":"b","c":1}'],
      ['init', 'a', '{"_id":"a","c":1,"at":{"$date":7}}'],
    ]);
  });

  it('[WATCH-4] tells of enqueue, update, dequeue and remove', async () => {
    const client = await cloud.client('o1');
    await client.watch('messages', { c: 1 });
    await cloud.insert({ _id: 'a', c: 1, n: { x: 1 }, gone: 1 });
    await cloud.update('a', { $set: { 'n.x': 2 }, $unset: { gone: '' } });
    await cloud.update('a', { $set: { c: 2 } });
    await cloud.update('a', { $set: { c: 1 } });
    await cloud.store.remove({ collection: 'messages', filter: { _id: 'a' } });
    await vi.waitFor(() => expect(client.events()).toHaveLength(5));
    const seen = client.events();
    expect(seen.map((e) => [e.ID, e.DataType, e.QueueType])).toEqual([
      [2, 'add', 'enqueue'],
      [3, 'update', 'update'],
      [4, 'update', 'dequeue'],
      [5, 'update', 'enqueue'],
      [6, 'remove', 'dequeue'],
    ]);
    expect(seen[1]).toMatchObject({
      UpdatedFields: '{"n.x":2}',
      removedFields: '["gone"]',
    });
    expect([seen[2]?.Doc, seen[4]?.Doc]).toEqual(['', '']);
  });

  it('[WATCH-5] gets no frame for a write outside it or without effect', async () => {
    await cloud.insert({ _id: 'a', c: 1 }, { _id: 'z', c: 2 });
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', { c: 1 });
    await cloud.insert({ c: 2 });
    await cloud.update('z', { $set: { c: 3 } });
    await cloud.update('a', { $set: { c: 1 } });
    await cloud.settled(client);
    const own = client
      .of('NEXT_EVENT')
      .filter((f) => f.msgData.queryID === msgData.queryID);
    expect(own).toHaveLength(0);
    expect(cloud.realtime.watches()[0]).toMatchObject({
      documents: 1,
      frames: 1,
    });
  });

  it('[WATCH-6] numbers the documents of one commit alike', async () => {
    const client = await cloud.client('o1');
    await client.watch('messages', { c: 1 });
    await Promise.all([
      cloud.insert({ _id: 'a', c: 1 }, { _id: 'b', c: 1 }),
      cloud.insert({ _id: 'd', c: 1 }),
      cloud.update('d', { $set: { n: 1 } }),
    ]);
    await cloud.settled(client);
    const [frame, ...rest] = client.of('NEXT_EVENT');
    expect(frame?.msgData.events.map((e) => [e.ID, e.DocID])).toEqual([
      [2, 'a'],
      [2, 'b'],
      [2, 'd'],
    ]);
    expect(frame?.msgData.events[2]?.Doc).toContain('"n":1');
    expect(rest).toHaveLength(1);
  });

  it('[WATCH-7] loses nothing between its snapshot and its first event', async () => {
    const client = await cloud.client('o1');
    const writes = Array.from({ length: 200 }, (_, i) =>
      cloud.insert({ _id: `m${i}`, c: 1 })
    );
    const { msgData } = await client.watch('messages', { c: 1 });
    await Promise.all(writes);
    const own = client.watched.get(msgData.queryID);
    await vi.waitFor(() => expect(own?.docs.size).toBe(200));
    const enqueued = client.events().map((e) => e.DocID);
    expect(new Set(enqueued).size).toBe(enqueued.length);
  });

  it('[WATCH-8] is refused where the read rule is not proven, also when empty', async () => {
    cloud.refused.add('messages');
    const client = await cloud.client('o1');
    const answer = await client.watch('messages', { c: 1 });
    expect(answer).toMatchObject({
      msgType: 'ERROR',
      msgData: { code: 'COLLECTION_PERMISSION_DENIED' },
    });
    expect(cloud.realtime.watches()).toEqual([]);
  });

  it('[WATCH-12] ends silently on CLOSE_WATCH', async () => {
    const client = await cloud.client('o1');
    const { watchId } = await client.watch('messages', {});
    client.socket.send(JSON.stringify({ watchId, msgType: 'CLOSE_WATCH' }));
    await vi.waitFor(() => expect(cloud.realtime.watches()).toEqual([]));
    await cloud.settled(client);
    expect(client.events()).toHaveLength(1);
  });

  it('[WATCH-37] tells of a replaced document as `replace`, with the whole of it', async () => {
    const set = (update: Record<string, unknown>) =>
      cloud.store.update({
        collection: 'messages',
        filter: { _id: 'a' },
        update,
        replace: true,
        upsert: true,
      });
    const client = await cloud.client('o1');
    await client.watch('messages', { c: 1 });
    await set({ c: 1, n: 1 });
    await set({ c: 1, m: 2 });
    await set({ c: 2 });
    await set({ c: 1 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(4));
    const seen = client.events().map((e) => [e.DataType, e.QueueType, e.Doc]);
    expect(seen).toEqual([
      ['add', 'enqueue', '{"_id":"a","c":1,"n":1}'],
      ['replace', 'update', '{"_id":"a","c":1,"m":2}'],
      ['update', 'dequeue', ''],
      ['replace', 'enqueue', '{"_id":"a","c":1}'],
    ]);
  });

  it('[WATCH-38] takes the place of one of the same name on its socket', async () => {
    const client = await cloud.client('o1');
    const other = await cloud.client('o2');
    const watch = (of: typeof client, c: number) =>
      of.request(
        'INIT_WATCH',
        { collName: 'messages', query: JSON.stringify({ c }) },
        { watchId: 'w' }
      );
    await watch(client, 1);
    await watch(other, 1);
    const { msgData } = await watch(client, 2);
    expect(cloud.realtime.watches()).toHaveLength(2);
    await cloud.insert({ _id: 'a', c: 1 }, { _id: 'b', c: 2 });
    await vi.waitFor(() => expect(other.events()).toHaveLength(1));
    await cloud.settled(client);
    const own = client.events().filter(({ DocID }) => /^[ab]$/.test(DocID));
    expect(own.map(({ DocID }) => DocID)).toEqual(['b']);
    expect(client.nextEvents(msgData.queryID)).toHaveLength(1);
  });

  it('[WATCH-39] that is closed right after it was asked for is closed', async () => {
    const client = await cloud.client('o1');
    const msgData = { collName: 'messages', query: '{}' };
    client.send({ watchId: 'w', msgType: 'INIT_WATCH', msgData });
    client.end('w');
    await vi.waitFor(() => expect(client.of('INIT_EVENT')).toHaveLength(1));
    await client.request('CHECK_LAST', {}, { watchId: 'w' });
    expect(cloud.realtime.watches()).toEqual([]);
  });

  it('[WATCH-45] may ask for everything, or name one document by its id', async () => {
    await cloud.insert({ _id: 'a' }, { _id: 'b' });
    const client = await cloud.client('o1');
    const all = await client.request(
      'INIT_WATCH',
      { collName: 'messages' },
      { watchId: 'all' }
    );
    expect(all.msgData.events).toHaveLength(2);
    const one = await client.watch('messages', { _id: 'a' });
    expect(one.msgData.events.map(({ DocID }) => DocID)).toEqual(['a']);
    const twice = JSON.stringify(JSON.stringify({ _id: 'b' }));
    const text = await client.request(
      'INIT_WATCH',
      { collName: 'messages', query: twice },
      { watchId: 'text' }
    );
    expect(text.msgData.events.map(({ DocID }) => DocID)).toEqual(['b']);
    await cloud.update('a', { $set: { n: 1 } });
    await vi.waitFor(() => expect(client.events()).toHaveLength(2));
  });

  it('[WATCH-41] is shown with its filter, group, access path and traffic', async () => {
    const client = await cloud.client('o1');
    const order = { orderBy: { n: 'desc' }, limit: 5 };
    await client.watch('messages', { c: 1 }, order);
    await cloud.insert({ c: 1, n: 1 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(1));
    const frames = ['INIT_EVENT', 'NEXT_EVENT'].flatMap((type) =>
      client.of(type)
    );
    expect(cloud.realtime.watches()).toEqual([
      {
        watchId: frames[0]?.watchId,
        collection: 'messages',
        query: { c: 1 },
        filter: { c: 1 },
        order: { n: -1, _id: -1 },
        limit: 5,
        caller: { openid: 'o1' },
        connected: true,
        group: expect.any(Number),
        documents: 1,
        frames: 2,
        bytes: frames.reduce((n, f) => n + JSON.stringify(f).length, 0),
        behind: 0,
        access: 'c=1',
      },
    ]);
    client.socket.terminate();
    await vi.waitFor(() =>
      expect(cloud.realtime.watches()).toMatchObject([{ connected: false }])
    );
  });
});
