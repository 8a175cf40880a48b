import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

describe('coming back', () => {
  it('[WATCH-15] replays what was missed after the socket was cut', async () => {
    const first = await cloud.client('o1');
    const { msgData } = await first.watch('messages', { c: 1 });
    expect(cloud.realtime.cutSockets({ openid: 'o2' })).toBe(0);
    expect(cloud.realtime.cutSockets({ openid: 'o1' })).toBe(1);
    await vi.waitFor(() => expect(first.socket.readyState).toBe(3));
    await cloud.insert({ _id: 'a', c: 1 });
    await cloud.insert({ _id: 'b', c: 1 });
    const second = await cloud.client('o1');
    const answer = await second.rebuild(first, msgData.queryID);
    expect(answer.msgType).toBe('NEXT_EVENT');
    expect(answer.msgData.events.map((e) => [e.ID, e.DocID])).toEqual([
      [2, 'a'],
      [3, 'b'],
    ]);
    await cloud.insert({ _id: 'd', c: 1 });
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
    await cloud.insert({ c: 1 });
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

  it('[WATCH-15] is told in several frames what is more than 1 MB', async () => {
    const first = await cloud.client('o1');
    const { msgData } = await first.watch('messages', { c: 1 });
    cloud.realtime.cutSockets();
    const text = 'x'.repeat(400_000);
    for (const _id of ['a', 'b', 'd', 'e']) {
      await cloud.insert({ _id, c: 1, text });
    }
    const second = await cloud.client('o1');
    const answer = await second.rebuild(first, msgData.queryID);
    expect(answer.msgData.events.map(({ ID }) => ID)).toEqual([2, 3]);
    await vi.waitFor(() => expect(second.events()).toHaveLength(4));
    expect(second.of('NEXT_EVENT')).toHaveLength(2);
  });

  it('[WATCH-16] is too late after 1,000 events, and never earlier than the begin', async () => {
    const early = await cloud.client('o1');
    const { msgData } = await early.watch('messages', { c: 1 });
    for (let n = 0; n < 10; n += 1) await cloud.insert({ c: 1 });
    const late = await cloud.client('o2');
    const joined = await late.watch('messages', { c: 1 });
    const { queryID } = joined.msgData;
    const before = await late.request(
      'REBUILD_WATCH',
      { queryID, eventID: 1 },
      { watchId: 'w' }
    );
    expect(before.msgData.code).toBe('QUERYID_INVALID_ERROR');
    cloud.realtime.cutSockets({ openid: 'o1' });
    await vi.waitFor(() => expect(early.socket.readyState).toBe(3));
    const writes = Array.from({ length: 1_001 });
    for (const _ of writes) await cloud.insert({ c: 1 });
    const again = await cloud.client('o1');
    const answer = await again.rebuild(early, msgData.queryID);
    expect(answer.msgData.code).toBe('QUERYID_INVALID_ERROR');
    expect(cloud.realtime.watches()).toEqual([]);
  });
});
