import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientApp, serverApp, signedIn, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', {
    open: { read: true, write: true },
    mine: {
      read: 'doc.owner == auth.uid',
      create: 'request.data.owner == auth.uid',
    },
    private: 'PRIVATE',
    closed: 'ADMINONLY',
  });
  await cloud.door('POST', 'accounts', {
    username: 'wang',
    password: 'secret-1',
  });
});
afterAll(() => cloud.stop());

/**
 * The code of a failure. In gateway mode under Node the SDK drops the code of
 * a refused write and answers with nothing, which shows as `silent`.
 */
async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    const { requestId: _requestId, ...result } = (await work()) as Reply;
    if (result.code) return result.code;
    const values = Object.values(result).filter((value) => value !== undefined);
    return values.length === 0 ? 'silent' : JSON.stringify(result);
  } catch (error) {
    return error instanceof Error ? error.message : JSON.stringify(error);
  }
}
/** The types of the SDK leave out what its database can do. */
const serverDate = (db: object): unknown =>
  (db as { serverDate(): unknown }).serverDate();
const aggregateOf = (db: object): { sum(field: string): unknown } =>
  (db as { command: { aggregate: { sum(field: string): unknown } } }).command
    .aggregate;

interface Reply extends Record<string, unknown> {
  code?: string;
}
const REFUSED = /DATABASE_PERMISSION_DENIED/;
const REFUSED_WRITE = /DATABASE_PERMISSION_DENIED|^silent$/;

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])(
  'the unmodified browser SDK, %s',
  (mode) => {
    const as = (uid: string) => signedIn(cloud, { uid }, mode);
    const marked = (name: string) => `${name}-${mode}`;

    it('[AUTH-2] signs in by password and tells a wrong one', async () => {
      const app = clientApp(cloud, mode);
      const bad = await app
        .auth()
        .signInWithPassword({ username: 'wang', password: 'guess' });
      expect(bad.error?.category).toBe('INVALID_CREDENTIALS');
      const good = await app
        .auth()
        .signInWithPassword({ username: 'wang', password: 'secret-1' });
      expect(good.error).toBeNull();
      expect(await app.auth().getLoginState()).toBeTruthy();
    });

    it('[AUTH-3] signs in anonymously, each time as another person', async () => {
      const uids: string[] = [];
      for (let i = 0; i < 2; i += 1) {
        const app = clientApp(cloud, mode);
        await app.auth().signInAnonymously({});
        uids.push((await app.auth().getCurrentUser())?.uid ?? '');
        await app.auth().signOut();
      }
      expect(uids[0]).not.toBe('');
      expect(uids[0]).not.toBe(uids[1]);
    });

    it('[DB-11] writes, reads, updates, counts and removes', async () => {
      const db = (await as('u1')).database();
      const _ = db.command;
      const open = db.collection('open');
      const at = new Date(1_700_000_000_000);
      const { id } = await open.add({ m: mode, n: 1, at, s: serverDate(db) });
      await open.doc(id as string).update({ n: _.inc(2), deep: { a: 1 } });
      const { data } = await open.doc(id as string).get();
      expect(data[0].at).toEqual(at);
      expect(data[0].s).toBeInstanceOf(Date);
      expect([data[0].n, data[0].deep]).toEqual([3, { a: 1 }]);
      const found = await open
        .where({ m: mode, n: _.gt(1).and(_.lt(9)) })
        .orderBy('n', 'desc')
        .limit(5)
        .get();
      expect(found.data.map((doc: { n: number }) => doc.n)).toEqual([3]);
      expect((await open.where({ m: mode }).count()).total).toBe(1);
      await open.doc(marked('set')).set({ k: 1 });
      await open.doc(marked('set')).set({ l: 2 });
      const set = await open.doc(marked('set')).get();
      expect(set.data[0].k).toBeUndefined();
      expect(set.data[0].l).toBe(2);
      const gone = await open.where({ m: mode }).remove();
      expect(gone.deleted).toBe(1);
    });

    it('[DB-12] stamps what a client creates, and nobody can forge it', async () => {
      const open = (await as('u2')).database().collection('open');
      const { id } = await open.add({ of: mode });
      const { data } = await open.doc(id as string).get();
      expect(data[0]._openid).toBe('u2');
      const forged = await codeOf(
        () => open.add({ of: mode, _openid: 'u3' }) as Promise<unknown>
      );
      expect(forged).toMatch(REFUSED_WRITE);
      const moved = await codeOf(
        () =>
          open.doc(id as string).update({ _openid: 'u3' }) as Promise<unknown>
      );
      expect(moved).toMatch(REFUSED_WRITE);
      const server = serverApp(cloud).database().collection('open');
      expect((await server.where({ _openid: 'u3' }).count()).total).toBe(0);
      await open.doc(id as string).set({ replaced: true });
      const after = await open.doc(id as string).get();
      expect(after.data[0]).toEqual({
        _id: id,
        _openid: 'u2',
        replaced: true,
      });
    });

    it('[DB-13] a query outside the rule is refused, also when all is empty', async () => {
      const mine = (await as('u4')).database().collection('mine');
      const outside = await codeOf(
        () => mine.where({ owner: 'u5' }).get() as Promise<unknown>
      );
      const everything = await codeOf(() => mine.get() as Promise<unknown>);
      expect(outside).toMatch(REFUSED);
      expect(everything).toMatch(REFUSED);
      const inside = await mine.where({ owner: 'u4' }).get();
      expect(inside.data).toEqual([]);
    });

    it('[DB-14] presets filter silently', async () => {
      const one = (await as(marked('p1'))).database().collection('private');
      const other = (await as(marked('p2'))).database().collection('private');
      await one.add({ of: mode });
      expect((await one.where({ of: mode }).get()).data).toHaveLength(1);
      expect((await other.where({ of: mode }).get()).data).toEqual([]);
      const changed = await other.where({ of: mode }).update({ stolen: true });
      expect(changed.updated).toBe(0);
    });

    it('[DB-15] a closed collection gives nothing to clients', async () => {
      const closed = (await as('u6')).database().collection('closed');
      const read = await codeOf(() => closed.get() as Promise<unknown>);
      const written = await codeOf(() => closed.add({}) as Promise<unknown>);
      expect(read).toMatch(REFUSED);
      expect(written).toMatch(REFUSED_WRITE);
      const db = serverApp(cloud).database();
      expect((await db.collection('closed').count()).total).toBe(0);
    });

    it('[DB-16] a phone caller gets twenty documents at most', async () => {
      const db = serverApp(cloud).database();
      const many = Array.from({ length: 25 }, (_i, n) => ({ page: mode, n }));
      await db.collection('open').add(many as never);
      const phone = await signedIn(cloud, { openid: 'o-1' }, mode);
      const open = phone.database().collection('open').where({ page: mode });
      expect((await open.get()).data).toHaveLength(20);
      expect((await open.limit(100).get()).data).toHaveLength(20);
      const web = (await as('u7')).database().collection('open');
      expect((await web.where({ page: mode }).get()).data).toHaveLength(25);
    });

    it('[DB-17] aggregates under its rule, and never into other collections', async () => {
      const db = (await as('u8')).database();
      await db.collection('open').add({ sum: mode, n: 4 });
      const $ = aggregateOf(db);
      const { data } = await db
        .collection('open')
        .aggregate()
        .match({ sum: mode })
        .group({ _id: null, total: $.sum('$n') })
        .end();
      expect((data as { total: number }[])[0]?.total).toBe(4);
      const reached = await codeOf(
        () =>
          db
            .collection('open')
            .aggregate()
            .match({ sum: mode })
            .lookup({
              from: 'closed',
              localField: '_id',
              foreignField: '_id',
              as: 'x',
            })
            .end() as Promise<unknown>
      );
      expect(reached).toMatch(REFUSED_WRITE);
    });
  }
);
