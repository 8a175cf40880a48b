import type { Client, Database, Doc, Transaction } from '../behaviours/client';

interface Target {
  get(): Promise<{ data?: unknown; code?: string; message?: string }>;
  set(doc: object): Promise<unknown>;
  update(change: object): Promise<Doc>;
  remove(): Promise<Doc>;
}

interface Table {
  add(doc: object): Promise<Doc>;
  doc(id: string): Target;
  where(condition: object): Target;
}

interface Tables {
  collection(name: string): Table;
}

interface PlainTransaction extends Tables {
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

export type PlainDatabase = Tables & {
  startTransaction(): Promise<PlainTransaction>;
  runTransaction(
    work: (transaction: PlainTransaction) => Promise<void>
  ): Promise<unknown>;
};

type Documents = Pick<
  Client,
  'db' | 'add' | 'read' | 'set' | 'update' | 'remove' | 'begin' | 'transact'
>;

/** `add(doc)` → `{id}`: node-sdk and js-sdk, which also share the answers. */
export function plainDocuments(raw: unknown): Documents {
  const db = raw as PlainDatabase;
  return {
    db: raw as Database,
    add: (name, doc) => added(db, name, doc),
    read: (name, id) => one(db, name, id),
    async set(name, id, doc) {
      await db.collection(name).doc(id).set(doc);
    },
    async update(name, where, change) {
      const answer = await db.collection(name).where(where).update(change);
      return Number(answer['updated']);
    },
    async remove(name, where) {
      const answer = await db.collection(name).where(where).remove();
      return Number(answer['deleted']);
    },
    begin: async () => transactionOf(await db.startTransaction()),
    async transact(work) {
      await db.runTransaction((transaction) =>
        work(transactionOf(transaction))
      );
    },
  };
}

function transactionOf(raw: PlainTransaction): Transaction {
  return {
    read: (name, id) => one(raw, name, id),
    add: (name, doc) => added(raw, name, doc),
    async update(name, id, change) {
      await raw.collection(name).doc(id).update(change);
    },
    commit: async () => void (await raw.commit()),
    rollback: async () => void (await raw.rollback()),
  };
}

/** In a transaction js-sdk leaves the id where the gateway's wire has it. */
async function added(db: Tables, name: string, doc: Doc): Promise<string> {
  const answer = await db.collection(name).add(doc);
  return String(answer['id'] ?? answer['_id'] ?? JSON.stringify(answer));
}

/** A list outside, a document inside a transaction; once a list inside too. */
async function one(db: Tables, name: string, id: string): Promise<Doc | null> {
  const { data } = await db.collection(name).doc(id).get();
  const listed = (data as { list?: unknown } | null)?.list ?? data;
  const doc: unknown = Array.isArray(listed) ? listed[0] : listed;
  return (doc as Doc | undefined) ?? null;
}
