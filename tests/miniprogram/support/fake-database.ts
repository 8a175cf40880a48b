import type {
  CloudCollection,
  CloudDatabase,
  CloudQuery,
  WatchChange,
  WatchHandlers,
  WhereClause,
} from '../../../miniprogram/services/cloud-port';

export type Doc = Record<string, unknown> & { _id: string };
type Test = (value: unknown) => boolean;

interface Condition {
  test: Test;
}

interface Watch {
  collection: string;
  query: Parsed;
  handlers: WatchHandlers;
  ids: Set<string>;
}

interface Parsed {
  where: WhereClause;
  order: { field: string; direction: 'asc' | 'desc' }[];
  limit: number;
}

/** What a test may do to the database; each is asked before the work. */
export interface DatabaseFaults {
  /** Throws to refuse the operation. */
  before(operation: string, collection: string): void;
  /** Throws to lose the answer of what has been done. */
  after(operation: string, collection: string): void;
}

/** Documents in memory with the client SDK's own surface, watches included. */
export function createFakeDatabase(faults: DatabaseFaults) {
  const collections = new Map<string, Map<string, Doc>>();
  let watches: Watch[] = [];
  const operations: string[] = [];

  const docsOf = (name: string) => {
    const known = collections.get(name) ?? new Map<string, Doc>();
    collections.set(name, known);
    return known;
  };

  function find(name: string, query: Parsed): Doc[] {
    const found = [...docsOf(name).values()].filter((doc) =>
      matches(doc, query.where)
    );
    found.sort((a, b) => compare(a, b, query.order));
    return found.slice(0, query.limit).map((doc) => structuredClone(doc));
  }

  /** As a function writes: no rule, no fault; watches hear of it. */
  function put(name: string, doc: Doc): void {
    docsOf(name).set(doc._id, structuredClone(doc));
    watches
      .filter((watch) => watch.collection === name)
      .forEach((watch) => tell(watch, doc));
  }

  function tell(watch: Watch, doc: Doc): void {
    const had = watch.ids.has(doc._id);
    const has = matches(doc, watch.query.where);
    if (!had && !has) return;
    if (has) watch.ids.add(doc._id);
    else watch.ids.delete(doc._id);
    const change: WatchChange = {
      queueType: !has ? 'dequeue' : had ? 'update' : 'enqueue',
      dataType: 'update',
      docId: doc._id,
      doc: structuredClone(doc),
    };
    const docs = find(watch.collection, watch.query);
    queueMicrotask(() => {
      if (!watches.includes(watch)) return;
      watch.handlers.onChange({ docs, docChanges: [change] });
    });
  }

  function run<T>(operation: string, name: string, work: () => T): Promise<T> {
    return Promise.resolve().then(() => {
      operations.push(`${operation} ${name}`);
      faults.before(operation, name);
      const result = work();
      faults.after(operation, name);
      return result;
    });
  }

  function watch(name: string, query: Parsed, handlers: WatchHandlers) {
    operations.push(`watch ${name}`);
    faults.before('watch', name);
    const docs = find(name, query);
    const ids = new Set(docs.map((doc) => doc._id));
    const one: Watch = { collection: name, query, handlers, ids };
    watches.push(one);
    queueMicrotask(() => {
      if (!watches.includes(one)) return;
      handlers.onChange({ type: 'init', docs, docChanges: [] });
    });
    return {
      close() {
        watches = watches.filter((other) => other !== one);
      },
    };
  }

  function query(name: string, parsed: Parsed): CloudQuery {
    return {
      where: (where) => query(name, { ...parsed, where }),
      orderBy: (field, direction) =>
        query(name, {
          ...parsed,
          order: [...parsed.order, { field, direction }],
        }),
      limit: (limit) => query(name, { ...parsed, limit }),
      get: () => run('get', name, () => ({ data: find(name, parsed) })),
      update: ({ data }) =>
        run('update', name, () => {
          const found = find(name, parsed);
          found.forEach((doc) => put(name, { ...doc, ...data }));
          return { stats: { updated: found.length } };
        }),
      watch: (handlers) => watch(name, parsed, handlers),
    };
  }

  function collection(name: string): CloudCollection {
    return {
      ...query(name, { where: {}, order: [], limit: 5_000 }),
      add: ({ data }) =>
        run('add', name, () => {
          const doc = data as Doc;
          if (docsOf(name).has(doc._id)) throw new Error('duplicate _id');
          put(name, doc);
          return { _id: doc._id };
        }),
    };
  }

  const database: CloudDatabase = {
    command: {
      gt: (limit) => condition((value) => Number(value) > limit),
      lt: (limit) => condition((value) => Number(value) < limit),
      in: (values) => condition((value) => values.includes(value as string)),
      neq: (other) => condition((value) => value !== other),
    },
    collection,
  };

  return {
    database,
    put,
    operations,
    get: (name: string, id: string) => docsOf(name).get(id),
    all: (name: string) => [...docsOf(name).values()],
    openWatches: () => watches.map((one) => one.collection),
    /** A terminal error: these watchers are dead. */
    breakWatches(error = new Error('watch closed')): void {
      const broken = watches;
      watches = [];
      broken.forEach((one) => one.handlers.onError(error));
    },
    /** Half-open: nothing is said, nothing arrives. */
    muteWatches(): void {
      watches.forEach((one) => {
        one.handlers = { onChange: () => undefined, onError: () => undefined };
      });
    },
    /** Says again what was said: platforms repeat themselves. */
    repeatAll(name: string): void {
      watches
        .filter((one) => one.collection === name)
        .forEach((one) => docsOf(name).forEach((doc) => tell(one, doc)));
    },
  };
}

function condition(test: Test): Condition {
  return { test };
}

function matches(doc: Doc, where: WhereClause): boolean {
  return Object.entries(where).every(([field, wanted]) =>
    typeof wanted === 'object'
      ? (wanted as Condition).test(doc[field])
      : doc[field] === wanted
  );
}

function compare(a: Doc, b: Doc, order: Parsed['order']): number {
  for (const { field, direction } of order) {
    const difference = Number(a[field]) - Number(b[field]);
    if (difference !== 0) return direction === 'asc' ? difference : -difference;
  }
  return 0;
}
