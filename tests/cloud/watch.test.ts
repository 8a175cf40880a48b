import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serverApp, signedIn, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

const THREE_HOURS = 3 * 3_600_000;

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', {
    rooms: { read: 'doc.member == auth.uid', write: true },
    news: 'READONLY',
  });
});
afterAll(() => cloud.stop());

interface Change {
  dataType: string;
  queueType: string;
  docId: string;
}
interface Snapshot {
  docs: Record<string, unknown>[];
  docChanges: Change[];
}

interface Watchable {
  watch(options: {
    onChange: (snapshot: unknown) => void;
    onError: (error: unknown) => void;
  }): { close(): void };
}

function follow(query: unknown) {
  const seen: Snapshot[] = [];
  const errors: unknown[] = [];
  const watcher = (query as Watchable).watch({
    onChange: (snapshot) => seen.push(snapshot as Snapshot),
    onError: (error) => errors.push(error),
  });
  const ids = () => seen.at(-1)?.docs.map(({ _id }) => _id);
  return { watcher, seen, errors, ids };
}

const wait = (check: () => void) => vi.waitFor(check, 10_000);
const kinds = ({ seen }: { seen: Snapshot[] }) =>
  seen
    .slice(1)
    .flatMap(({ docChanges }) => docChanges)
    .map(({ dataType, queueType, docId }) => [dataType, queueType, docId]);

/** What the door shows of the watches of one person. */
async function shownOf(uid: string) {
  const all = await cloud.door('GET', 'watches');
  return (all as unknown as { caller: { uid: string } }[]).filter(
    ({ caller }) => caller.uid === uid
  );
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('a watch, %s', (mode) => {
  const databaseOf = async (uid: string) =>
    (await signedIn(cloud, { uid }, mode)).database();
  const server = () => serverApp(cloud).database();

  it('[WATCH-46] shows a committed write, and goes on after a cut socket', async () => {
    const member = `m-${mode}`;
    const database = await databaseOf(member);
    const watch = follow(database.collection('rooms').where({ member }));
    await wait(() => expect(watch.seen).toHaveLength(1));
    const rooms = server().collection('rooms');
    await rooms.add({ member, n: 1 });
    await wait(() => expect(watch.ids()).toHaveLength(1));
    const { cut } = await cloud.door('POST', 'faults', { cutSockets: true });
    expect(cut).toBeGreaterThan(0);
    await rooms.add({ member, n: 2 });
    await wait(() => expect(watch.ids()).toHaveLength(2));
    expect(watch.errors).toEqual([]);
    watch.watcher.close();
  });

  it('[WATCH-47] outside the rule is refused', async () => {
    const database = await databaseOf('u1');
    const query = database.collection('rooms').where({ member: 'u2' });
    const { errors, seen } = follow(query);
    await wait(() => expect(errors.length).toBeGreaterThan(0));
    expect(JSON.stringify(errors) + String(errors)).toMatch(/PERMISSION/);
    expect(seen).toEqual([]);
  });

  it('[WATCH-33] goes on after its access token has ended', async () => {
    const member = `late-${mode}`;
    const database = await databaseOf(member);
    const watch = follow(database.collection('rooms').where({ member }));
    await wait(() => expect(watch.seen).toHaveLength(1));
    // Time passes for the SDK too: it knows by itself when to refresh.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + THREE_HOURS });
    await cloud.door('POST', 'clock', { advanceMs: THREE_HOURS });
    const rooms = server().collection('rooms');
    await rooms.add({ _id: `1-${mode}`, member });
    await wait(() => expect(watch.ids()).toEqual([`1-${mode}`]));
    vi.useRealTimers();
    expect(watch.errors).toEqual([]);
    watch.watcher.close();
  });

  it('[WATCH-45] follows a whole collection, one document, or a window', async () => {
    const news = server().collection('news');
    const id = (name: string) => `${name}-${mode}`;
    const database = await databaseOf(`reader-${mode}`);
    const all = follow(database.collection('news'));
    const one = follow(database.collection('news').doc(id('b')));
    const newest = database
      .collection('news')
      .where({ mode })
      .orderBy('n', 'desc')
      .limit(1);
    const window = follow(newest);
    for (const watch of [all, one, window]) {
      await wait(() => expect(watch.seen).toHaveLength(1));
    }
    for (const [n, name] of ['a', 'b'].entries()) {
      await news.add({ _id: id(name), mode, n });
      await wait(() => expect(window.ids()).toEqual([id(name)]));
    }
    await news.doc(id('b')).set({ mode, n: 2 });
    await wait(() => expect(one.seen.at(-1)?.docs[0]).toMatchObject({ n: 2 }));
    await news.doc(id('b')).remove();
    await wait(() => expect(window.ids()).toEqual([id('a')]));
    await wait(() => expect(one.ids()).toEqual([]));
    expect(all.ids()).toContain(id('a'));
    expect(all.ids()).not.toContain(id('b'));
    expect(kinds(one)).toEqual([
      ['add', 'enqueue', id('b')],
      ['replace', 'update', id('b')],
      ['remove', 'dequeue', id('b')],
    ]);
    expect(kinds(window)).toEqual([
      ['add', 'enqueue', id('a')],
      ['limit', 'dequeue', id('a')],
      ['add', 'enqueue', id('b')],
      ['replace', 'update', id('b')],
      ['remove', 'dequeue', id('b')],
      ['limit', 'enqueue', id('a')],
    ]);
    for (const { watcher, errors } of [all, one, window]) {
      expect(errors).toEqual([]);
      watcher.close();
    }
  });

  it('[WATCH-41] is shown by the door, and a write outside it costs it nothing', async () => {
    const uid = `shown-${mode}`;
    const database = await databaseOf(uid);
    const watch = follow(database.collection('rooms').where({ member: uid }));
    await wait(() => expect(watch.seen).toHaveLength(1));
    const rooms = server().collection('rooms');
    const tests = async () => {
      const figures = (await cloud.door('GET', 'watch-figures')) as unknown;
      const all = figures as { collection: string; tests: number }[];
      return all.find(({ collection }) => collection === 'rooms')?.tests ?? 0;
    };
    const before = { shown: await shownOf(uid), tests: await tests() };
    for (let n = 0; n < 20; n += 1) await rooms.add({ member: `other${n}` });
    expect(await tests()).toBe(before.tests);
    expect(await shownOf(uid)).toEqual(before.shown);
    expect(before.shown).toMatchObject([
      {
        collection: 'rooms',
        query: { member: uid },
        caller: { uid },
        connected: true,
        documents: 0,
        frames: 1,
        behind: 0,
        access: `member=${uid}`,
      },
    ]);
    watch.watcher.close();
  });
});
