import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

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

  it('[WATCH-20] is cut while a fault keeps the person offline', async () => {
    cloud.offline.add('o1');
    const client = await cloud.connect();
    client.socket.send(
      JSON.stringify({ msgType: 'LOGIN', exMsgData: { signStr: 'o1' } })
    );
    await vi.waitFor(() => expect(client.socket.readyState).toBe(3));
    expect(client.frames).toEqual([]);
  });

  it('[WATCH-32] as somebody else ends what the former watched', async () => {
    const client = await cloud.client('o1');
    const { watchId } = await client.watch('messages', { c: 1 });
    await client.login('o1');
    expect(cloud.realtime.watches()).toHaveLength(1);
    expect((await client.login('o2')).msgData.code).toBeUndefined();
    expect(client.of('ERROR')).toMatchObject([
      { watchId, msgData: { code: 'CHECK_LOGIN_FAILED' } },
    ]);
    expect(cloud.realtime.watches()).toEqual([]);
    await cloud.insert({ c: 1 });
    await cloud.settled(client);
    expect(client.events()).toHaveLength(1);
  });

  it('[WATCH-32] badly leaves the former login as it was', async () => {
    const client = await cloud.client('o1');
    await client.watch('messages', { c: 1 });
    await client.login('expired');
    await cloud.insert({ c: 1 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(1));
  });
});

describe('a login whose access token has ended', () => {
  it('[WATCH-33] is asked to sign in anew before it watches', async () => {
    const client = await cloud.client('o1 for 60');
    const { msgData } = await client.watch('messages', {});
    cloud.clock.advance(60_000);
    const refused = await client.watch('messages', {});
    expect(refused.msgData.code).toBe('SIGN_EXPIRED_ERROR');
    const { queryID } = msgData;
    const again = await client.rebuild(client, queryID);
    expect(again.msgData.code).toBe('SIGN_EXPIRED_ERROR');
    // The SDK takes any error to CHECK_LAST for the end of the watch.
    const last = await client.request(
      'CHECK_LAST',
      { queryID, eventID: 1 },
      { watchId: 'w' }
    );
    expect(last.msgType).toBe('CHECK_EVENT');
    await client.login('o1 for 60');
    expect((await client.watch('messages', {})).msgType).toBe('INIT_EVENT');
    expect((await client.rebuild(client, queryID)).msgType).toBe('NEXT_EVENT');
  });

  it('[WATCH-33] gets no event: the socket ends, a new one is told', async () => {
    const client = await cloud.client('o1 for 60');
    const { msgData } = await client.watch('messages', { c: 1 });
    cloud.clock.advance(60_000);
    const closed = once(client.socket, 'close');
    await cloud.insert({ _id: 'a', c: 1 });
    expect((await closed)[0]).toBe(1000);
    expect(client.events()).toEqual([]);
    const second = await cloud.client('o1 for 60');
    const answer = await second.rebuild(client, msgData.queryID);
    expect(answer.msgData.events.map(({ DocID }) => DocID)).toEqual(['a']);
  });

  it('[WATCH-33] goes on while connected when the switch says so', async () => {
    cloud.switches.watchLogin = 'whileConnected';
    const client = await cloud.client('o1 for 60');
    await client.watch('messages', { c: 1 });
    cloud.clock.advance(60_000);
    await cloud.insert({ c: 1 });
    await vi.waitFor(() => expect(client.events()).toHaveLength(1));
    expect((await client.watch('messages', {})).msgType).toBe('INIT_EVENT');
  });
});
