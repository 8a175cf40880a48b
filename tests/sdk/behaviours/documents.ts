import { codeOf } from './code-of';
import type { Client, Doc } from './client';

/** Without what the cloud itself writes. */
function own({ _id, _openid, mark: _mark, ...rest }: Doc): Doc {
  return rest;
}

export async function keepsValues(client: Client): Promise<unknown> {
  const { mark, db } = client;
  const at = new Date(1_700_000_000_123);
  const id = await client.add('things', {
    mark,
    text: '你好 😀',
    numbers: [0, -1.5, 2 ** 40],
    none: null,
    yes: true,
    mixed: [1, [2, [3]], { a: 'b' }],
    deep: { x: { y: { z: 1 } } },
    at,
    stamped: db.serverDate({ offset: 60_000 }),
  });
  const doc = (await client.read('things', id)) ?? {};
  const { at: read, stamped, ...rest } = own(doc);
  const ahead = (stamped as Date).getTime() - Date.now();
  return {
    ...rest,
    at: (read as Date).getTime(),
    aheadByAMinute: Math.abs(ahead - 60_000) < 30_000,
  };
}

export async function queries(client: Client): Promise<unknown> {
  const { mark, db } = client;
  const _ = db.command;
  const kind = `query ${mark}`;
  for (const [n, name] of ['ann', 'Bob', 'cid', 'dee', 'eve'].entries()) {
    await client.add('things', { kind, n, name, ...(n > 3 && { late: true }) });
  }
  const things = db.collection('things');
  const numbers = async (condition: object): Promise<unknown[]> => {
    const query = things.where({ kind, ...condition }).orderBy('n', 'asc');
    return (await query.get()).data.map(({ n }) => n);
  };
  const page = await things
    .where({ kind })
    .orderBy('n', 'desc')
    .skip(1)
    .limit(2)
    .field({ name: true, _id: false })
    .get();
  return {
    above: await numbers({ n: _.gt(2) }),
    among: await numbers({ n: _.in([1, 3, 9]) }),
    either: await numbers({ n: _.or([_.lt(1), _.gt(3)]) }),
    existing: await numbers({ late: _.exists(true) }),
    pattern: await numbers({
      name: db.RegExp({ regexp: '^b', options: 'i' }),
    }),
    page: page.data,
    total: (await things.where({ kind }).count()).total,
  };
}

export async function updates(client: Client): Promise<unknown> {
  const { mark, db } = client;
  const _ = db.command;
  const doc = { mark, n: 2, list: [1, 2], deep: { a: 1, b: 1 }, gone: 1 };
  const id = await client.add('things', { ...doc, whole: { a: 1 } });
  const updated = await client.update(
    'things',
    { _id: id },
    {
      n: _.inc(3),
      list: _.push([3, 4]),
      deep: { b: 2, c: 3 },
      whole: _.set({ z: 1 }),
      gone: _.remove(),
    }
  );
  const none = await client.update('things', { _id: 'nobody' }, { n: 1 });
  return { updated, none, doc: own((await client.read('things', id)) ?? {}) };
}

export async function setReplaces(client: Client): Promise<unknown> {
  const id = `set ${client.mark}`;
  await client.set('things', id, { first: 1, list: [1] });
  await client.set('things', id, { second: 2 });
  const doc = own((await client.read('things', id)) ?? {});
  const removed = await client.remove('things', { _id: id });
  return { doc, removed, after: await client.read('things', id) };
}

export async function aggregates(client: Client): Promise<unknown> {
  const { mark, db } = client;
  const kind = `aggregate ${mark}`;
  for (const [room, n] of [
    ['b', 5],
    ['a', 1],
    ['a', 2],
  ]) {
    await client.add('things', { kind, room, n });
  }
  const $ = db.command.aggregate;
  const { data, list } = await db
    .collection('things')
    .aggregate()
    .match({ kind })
    .group({ _id: '$room', sum: $.sum('$n'), mean: $.avg('$n') })
    .sort({ _id: 1 })
    .end();
  return data ?? list;
}

export async function refusesByCode(client: Client): Promise<unknown> {
  const missing = client.db.collection('no_such_collection');
  return {
    read: await codeOf(() => missing.get()),
    call: await codeOf(() => client.call('no_such_function', {})),
  };
}
