import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestCloud, type TestCloud } from './test-cloud';

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await startTestCloud();
  await cloud.store.createCollection('messages');
});
afterEach(() => cloud.close());

describe('the limits of a watch', () => {
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
    await cloud.insert(...docs);
    const client = await cloud.client('o1');
    const { msgType } = await client.watch('messages', {});
    expect(msgType).toBe('INIT_EVENT');
    await cloud.insert({ _id: 'straw' });
    await vi.waitFor(() => expect(client.of('ERROR')).toHaveLength(1));
    expect(cloud.realtime.watches()).toEqual([]);
    const again = await client.watch('messages', {});
    expect(again.msgData.code).toBe('INVALID_PARAM');
  });

  it('[WATCH-9] gives a place back when its socket closes', async () => {
    cloud.switches.connectionQuota = 1;
    const first = await cloud.client('o1');
    const second = await cloud.client('o2');
    const { msgData } = await first.watch('messages', {});
    expect((await second.watch('messages', {})).msgType).toBe('ERROR');
    first.socket.terminate();
    await vi.waitFor(() =>
      expect(cloud.realtime.watches()).toMatchObject([{ connected: false }])
    );
    expect((await second.watch('messages', {})).msgType).toBe('INIT_EVENT');
    const back = await cloud.client('o1');
    const answer = await back.rebuild(first, msgData.queryID);
    expect(answer.msgData.code).toBe('EXCEED_REQUEST_LIMIT');
  });

  it('[WATCH-28] is a quota of watches when the switch says so', async () => {
    Object.assign(cloud.switches, {
      connectionQuota: 2,
      quotaCounts: 'watches',
    });
    const client = await cloud.client('o1');
    const first = await client.watch('messages', { c: 1 });
    await client.watch('messages', { c: 2 });
    const over = await client.watch('messages', { c: 3 });
    expect(over.msgData.code).toBe('EXCEED_REQUEST_LIMIT');
    client.end(first.watchId);
    expect((await client.watch('messages', { c: 3 })).msgType).toBe(
      'INIT_EVENT'
    );
    cloud.switches.quotaCounts = 'sockets';
    expect((await client.watch('messages', { c: 4 })).msgType).toBe(
      'INIT_EVENT'
    );
  });

  it('[WATCH-29] bounds a flood of watches from one socket', async () => {
    cloud.switches.watchesPerSocket = 50;
    const client = await cloud.client('o1');
    for (let n = 0; n < 3_000; n += 1) {
      const msgData = { collName: 'messages', query: `{"n":${n}}` };
      client.send({ watchId: `w${n}`, msgType: 'INIT_WATCH', msgData });
    }
    await vi.waitFor(
      () => expect(client.of('ERROR')).toHaveLength(2_950),
      10_000
    );
    expect(cloud.realtime.watches()).toHaveLength(50);
    cloud.switches.watchesPerSocket = 51;
    expect((await client.watch('messages', {})).msgType).toBe('INIT_EVENT');
  });
});

describe('broken input', () => {
  it('[WATCH-21] closes on what is no frame and names an unknown type', async () => {
    const client = await cloud.client('o1');
    const unknown = await client.request('DANCE', null, { watchId: 'w' });
    expect(unknown.msgData.code).toBe('INVALID_PARAM');
    client.socket.send('hello');
    await vi.waitFor(() => expect(client.socket.readyState).toBe(3));
  });

  it('[WATCH-40] is a typed error in every field, and harms nobody', async () => {
    const client = await cloud.client('o1');
    const wrong = [
      null,
      0,
      -1,
      1.5,
      true,
      '',
      '{',
      '[]',
      [],
      {},
      [1],
      { a: 1 },
    ];
    const codes = new Set<string | undefined>();
    for (const field of ['collName', 'query', 'orderBy', 'limit'] as const) {
      for (const value of wrong) {
        const good = { collName: 'messages', query: '{}' };
        const { msgType, msgData } = await client.request(
          'INIT_WATCH',
          { ...good, [field]: value },
          { watchId: 'w' }
        );
        if (msgType === 'ERROR') codes.add(msgData.code);
        else expect(msgType).toBe('INIT_EVENT');
      }
    }
    for (const value of wrong) {
      const bad = { queryID: value, eventID: value };
      for (const type of ['REBUILD_WATCH', 'CHECK_LAST']) {
        const { msgData } = await client.request(type, bad, { watchId: 'w' });
        codes.add(msgData.code);
      }
      const named = await client.request('INIT_WATCH', {}, { watchId: value });
      codes.add(named.msgData.code);
    }
    expect([...codes].sort()).toEqual([
      'DATABASE_COLLECTION_NOT_EXIST',
      'INVALID_PARAM',
      'QUERYID_INVALID_ERROR',
    ]);
    expect(cloud.lines).toEqual([]);
    expect((await client.request('PING', 7, { exMsgData: 7 })).msgType).toBe(
      'PONG'
    );
  });

  it('[WATCH-40] is refused by size, and others go on', async () => {
    const client = await cloud.client('o1');
    const other = await cloud.client('o2');
    client.socket.on('error', () => undefined);
    client.socket.send('x'.repeat(2 << 20));
    await vi.waitFor(() => expect(client.socket.readyState).toBe(3));
    const watchId = 'w'.repeat(300);
    const long = await other.request('CLOSE_WATCH', null, { watchId });
    expect(long.msgData.code).toBe('INVALID_PARAM');
    expect((await other.watch('messages', {})).msgType).toBe('INIT_EVENT');
  });
});
