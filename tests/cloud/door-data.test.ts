import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProject, type BuiltProject } from './support/build-project';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let project: BuiltProject;
let cloud: CloudProcess;
beforeAll(async () => {
  project = await buildProject();
  cloud = await spawnCloud({ project: project.dir });
});
afterAll(async () => {
  await cloud.stop();
  project.remove();
});
beforeEach(async () => {
  await cloud.door('POST', 'reset');
  await cloud.door('PUT', 'rules', {
    notes: { read: 'doc.owner == auth.openid', write: 'auth != null' },
    mine: 'PRIVATE',
    secrets: 'ADMINONLY',
  });
});

const notes = () => serverApp(cloud).database().collection('notes');
const door = <T>(method: string, path: string, body?: unknown) =>
  cloud.door(method, path, body) as Promise<unknown> as Promise<T>;

interface Page {
  documents: Record<string, unknown>[];
  more: boolean;
  plan: string;
}
const query = (body: object) => door<Page>('POST', 'query', body);

interface Trial {
  allowed: boolean;
  reads: number;
  reason: string | null;
  hint: string | null;
  suggestion: unknown;
  addedFilter: unknown;
}
const tryRule = (body: object) => door<Trial>('POST', 'rules/try', body);

interface Refusal {
  via: string;
  collection: string;
  operation: string;
  caller: string;
  reason: string;
  hint?: string;
  request: object | null;
}
const refusals = () => door<Refusal[]>('GET', 'refusals');

describe('data through the door', () => {
  it('[DOOR-10] lists collections with their documents, indexes and rule', async () => {
    await notes().add({ a: 1 });
    const all = await door<{ name: string }[]>('GET', 'collections');
    const named = Object.fromEntries(all.map((one) => [one.name, one]));
    expect(named.notes).toMatchObject({
      documents: 1,
      bytes: expect.any(Number),
      indexes: [],
      rule: { read: 'doc.owner == auth.openid' },
    });
    expect(named.secrets).toMatchObject({ documents: 0, rule: 'ADMINONLY' });
    expect(named.items).toMatchObject({
      indexes: [{ name: 'by_room', keys: expect.any(Array) }],
    });
  });

  it('[DOOR-11] answers any query, with the index that it used', async () => {
    const at = new Date(1_700_000_000_000);
    const items = serverApp(cloud).database().collection('items');
    for (const n of [1, 2, 3, 4]) await items.add({ room: 'r', n, at });
    const page = await query({
      collection: 'items',
      filter: { room: 'r' },
      sort: { n: -1 },
      skip: 1,
      limit: 2,
    });
    expect(page.documents.map(({ n }) => n)).toEqual([3, 2]);
    expect(page.documents[0]?.at).toEqual({ $date: at.toISOString() });
    expect(page).toMatchObject({ more: true, plan: 'by_room' });
    const later = { at: { $gt: { $date: at.getTime() - 1 } }, n: 1 };
    const scanned = await query({ collection: 'items', filter: later });
    expect(scanned).toMatchObject({ more: false, plan: 'scan' });
    expect(scanned.documents).toHaveLength(1);
  });

  it('[DOOR-11] bills nobody and is struck by no fault', async () => {
    await cloud.door('DELETE', 'counters');
    await cloud.door('POST', 'faults', { fail: { code: 'SYS_ERR' } });
    await query({ collection: 'notes' });
    await cloud.door('POST', 'faults', { clear: true });
    expect(JSON.stringify(await cloud.door('GET', 'counters'))).not.toMatch(
      /[1-9]/
    );
  });

  it('[DOOR-11] refuses by name what is no query', async () => {
    await expect(query({ collection: 'nowhere' })).rejects.toThrow(
      'not exist: nowhere'
    );
    await expect(
      query({ collection: 'notes', filter: { $where: '1' } })
    ).rejects.toThrow('$where');
    await expect(query({ filter: {} })).rejects.toThrow('collection');
  });

  it('[DOOR-12] adds, replaces, changes and removes a document', async () => {
    const collection = 'notes';
    const document = { _id: 'x', at: { $date: 5 }, n: 1 };
    const added = await cloud.door('POST', 'documents', {
      collection,
      document,
    });
    expect(added).toEqual({ id: 'x' });
    const update = { $inc: { n: 2 } };
    await cloud.door('PUT', 'documents', { collection, id: 'x', update });
    expect((await query({ collection })).documents).toEqual([
      { _id: 'x', at: { $date: '1970-01-01T00:00:00.005Z' }, n: 3 },
    ]);
    const other = { only: true };
    await cloud.door('PUT', 'documents', {
      collection,
      id: 'x',
      document: other,
    });
    expect((await query({ collection })).documents).toEqual([
      { _id: 'x', only: true },
    ]);
    const gone = { collection, id: 'x' };
    expect(await cloud.door('DELETE', 'documents', gone)).toEqual({
      removed: 1,
    });
    expect(await cloud.door('DELETE', 'documents', gone)).toEqual({
      removed: 0,
    });
  });
});

describe('the rule tester', () => {
  const as = { openid: 'me' };
  const read = { as, collection: 'notes', operation: 'read' };

  it('[DOOR-13] says why not, and what the query would have to contain', async () => {
    const refused = await tryRule({ ...read, query: { a: 1 } });
    expect(refused).toMatchObject({ allowed: false, reads: 0 });
    expect(refused.reason).toContain('doc.owner == auth.openid');
    expect(refused.hint).toContain('doc.owner');
    const allowed = await tryRule({ ...read, query: { owner: 'me' } });
    expect(allowed).toMatchObject({ allowed: true, reason: null, hint: null });
  });

  it.each([
    ['doc.owner == auth.openid', { n: 7 }, { n: 7, owner: 'me' }],
    [
      "auth.openid != null && doc.kind in ['a', 'b']",
      {},
      { kind: { $in: ['a', 'b'] } },
    ],
    [
      'doc.open == true || doc.owner == auth.uid',
      { n: 1 },
      { n: 1, open: true },
    ],
    ['doc.size < 3', {}, null],
    ['auth == null', {}, null],
  ])(
    '[DOOR-13] for %s it suggests what the rule then allows',
    async (rule, asked, better) => {
      await cloud.door('PUT', 'rules', { notes: { read: rule } });
      const refused = await tryRule({ ...read, query: asked });
      expect(refused).toMatchObject({ allowed: false, suggestion: better });
      if (!better) return;
      const again = await tryRule({ ...read, query: refused.suggestion });
      expect(again).toMatchObject({ allowed: true, suggestion: null });
    }
  );

  it('[DOOR-13] judges each kind of caller, and what a preset adds', async () => {
    const mine = { collection: 'mine', operation: 'read' };
    const phone = await tryRule({ ...mine, as: { openid: 'me' } });
    expect(phone).toMatchObject({ addedFilter: { _openid: 'me' } });
    const web = { uid: 'u1', loginType: 'CUSTOM' };
    expect(await tryRule({ ...mine, as: web })).toMatchObject({
      addedFilter: { _openid: 'u1' },
    });
    expect(await tryRule({ ...mine, as: null })).toMatchObject({
      allowed: false,
      addedFilter: null,
    });
  });

  it('[DOOR-13] writes nothing, reads nothing out and notes nothing', async () => {
    await notes().add({ _id: 'x', owner: 'me', text: 'private words' });
    const create = { as, collection: 'notes', operation: 'create' };
    expect(await tryRule({ ...create, data: { owner: 'me' } })).toMatchObject({
      allowed: true,
    });
    const trial = await tryRule({ ...read, query: { _id: 'x' }, byId: true });
    expect(JSON.stringify(trial)).not.toContain('private words');
    expect((await notes().count()).total).toBe(1);
    expect(await refusals()).toEqual([]);
  });

  it('[DOOR-14] says also what is refused before any rule', async () => {
    const update = { as, collection: 'notes', operation: 'update' };
    const trial = await tryRule({
      ...update,
      query: { owner: 'me' },
      update: { $set: { _openid: 'you' } },
    });
    expect(trial).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('_openid'),
    });
  });

  it.each([
    [{ ...read, operation: 'fly' }, 'read or create or update or delete'],
    [{ ...read, collection: 'nowhere' }, 'not exist: nowhere'],
    [{ ...read, as: { openid: 7 } }, 'openid'],
    [{ ...read, as: {} }, 'an openid or a uid is needed'],
    [{ ...read, as: { uid: 'u', loginType: 'MAGIC' } }, 'MAGIC'],
    [{ ...read, byId: true, query: { a: 1 } }, 'byId'],
  ])('[DOOR-14] refuses a trial that is none: %j', async (body, why) => {
    await expect(tryRule(body)).rejects.toThrow(why);
  });
});

describe('refusals', () => {
  it('[DOOR-15] keeps what a client asked and why it was denied', async () => {
    await notes().add({ owner: 'you', text: 'private words' });
    const phone = await signedIn(cloud, { openid: 'me' }, 'CLOUD_API');
    const asked = phone.database().collection('notes').where({ n: 7 }).get();
    await expect(asked).resolves.toMatchObject({
      code: 'DATABASE_PERMISSION_DENIED',
    });
    const [refusal, ...others] = await refusals();
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({
      via: 'database',
      collection: 'notes',
      operation: 'read',
      caller: 'phone',
      reason: expect.stringContaining('doc.owner == auth.openid'),
      request: { as: { openid: 'me' }, query: { n: 7 } },
    });
    expect(JSON.stringify(refusal)).not.toContain('private words');
    const again = await tryRule(refusal?.request as object);
    expect(again.reason).toBe(refusal?.reason);
  });

  it('[DOOR-15] keeps the last 200, and a reset forgets them', async () => {
    const { accessToken } = await cloud.door('POST', 'identity', { uid: 'u' });
    for (let n = 0; n < 205; n += 1) {
      await fetch(`${cloud.url}/web`, {
        method: 'POST',
        body: JSON.stringify({
          action: 'database.queryDocument',
          collectionName: 'notes',
          access_token: accessToken,
          query: { n },
        }),
      });
    }
    const kept = await refusals();
    expect(kept).toHaveLength(200);
    expect(kept.at(-1)?.request).toMatchObject({ query: { n: 204 } });
    await cloud.door('POST', 'reset');
    expect(await refusals()).toEqual([]);
  });
});

describe('calls', () => {
  it('[DOOR-16] are chosen by function, request and number', async () => {
    const phone = await signedIn(cloud, { openid: 'me' }, 'CLOUD_API');
    const call = () => phone.callFunction({ name: 'everything' });
    await call();
    await call();
    const ids = async (choice: string) => {
      const calls = await door<{ requestId: string }[]>(
        'GET',
        `calls?${choice}`
      );
      return calls.map(({ requestId }) => requestId);
    };
    const [first, second] = await ids('');
    expect(await ids('last=1')).toEqual([second]);
    expect(await ids(`requestId=${first}`)).toEqual([first]);
    expect(await ids('functionName=everything')).toEqual([first, second]);
    expect(await ids('functionName=ticket')).toEqual([]);
  });
});
