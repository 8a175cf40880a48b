import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverApp } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

interface Transaction {
  collection(name: string): {
    doc(id: string): { update(data: object): Promise<unknown> };
  };
  rollback(reason: unknown): Promise<void>;
}

let cloud: CloudProcess;
let app: ReturnType<typeof serverApp>;

beforeAll(async () => {
  cloud = await spawnCloud();
  app = serverApp(cloud);
  await app.database().createCollection('tickets');
  await app.database().createCollection('orders');
});
afterAll(() => cloud.stop());

const collection = () => app.database().collection('tickets');

describe('the unmodified server SDK', () => {
  it('[DB-1] keeps dates, places and nested objects', async () => {
    const db = app.database();
    const at = new Date(1_700_000_000_000);
    const { id } = await collection().add({
      at,
      server: db.serverDate({ offset: 1000 }),
      place: new db.Geo.Point(113, 23),
      nested: { x: { y: 1 } },
    });
    const { data } = await collection()
      .doc(id as string)
      .get();
    expect(data[0].at).toEqual(at);
    expect(data[0].server).toBeInstanceOf(Date);
    expect(data[0].place).toBeInstanceOf(db.Geo.Point);
    expect(data[0].nested).toEqual({ x: { y: 1 } });
  });

  it('[DB-2] answers the common query commands', async () => {
    const _ = app.database().command;
    await collection().add([
      { kind: 'q', n: 1, name: 'Hello' },
      { kind: 'q', n: 2, tags: ['a'] },
      { kind: 'q', n: 3, tags: ['a', 'b'] },
    ] as never);
    const numbers = async (where: object): Promise<number[]> => {
      const { data } = await collection()
        .where({ kind: 'q', ...where })
        .orderBy('n', 'asc')
        .get();
      return data.map((doc: { n: number }) => doc.n);
    };
    expect(await numbers({ n: _.gt(1).and(_.lt(3)) })).toEqual([2]);
    expect(await numbers({ n: _.in([1, 3]) })).toEqual([1, 3]);
    expect(await numbers({ name: /^hel/i })).toEqual([1]);
    expect(await numbers({ tags: 'a' })).toEqual([2, 3]);
    expect(await numbers({ tags: _.all(['a', 'b']) })).toEqual([3]);
    expect(await numbers({ tags: _.exists(false) })).toEqual([1]);
    expect(await numbers({ tags: _.size(1) })).toEqual([2]);
    const either = await collection()
      .where(_.and([{ kind: 'q' }, _.or([{ n: 1 }, { n: 3 }])]))
      .orderBy('n', 'desc')
      .get();
    expect(either.data.map((doc: { n: number }) => doc.n)).toEqual([3, 1]);
    expect((await collection().where({ kind: 'q' }).count()).total).toBe(3);
  });

  it('[DB-3] applies the common update commands', async () => {
    const _ = app.database().command;
    await collection()
      .doc('u')
      .set({ n: 1, tags: ['a'], gone: 1, deep: { a: 1 } });
    await collection()
      .doc('u')
      .update({
        n: _.inc(5),
        tags: _.push(['b', 'c']),
        gone: _.remove(),
        deep: { b: 2 },
      });
    await collection()
      .doc('u')
      .update({ tags: _.unshift(['z']) });
    await collection()
      .doc('u')
      .update({ tags: _.pull('a') });
    await collection().doc('u').update({ tags: _.pop() });
    await collection()
      .doc('u')
      .update({ tags: _.addToSet('b') });
    const { data } = await collection().doc('u').get();
    expect(data[0]).toEqual({
      _id: 'u',
      n: 6,
      tags: ['z', 'b'],
      deep: { a: 1, b: 2 },
    });
  });

  it('[DB-4] set replaces the whole document and makes a missing one', async () => {
    await collection().doc('s').set({ a: 1 });
    await collection().doc('s').set({ b: 2 });
    const { data } = await collection().doc('s').get();
    expect(data[0]).toEqual({ _id: 's', b: 2 });
  });

  it('[DB-5] updateAndReturn tells the document as it became', async () => {
    const _ = app.database().command;
    await collection().add({ one: 'r', n: 1 });
    const found = await collection()
      .where({ one: 'r' })
      .updateAndReturn({ n: _.inc(1) });
    expect([found.updated, found.doc.n]).toEqual([1, 2]);
    const none = await collection()
      .where({ one: 'nobody' })
      .updateAndReturn({ n: 1 });
    expect([none.updated, none.doc]).toEqual([0, null]);
  });

  it('[DB-6] aggregates and looks up', async () => {
    const $ = app.database().command.aggregate;
    await collection().add([
      { g: 'x', n: 2 },
      { g: 'x', n: 3 },
    ] as never);
    await app.database().collection('orders').add({ of: 'x', price: 5 });
    const { data } = await collection()
      .aggregate()
      .match({ g: 'x' })
      .group({ _id: '$g', total: $.sum('$n') })
      .lookup({
        from: 'orders',
        localField: '_id',
        foreignField: 'of',
        as: 'orders',
      })
      .end();
    expect(data[0].total).toBe(5);
    expect(data[0].orders).toHaveLength(1);
  });

  it('[DB-7] refuses a second document with the same id', async () => {
    await collection().add({ _id: 'twice' });
    await expect(collection().add({ _id: 'twice' })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000'),
    });
  });

  it('[DB-8] a collection must exist', async () => {
    await expect(
      app.database().collection('nowhere').get()
    ).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
  });

  it('[DB-9] an operator on a value of the wrong type is an error', async () => {
    const _ = app.database().command;
    await collection().doc('w').set({ text: 'a', list: 1 });
    for (const change of [{ text: _.inc(1) }, { list: _.push(['x']) }]) {
      await expect(collection().doc('w').update(change)).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      });
    }
    const { data } = await collection().doc('w').get();
    expect(data[0]).toEqual({ _id: 'w', text: 'a', list: 1 });
  });

  it('[DB-10] gives 100 documents when no limit is named', async () => {
    const many = Array.from({ length: 120 }, (_item, n) => ({ many: 1, n }));
    await collection().add(many as never);
    const some = await collection().where({ many: 1 }).get();
    const all = await collection().where({ many: 1 }).limit(1000).get();
    expect([some.data.length, all.data.length]).toEqual([100, 120]);
  });

  it('[AUTH-1] a wrong secret is refused', async () => {
    const { init } = await import('@cloudbase/node-sdk').then(
      (module) => module.default
    );
    const stranger = init({
      env: cloud.env,
      secretId: 'local',
      secretKey: 'guessed',
      serviceUrl: `${cloud.url}/admin`,
    } as Parameters<typeof init>[0]);
    await expect(
      stranger.database().collection('tickets').get()
    ).rejects.toMatchObject({ code: 'SIGN_PARAM_INVALID' });
  });
});

describe('transactions of the server SDK', () => {
  it('[TX-1] commits what it wrote, after others could not see it', async () => {
    await collection().doc('t1').set({ n: 1 });
    const tx = await app.database().startTransaction();
    await tx.collection('tickets').doc('t1').update({ n: 2 });
    const inside = await tx.collection('tickets').doc('t1').get();
    const outside = await collection().doc('t1').get();
    await tx.commit();
    const after = await collection().doc('t1').get();
    expect((inside.data as { n: number }).n).toBe(2);
    expect(outside.data[0].n).toBe(1);
    expect(after.data[0].n).toBe(2);
  });

  it('[TX-2] a rollback leaves nothing', async () => {
    await collection().doc('t2').set({ n: 1 });
    const reason = await app
      .database()
      .runTransaction(async (tx: Transaction) => {
        await tx.collection('tickets').doc('t2').update({ n: 9 });
        await tx.rollback('changed my mind');
      })
      .catch((error: unknown) => error);
    const { data } = await collection().doc('t2').get();
    expect(reason).toBe('changed my mind');
    expect(data[0].n).toBe(1);
  });

  it('[TX-3] the conflict is raised at the write, not at the commit', async () => {
    await collection().doc('t3').set({ n: 1 });
    const first = await app.database().startTransaction();
    const second = await app.database().startTransaction();
    await first.collection('tickets').doc('t3').update({ n: 2 });
    await expect(
      second.collection('tickets').doc('t3').update({ n: 3 })
    ).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
    await first.commit();
    const { data } = await collection().doc('t3').get();
    expect(data[0].n).toBe(2);
  });

  it('[TX-4] reads the state at its first operation; a write on newer data conflicts', async () => {
    await collection().doc('t4').set({ n: 1 });
    const tx = await app.database().startTransaction();
    await tx.collection('tickets').doc('t4').get();
    await collection().doc('t4').update({ n: 5 });
    const seen = await tx.collection('tickets').doc('t4').get();
    expect((seen.data as { n: number }).n).toBe(1);
    await expect(
      tx.collection('tickets').doc('t4').update({ n: 6 })
    ).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
  });

  it('[TX-5] ends by itself after thirty seconds', async () => {
    const tx = await app.database().startTransaction();
    await tx.collection('tickets').add({ late: true });
    await cloud.door('POST', 'clock', { advanceMs: 31_000 });
    await expect(tx.commit()).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_FAIL',
    });
    const { total } = await collection().where({ late: true }).count();
    expect(total).toBe(0);
  });

  it('[TX-6] counters under contention lose no update', async () => {
    const _ = app.database().command;
    await collection().doc('t6').set({ n: 0 });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        app.database().runTransaction(async (tx: Transaction) => {
          const ref = tx.collection('tickets').doc('t6');
          await ref.update({ n: _.inc(1) });
        })
      )
    );
    const won = results.filter(({ status }) => status === 'fulfilled').length;
    const { data } = await collection().doc('t6').get();
    expect(won).toBeGreaterThan(0);
    expect(data[0].n).toBe(won);
  });
});
