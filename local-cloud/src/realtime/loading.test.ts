import { beforeEach, describe, expect, it } from 'vitest';
import type { Commit, Doc, FindSpec, Store } from '../kernel/store';
import type { Group } from './group';
import { Groups } from './groups';
import type { WatchRequest } from './watch-request';

type Register = (docs: Doc[], seq: number, missed: Commit[]) => void;

/** Readings that end when the test says so. */
class SlowStore {
  readonly readings: { spec: FindSpec; end: Register }[] = [];

  findAndRegister(spec: FindSpec, register: Register): Promise<void> {
    return new Promise((resolve) => {
      const end: Register = (...found) => {
        register(...found);
        resolve();
      };
      this.readings.push({ spec, end });
    });
  }
}

let store: SlowStore;
let groups: Groups;
let lines: string[];
let told: { group: number; id: number; text: string }[];

beforeEach(() => {
  store = new SlowStore();
  told = [];
  lines = [];
  groups = new Groups(
    store as unknown as Store,
    {
      event: (group, entry) => told.push({ group: group.id, ...entry }),
      ended: () => undefined,
      overran: () => undefined,
    },
    (line) => lines.push(line)
  );
});

const request = (more: Partial<WatchRequest> = {}): WatchRequest => ({
  key: 'k',
  collection: 'c',
  query: { a: 1 },
  filter: { a: 1 },
  sort: { _id: -1 },
  ...more,
});

/** Joins as a subscription would, so that the group stays. */
function join(what: WatchRequest): {
  docs: () => string[];
  done: Promise<void>;
} {
  let seen: Doc[] = [];
  const done = groups.join(what, (group: Group, docs) => {
    group.members.add({} as never);
    seen = docs;
  });
  return { docs: () => seen.map(({ _id }) => _id), done };
}

function commit(seq: number, ...docs: Doc[]): Commit {
  const changes = docs.map((after) => ({
    collection: 'c',
    id: after._id,
    before: null,
    after,
  }));
  return { seq, changes };
}

describe('a group whose documents are still being read', () => {
  it('[WATCH-36] begins with what was committed meanwhile, and repeats none', async () => {
    const joined = join(request());
    const second = commit(2, { _id: 'b', a: 1 }, { _id: 'x', a: 2 });
    groups.onCommit(second);
    const gone = { _id: 'a', a: 1 };
    const third: Commit = {
      seq: 3,
      changes: [{ collection: 'c', id: 'a', before: gone, after: null }],
    };
    groups.onCommit(third);
    store.readings[0]?.end([gone], 1, [second, third]);
    await joined.done;
    expect(joined.docs()).toEqual(['b']);
    groups.onCommit(commit(4, { _id: 'd', a: 1 }));
    expect(told.map(({ id }) => id)).toEqual([2]);
    expect(told[0]?.text).toContain('"DocID":"d"');
  });

  it('[WATCH-36] keeps the order and the limit of a window', async () => {
    const joined = join(request({ sort: { n: 1, _id: -1 }, limit: 2 }));
    const missed = commit(2, { _id: 'b', a: 1, n: 2 });
    store.readings[0]?.end(
      [
        { _id: 'a', a: 1, n: 1 },
        { _id: 'c', a: 1, n: 3 },
      ],
      1,
      [missed]
    );
    await joined.done;
    expect(joined.docs()).toEqual(['a', 'b']);
  });

  it('[WATCH-36] is read once for all who join meanwhile', async () => {
    const all = [join(request()), join(request()), join(request())];
    expect(store.readings).toHaveLength(1);
    store.readings[0]?.end([{ _id: 'a', a: 1 }], 1, []);
    for (const one of all) {
      await one.done;
      expect(one.docs()).toEqual(['a']);
    }
    groups.onCommit(commit(2, { _id: 'b', a: 1 }));
    expect(told).toHaveLength(1);
  });

  it('[WATCH-36] tells a late joiner the state of its number', async () => {
    const first = join(request());
    store.readings[0]?.end([], 1, []);
    await first.done;
    const late = join(request());
    const meanwhile = commit(2, { _id: 'b', a: 1 });
    groups.onCommit(meanwhile);
    store.readings[1]?.end([], 1, [meanwhile]);
    await late.done;
    expect(late.docs()).toEqual(['b']);
    expect(told.map(({ id }) => id)).toEqual([2]);
  });
});

describe('what a write costs', () => {
  it('[WATCH-43] is told in the log once above 200 watches without an equality', async () => {
    for (let n = 0; n < 250; n += 1) {
      const filter = { n: { $gt: n } };
      const joined = join(request({ key: `watch ${n}`, filter }));
      store.readings[n]?.end([], 1, []);
      await joined.done;
    }
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('201 watches');
    expect(groups.figures.all()).toMatchObject([{ scanned: 250 }]);
  });

  it('[WATCH-42] is at most a handful of tests among 10,000 watches', async () => {
    const shapes = [
      (n: number) => ({ room: `r${n}` }),
      (n: number) => ({ _id: `m${n}`, open: true }),
      (n: number) => ({ room: `r${n}`, at: { $gt: n } }),
      (n: number) => ({ state: 'open', agent: { $in: [`a${n}`, `b${n}`] } }),
      (n: number) => ({ $or: [{ from: `u${n}` }, { to: `u${n}` }] }),
    ];
    for (let n = 0; n < 10_000; n += 1) {
      const filter = shapes[n % shapes.length]?.(n) ?? {};
      const key = `watch ${n}`;
      const joined = join(request({ key, filter, query: filter }));
      store.readings[n]?.end([], 1, []);
      await joined.done;
    }
    const writes = 1_000;
    for (let n = 0; n < writes; n += 1) {
      const doc = {
        _id: `m${n}`,
        room: `r${n}`,
        state: 'open',
        agent: `a${n}`,
        from: `u${n}`,
        to: `u${n + 1}`,
        at: n + 1,
        open: true,
      };
      groups.onCommit(commit(n + 2, doc));
    }
    const [figure] = groups.figures.all();
    expect(figure).toMatchObject({ writes, scanned: 0 });
    expect(told).toHaveLength(writes + writes / 5);
    expect((figure?.tests ?? 0) / writes).toBeLessThan(5);
  });
});
