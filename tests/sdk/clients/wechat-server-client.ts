import type { Client, Database, Doc, Transaction } from '../behaviours/client';
import { noWatch } from './no-watch';

interface Target {
  get(): Promise<{ data: unknown }>;
  set(options: { data: object }): Promise<unknown>;
  update(options: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

interface Tables {
  collection(name: string): {
    add(options: { data: object }): Promise<{ _id: string }>;
    doc(id: string): Target;
    where(condition: object): Target;
  };
}

interface RawTransaction extends Tables {
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

/** wx-server-sdk, as a function has it after `cloud.init`. */
export interface WechatServer {
  database(options?: object): Tables & {
    startTransaction(): Promise<RawTransaction>;
    runTransaction(
      work: (transaction: RawTransaction) => Promise<void>
    ): Promise<unknown>;
  };
  callFunction(options: object): Promise<{ result: unknown }>;
  uploadFile(options: object): Promise<{ fileID: string }>;
  getTempFileURL(
    options: object
  ): Promise<{ fileList: { tempFileURL?: string; errMsg: string }[] }>;
  deleteFile(options: object): Promise<{ fileList: { errMsg: string }[] }>;
}

/** `add({data})` → `{_id}`, counts in `stats`: the shapes of WeChat. */
export function wechatServerClient(mark: string, cloud: WechatServer): Client {
  const db = cloud.database({ throwOnNotFound: false });
  return {
    mark,
    ...noWatch,
    db: db as unknown as Database,
    ...tables(db),
    async set(name, id, data) {
      await db.collection(name).doc(id).set({ data });
    },
    async update(name, where, data) {
      const target = db.collection(name).where(where);
      return (await target.update({ data })).stats.updated;
    },
    async remove(name, where) {
      return (await db.collection(name).where(where).remove()).stats.removed;
    },
    begin: async () => transactionOf(await db.startTransaction()),
    async transact(work) {
      await db.runTransaction((transaction) =>
        work(transactionOf(transaction))
      );
    },
    call: async (name, data) =>
      (await cloud.callFunction({ name, data })).result,
    ...files(cloud),
  };
}

function tables(db: Tables): Pick<Transaction, 'read' | 'add'> {
  return {
    async read(name, id) {
      const { data } = await db.collection(name).doc(id).get();
      return (data as Doc | null | undefined) ?? null;
    },
    add: async (name, data) => (await db.collection(name).add({ data }))._id,
  };
}

function transactionOf(raw: RawTransaction): Transaction {
  return {
    ...tables(raw),
    async update(name, id, data) {
      await raw.collection(name).doc(id).update({ data });
    },
    commit: async () => void (await raw.commit()),
    rollback: async () => void (await raw.rollback()),
  };
}

function files(
  cloud: WechatServer
): Pick<Client, 'upload' | 'link' | 'discard'> {
  return {
    async upload(cloudPath, text) {
      const fileContent = Buffer.from(text);
      return (await cloud.uploadFile({ cloudPath, fileContent })).fileID;
    },
    async link(fileId) {
      const { fileList } = await cloud.getTempFileURL({ fileList: [fileId] });
      return fileList[0]?.tempFileURL || String(fileList[0]?.errMsg);
    },
    async discard(fileId) {
      const { fileList } = await cloud.deleteFile({ fileList: [fileId] });
      return String(fileList[0]?.errMsg);
    },
  };
}
