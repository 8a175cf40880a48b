import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';
import type { WatchClient } from './test-client';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

const insert = (...docs: Record<string, unknown>[]) =>
  cloud.store.insert('messages', docs);
const update = (_id: string, change: Record<string, unknown>) =>
  cloud.store.update({
    collection: 'messages',
    filter: { _id },
    update: change,
  });

/** Everything written so far has reached the client, or never will. */
async function settled(client: WatchClient): Promise<void> {
  const mark = `mark-${Math.random()}`;
  const answer = await client.watch('messages', { mark });
  await insert({ mark });
  await vi.waitFor(() =>
    expect(
      client
        .of('NEXT_EVENT')
        .some((f) => f.msgData.queryID === answer.msgData.queryID)
    ).toBe(true)
  );
}

describe('signing in', () => {
  it('[WATCH-1] answers a LOGIN with the environment, a bad one with a code', async () => {
    const client = await cloud.connect();
    expect((await client.login('expired')).msgData.code).toBe(
      'SIGN_EXPIRED_ERROR'
    );
    expect((await client.login('')).msgData.code).toBe('SIGN_PARAM_INVALID');
    expect((await client.login('o1')).msgData).toEqual({ envId: 'env-1' });
  });

  it('[WATCH-2] comes before anything else but PING', async () => {
    const client = await cloud.connect();
    expect((await client.request('PING', null)).msgType).toBe('PONG');
    const answer = await client.watch('messages', {});
    expect(answer).toMatchObject({
      msgType: 'ERROR',
      msgData: { code: 'CHECK_LOGIN_FAILED' },
    });
  });
});

describe('a watch', () => {
  it('[WATCH-3] begins with what matches, newest id first, dates in the js dialect', async () => {
    await insert(
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
    await insert({ _id: 'a', c: 1, n: { x: 1 }, gone: 1 });
    await update('a', { $set: { 'n.x': 2 }, $unset: { gone: '' } });
    await update('a', { $set: { c: 2 } });
    await update('a', { $set: { c: 1 } });
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
    await insert({ _id: 'a', c: 1 }, { _id: 'z', c: 2 });
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', { c: 1 });
    await insert({ c: 2 });
    await update('z', { $set: { c: 3 } });
    await update('a', { $set: { c: 1 } });
    await settled(client);
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
      insert({ _id: 'a', c: 1 }, { _id: 'b', c: 1 }),
      insert({ _id: 'd', c: 1 }),
      update('d', { $set: { n: 1 } }),
    ]);
    await settled(client);
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
      insert({ _id: `m${i}`, c: 1 })
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

  it('[WATCH-9] is refused by quota when the switch says so', async () => {
    cloud.switches.watchEnabled = false;
    const client = await cloud.client('o1');
    const off = await client.watch('messages', {});
    expect(off.msgData).toEqual({
      code: 'EXCEED_REQUEST_LIMIT',
      message: 'maximum connections exceed',
    });
    Object.assign(cloud.switches, { watchEnabled: true, connectionQuota: 1 });
    const second = await cloud.client('o2');
    expect((await client.watch('messages', {})).msgType).toBe('INIT_EVENT');
    expect((await client.watch('messages', {})).msgType).toBe('INIT_EVENT');
    expect((await second.watch('messages', {})).msgType).toBe('ERROR');
  });

  it('[WATCH-9] does not go on after a cut socket while it is refused', async () => {
    const client = await cloud.client('o1');
    const first = await client.watch('messages', {});
    cloud.switches.watchEnabled = false;
    const second = await cloud.client('o1');
    const answer = await second.rebuild(client, first.msgData.queryID);
    expect(answer.msgData).toMatchObject({ code: 'EXCEED_REQUEST_LIMIT' });
  });

  it('[WATCH-10] has limits: 5 orders, 200 in a window, known operators, 1 collection', async () => {
    const client = await cloud.client('o1');
    const code = async (...args: Parameters<typeof client.watch>) =>
      (await client.watch(...args)).msgData.code;
    const six = Object.fromEntries([...'abcdef'].map((f) => [f, 'asc']));
    expect(await code('messages', {}, { limit: 201 })).toBe('INVALID_PARAM');
    expect(await code('messages', {}, { orderBy: six })).toBe('INVALID_PARAM');
    expect(await code('messages', { $where: '1' })).toBe(
      'DATABASE_INVALID_OPERRATOR'
    );
    expect(await code('nowhere', {})).toBe('DATABASE_COLLECTION_NOT_EXIST');
  });

  it('[WATCH-11] ends with an error above 5,000 documents, at once or later', async () => {
    const docs = Array.from({ length: 5_000 }, (_, i) => ({ _id: `d${i}` }));
    await insert(...docs);
    const client = await cloud.client('o1');
    const { msgType } = await client.watch('messages', {});
    expect(msgType).toBe('INIT_EVENT');
    await insert({ _id: 'straw' });
    await vi.waitFor(() => expect(client.of('ERROR')).toHaveLength(1));
    expect(cloud.realtime.watches()).toEqual([]);
    const again = await client.watch('messages', {});
    expect(again.msgData.code).toBe('INVALID_PARAM');
  });

  it('[WATCH-12] ends silently on CLOSE_WATCH', async () => {
    const client = await cloud.client('o1');
    const { watchId } = await client.watch('messages', {});
    client.socket.send(JSON.stringify({ watchId, msgType: 'CLOSE_WATCH' }));
    await vi.waitFor(() => expect(cloud.realtime.watches()).toEqual([]));
    await settled(client);
    expect(client.events()).toHaveLength(1);
  });
});

describe('a window', () => {
  const order = { orderBy: { n: 'asc' }, limit: 3 };

  it('[WATCH-13] shows the first documents in order and moves its edge', async () => {
    await insert(...[1, 2, 3, 4].map((n) => ({ _id: `m${n}`, n })));
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', {}, order);
    expect(msgData.events.map((e) => e.DocID)).toEqual(['m1', 'm2', 'm3']);
    await insert({ _id: 'm0', n: 0 });
    await insert({ _id: 'm9', n: 9 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(2));
    expect(
      client.events().map((e) => [e.DataType, e.QueueType, e.DocID])
    ).toEqual([
      ['limit', 'dequeue', 'm3'],
      ['add', 'enqueue', 'm0'],
    ]);
  });

  it('[WATCH-14] fills itself from the store when many have left', async () => {
    await insert(
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

describe('coming back', () => {
  it('[WATCH-15] replays what was missed after the socket was cut', async () => {
    const first = await cloud.client('o1');
    const { msgData } = await first.watch('messages', { c: 1 });
    expect(cloud.realtime.cutSockets({ openid: 'o2' })).toBe(0);
    expect(cloud.realtime.cutSockets({ openid: 'o1' })).toBe(1);
    await vi.waitFor(() => expect(first.socket.readyState).toBe(3));
    await insert({ _id: 'a', c: 1 });
    await insert({ _id: 'b', c: 1 });
    const second = await cloud.client('o1');
    const answer = await second.rebuild(first, msgData.queryID);
    expect(answer.msgType).toBe('NEXT_EVENT');
    expect(answer.msgData.events.map((e) => [e.ID, e.DocID])).toEqual([
      [2, 'a'],
      [3, 'b'],
    ]);
    await insert({ _id: 'd', c: 1 });
    await vi.waitFor(() => expect(second.events()).toHaveLength(3));
  });

  it('[WATCH-16] is refused to somebody else and for an unknown query', async () => {
    const mine = await cloud.client('o1');
    const { msgData } = await mine.watch('messages', {});
    const other = await cloud.client('o2');
    const answer = await other.rebuild(mine, msgData.queryID);
    expect(answer.msgData.code).toBe('QUERYID_INVALID_ERROR');
    const unknown = await mine.request(
      'CHECK_LAST',
      { queryID: 'x', eventID: 1 },
      { watchId: 'w' }
    );
    expect(unknown.msgData.code).toBe('QUERYID_INVALID_ERROR');
  });

  it('[WATCH-17] CHECK_LAST tells the last event', async () => {
    const client = await cloud.client('o1');
    const { msgData } = await client.watch('messages', { c: 1 });
    await insert({ c: 1 });
    const { queryID } = msgData;
    const answer = await client.request(
      'CHECK_LAST',
      { queryID, eventID: 1 },
      { watchId: 'w' }
    );
    expect(answer).toMatchObject({
      msgType: 'CHECK_EVENT',
      msgData: { queryID, currEvent: 2 },
    });
  });

  it('[WATCH-18] is judged by the rules again', async () => {
    const first = await cloud.client('o1');
    const { msgData } = await first.watch('messages', {});
    cloud.refused.add('messages');
    const second = await cloud.client('o1');
    const answer = await second.rebuild(first, msgData.queryID);
    expect(answer.msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
  });

  it('[WATCH-19] is too late when the wait is over', async () => {
    await cloud.close();
    cloud = await startTestCloud({ resumeMs: 10 });
    await cloud.store.createCollection('messages');
    const first = await cloud.client('o1');
    const { msgData } = await first.watch('messages', {});
    cloud.realtime.cutSockets();
    await vi.waitFor(() => expect(cloud.realtime.watches()).toEqual([]));
    const second = await cloud.client('o1');
    const answer = await second.rebuild(first, msgData.queryID);
    expect(answer.msgData.code).toBe('QUERYID_INVALID_ERROR');
  });

  it('[WATCH-20] cannot sign in while a fault keeps the person offline', async () => {
    cloud.offline.add('o1');
    const client = await cloud.connect();
    client.socket.send(
      JSON.stringify({ msgType: 'LOGIN', exMsgData: { signStr: 'o1' } })
    );
    await vi.waitFor(() => expect(client.socket.readyState).toBe(3));
    expect(client.frames).toEqual([]);
  });
});

describe('broken input', () => {
  it('[WATCH-21] closes on what is no frame and names an unknown type', async () => {
    const client = await cloud.client('o1');
    const unknown = await client.request('DANCE', null, { watchId: 'w' });
    expect(unknown.msgData.code).toBe('INVALID_PARAM');
    const query = await client.request(
      'INIT_WATCH',
      { collName: 'messages', query: '{' },
      { watchId: 'w' }
    );
    expect(query.msgData.code).toBe('INVALID_PARAM');
    client.socket.send('hello');
    await vi.waitFor(() => expect(client.socket.readyState).toBe(3));
  });
});
