import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startCloud } from '../testing/start-cloud';
import type { RunningCloud } from '../testing/start-cloud';
import { connectPhone } from './connect-phone';
import { createWxCloud } from './create-wx-cloud';
import type { WxCloud } from './create-wx-cloud';
import { freshSdk } from './fresh-sdk';
import type { WatchSnapshot } from './watch';

let cloud: RunningCloud;
let li: WxCloud;
let wang: WxCloud;

function phone(openid: string): WxCloud {
  const { url, env } = cloud;
  const identity = { cloud: url, env, openid };
  return createWxCloud(connectPhone(freshSdk(), identity));
}

beforeAll(async () => {
  cloud = await startCloud();
  li = phone('openid-li');
  wang = phone('openid-wang');
});

afterAll(() => cloud?.stop());

let name = '';
let serial = 0;
beforeEach(async () => {
  serial += 1;
  name = `things${serial}`;
  await cloud.setRules({
    [name]: { read: true, write: true },
    closed: { read: false, write: false },
  });
});

const things = (of: WxCloud) => of.database().collection(name);

test('add answers with _id, get with data, each with its errMsg', async () => {
  const added = await things(li).add({ data: { _id: 'a', n: 1 } });
  expect(added).toEqual({ _id: 'a', errMsg: 'collection.add:ok' });
  const { data, errMsg } = await things(li).where({ n: 1 }).get();
  expect(data).toEqual([{ _id: 'a', n: 1, _openid: 'openid-li' }]);
  expect(errMsg).toBe('collection.get:ok');
});

test('two phones in one process are two people', async () => {
  await things(li).add({ data: { _id: 'l' } });
  await things(wang).add({ data: { _id: 'w' } });
  const { data } = await things(li).orderBy('_id', 'asc').get();
  expect(data).toEqual([
    { _id: 'l', _openid: 'openid-li' },
    { _id: 'w', _openid: 'openid-wang' },
  ]);
});

test('a read gives 20 documents, also when asked for more', async () => {
  for (let n = 0; n < 23; n += 1) await things(li).add({ data: { n } });
  const all = things(li).orderBy('n', 'asc');
  expect((await all.get()).data).toHaveLength(20);
  expect((await all.limit(50).get()).data).toHaveLength(20);
  expect((await all.limit(3).skip(21).get()).data).toHaveLength(2);
  expect(await all.count()).toEqual({
    total: 23,
    errMsg: 'collection.count:ok',
  });
});

test('update, set and remove count what they touched', async () => {
  await things(li).add({ data: { _id: 'a', n: 1, gone: 1 } });
  const { command } = li.database();
  const inc = (command as { inc(n: number): object }).inc(2);
  const updated = await things(li)
    .where({ _id: 'a', n: 1 })
    .update({ data: { n: inc } });
  expect(updated.stats).toEqual({ updated: 1 });
  const none = await things(li)
    .where({ _id: 'a', n: 1 })
    .update({ data: { n: 9 } });
  expect(none.stats).toEqual({ updated: 0 });
  await things(li)
    .doc('a')
    .update({ data: { m: 1 } });
  expect((await things(li).doc('a').get()).data).toMatchObject({ n: 3, m: 1 });
  expect((await things(li).doc('a').remove()).stats).toEqual({ removed: 1 });
});

test('where with _id keeps the other conditions', async () => {
  await things(li).add({ data: { _id: 'a', owner: 'x' } });
  const { data } = await things(li).where({ _id: 'a', owner: 'y' }).get();
  expect(data).toEqual([]);
});

test('a document that is not there is an error of its own', async () => {
  await expect(things(li).doc('none').get()).rejects.toMatchObject({
    errCode: -1,
    errMsg: expect.stringContaining('document.get:fail'),
  });
});

test('a refusal carries the number WeChat gives it', async () => {
  const closed = li.database().collection('closed');
  const refusal = {
    errCode: -502003,
    errMsg: expect.stringContaining('DATABASE_PERMISSION_DENIED'),
  };
  await expect(closed.get()).rejects.toMatchObject(refusal);
  await expect(closed.add({ data: { n: 1 } })).rejects.toMatchObject(refusal);
  await expect(
    closed.where({ n: 1 }).update({ data: { n: 2 } })
  ).rejects.toMatchObject(refusal);
  await expect(closed.where({ n: 1 }).count()).rejects.toMatchObject(refusal);
});

test('a collection that does not exist is said so', async () => {
  await expect(li.database().collection('nowhere').get()).rejects.toMatchObject(
    {
      errCode: -502005,
    }
  );
});

test('a function that does not exist is said so', async () => {
  await expect(
    li.callFunction({ name: 'nobody', data: {} })
  ).rejects.toMatchObject({
    errCode: expect.any(Number),
    errMsg: expect.stringMatching(/^cloud.callFunction:fail/),
  });
});

test('a watch begins with "init", tells changes, and is silent once closed', async () => {
  await things(li).add({ data: { _id: 'a', room: 1 } });
  const seen: WatchSnapshot[] = [];
  const errors: unknown[] = [];
  const watcher = things(wang)
    .where({ room: 1 })
    .watch({
      onChange: (it) => seen.push(it),
      onError: (it) => errors.push(it),
    });
  await expect.poll(() => seen.length).toBe(1);
  expect(seen[0]).toMatchObject({ type: 'init', docs: [{ _id: 'a' }] });
  await things(li).add({ data: { _id: 'b', room: 1 } });
  await things(li).add({ data: { _id: 'c', room: 2 } });
  await expect.poll(() => seen.length).toBe(2);
  expect(seen[1]?.type).toBeUndefined();
  expect(seen[1]?.docChanges).toMatchObject([
    { docId: 'b', dataType: 'add', queueType: 'enqueue', doc: { _id: 'b' } },
  ]);
  await watcher.close();
  await things(li).add({ data: { _id: 'd', room: 1 } });
  expect(seen).toHaveLength(2);
  expect(errors).toEqual([]);
});

test('a refused watch tells its error once', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const errors: unknown[] = [];
  li.database()
    .collection('closed')
    .where({ n: 1 })
    .watch({
      onChange: () => errors.push('change'),
      onError: (it) => errors.push(it),
    });
  await expect.poll(() => errors.length).toBe(1);
  await things(li).get();
  process.off('unhandledRejection', note);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    errCode: expect.any(Number),
    errMsg: expect.stringMatching(/^collection.watch:fail/),
  });
  // js-sdk's own leak, and nothing of ours.
  expect(unhandled).toSatisfy((all: { isRealtimeErrorMessageError?: true }[]) =>
    all.every((it) => it.isRealtimeErrorMessageError)
  );
});
