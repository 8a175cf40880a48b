import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverApp } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;
let db: ReturnType<ReturnType<typeof serverApp>['database']>;
let token: string;

beforeAll(async () => {
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', {
    things: { read: true, write: true },
    secrets: 'ADMINONLY',
  });
  db = serverApp(cloud).database();
  await db.collection('things').add({ _id: 'one', n: 1, at: new Date(5) });
  await db.collection('secrets').add({ _id: 'one', secret: 1 });
  token = String(
    (await cloud.door('POST', 'identity', { uid: 'u' })).accessToken
  );
});
afterAll(() => cloud.stop());

const BASE = '/v1/database/instances/(default)/databases/(default)/';

async function gateway(
  method: string,
  path: string,
  body?: unknown
): Promise<{ code?: string; request_id?: string } & Record<string, unknown>> {
  const response = await fetch(`${cloud.url}${BASE}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (reply) => (reply as { code?: string }).code ?? reply,
    (error: { code?: string }) => error.code
  );

describe('codes of the database', () => {
  it('[DB-80] a collection that exists cannot be made again', async () => {
    expect(await codeOf(db.createCollection('things'))).toBe(
      'DATABASE_COLLECTION_ALREADY_EXIST'
    );
    expect((await db.collection('things').count()).total).toBe(1);
  });

  it.each(['', 'a$b', 'system.x', 'a/b', ' a', '-a', 'x'.repeat(200)])(
    '[DB-81] a collection cannot be named %j',
    async (name) => {
      expect(await codeOf(db.createCollection(name))).toMatch(/PARAM/);
    }
  );

  it('[DB-81] names may have letters of any script', async () => {
    await db.createCollection('用户_1.a-b');
    await db.collection('用户_1.a-b').add({ n: 1 });
    expect((await db.collection('用户_1.a-b').count()).total).toBe(1);
  });

  it('[DB-82] the gateway tells a duplicate by a code of its own', async () => {
    const data = [{ _id: 'one' }];
    const reply = await gateway('POST', 'collections/things/documents', {
      data,
    });
    expect(reply.code).toBe('DATABASE_DUPLICATE_WRITE');
    expect(reply.request_id).toMatch(/^[\w-]{36}$/);
  });

  it('[DB-83] clients make no collections and run no commands', async () => {
    const made = await gateway('POST', 'collections', {
      collectionName: 'new',
    });
    expect(made.code).toBe('DATABASE_PERMISSION_DENIED');
    const ran = await gateway('POST', 'commands', { commands: [] });
    expect(ran.code).toMatch(/NOT_FOUND|NOT_SUPPORTED/);
    expect(await codeOf(db.collection('new').get())).toBe(
      'DATABASE_COLLECTION_NOT_EXIST'
    );
  });

  it.each([
    [[{ $match: {} }, { $lookup: { from: 'secrets', as: 's', pipeline: [] } }]],
    [[{ $unionWith: 'secrets' }]],
    [[{ $facet: { a: [] } }]],
    [[{ $graphLookup: { from: 'secrets' } }]],
    [[{ $match: {} }, { $out: 'secrets' }]],
    [[{ $merge: 'secrets' }]],
    [[{ $project: { a: { $function: {} } } }]],
    [[{ $match: { $where: 'true' } }]],
    [[{ $match: { $expr: { $function: {} } } }]],
  ])(
    '[DB-84] a client’s pipeline %j stays in its collection',
    async (pipeline) => {
      const path = 'collections/things/documents/aggregations';
      const reply = await gateway('POST', path, { pipeline });
      expect(reply.code).toMatch(
        /^DATABASE_(PERMISSION_DENIED|INVALID_OPERRATOR)$/
      );
      expect(reply.list).toBeUndefined();
    }
  );

  it('[DB-88] the gateway takes stages whose value is a text', async () => {
    const path = 'collections/things/documents/aggregations';
    const pipeline = [{ $match: { _id: 'one' } }, { $count: 'total' }];
    const { list } = await gateway('POST', path, { pipeline });
    expect(list).toEqual([{ total: 1 }]);
  });

  it('[DB-85] a document’s fields do not begin with a dollar', async () => {
    const data = { o: { $x: 1 } };
    expect(await codeOf(db.collection('things').add(data))).toBe(
      'DATABASE_REQUEST_FAILED'
    );
    const tagged = [{ d: { $date: 7 }, bad: { $date: 7, more: 1 } }];
    const reply = await gateway('POST', 'collections/things/documents', {
      data: tagged,
    });
    expect(reply.code).toMatch(/^DATABASE_/);
    expect(reply.insertedIds).toBeUndefined();
  });

  it('[DB-86] what MongoDB refuses is DATABASE_REQUEST_FAILED, what is unknown is named', async () => {
    const where = (query: object) =>
      codeOf(db.collection('things').where(query).get());
    expect(await where({ n: { $size: -1 } })).toBe('DATABASE_REQUEST_FAILED');
    expect(await where({ n: { $nonsense: 1 } })).toBe(
      'DATABASE_INVALID_OPERRATOR'
    );
  });

  it('[DB-87] the positional operator changes the element that the query found', async () => {
    const things = db.collection('things');
    await things.add({ _id: 'list', rows: [{ k: 1 }, { k: 2 }] });
    await things.where({ 'rows.k': 2 }).update({ 'rows.$.v': 9 });
    const { data } = await things.doc('list').get();
    expect(data[0].rows).toEqual([{ k: 1 }, { k: 2, v: 9 }]);
  });
});
