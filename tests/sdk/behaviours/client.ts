export type Doc = Record<string, unknown>;

/** What the query builders of all the vendor's SDKs have in common. */
export interface Query {
  where(condition: object): Query;
  orderBy(field: string, direction: 'asc' | 'desc'): Query;
  skip(count: number): Query;
  limit(count: number): Query;
  field(projection: object): Query;
  get(): Promise<{ data: Doc[] }>;
  count(): Promise<{ total: number }>;
}

export interface Collection extends Query {
  aggregate(): Pipeline;
}

/** Stages are chained; `end` sends them. */
export interface Pipeline {
  match(condition: object): Pipeline;
  group(fields: object): Pipeline;
  sort(fields: object): Pipeline;
  project(fields: object): Pipeline;
  end(): Promise<{ data?: Doc[]; list?: Doc[] }>;
}

export interface Commands extends Record<
  'gt' | 'lt' | 'inc' | 'mul' | 'set' | 'push' | 'in' | 'exists' | 'addToSet',
  (value: unknown) => object
> {
  or(conditions: object[]): object;
  remove(): object;
  pop(): object;
  aggregate: Record<'sum' | 'avg' | 'push', (value: unknown) => object>;
}

export interface Database {
  command: Commands;
  collection(name: string): Collection;
  serverDate(options?: { offset: number }): object;
  RegExp(options: { regexp: string; options: string }): object;
}

/** Documents inside a transaction. */
export interface Transaction {
  read(collection: string, id: string): Promise<Doc | null>;
  add(collection: string, doc: Doc): Promise<string>;
  update(collection: string, id: string, change: object): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export interface Watching {
  /** Documents of the newest snapshot. */
  docs(): Doc[];
  errors(): string[];
  close(): Promise<void>;
}

/**
 * One SDK, pointed at a local cloud and signed in. The verbs are those whose
 * shapes differ between the SDKs; everything else is the SDK's own `db`.
 */
export interface Client {
  /** Names this client's own documents and files. */
  mark: string;
  db: Database;
  add(collection: string, doc: Doc): Promise<string>;
  read(collection: string, id: string): Promise<Doc | null>;
  set(collection: string, id: string, doc: Doc): Promise<void>;
  update(collection: string, where: object, change: object): Promise<number>;
  remove(collection: string, where: object): Promise<number>;
  begin(): Promise<Transaction>;
  /** The SDK's own `runTransaction`, with its retries. */
  transact(work: (transaction: Transaction) => Promise<void>): Promise<void>;
  call(name: string, data: Doc): Promise<unknown>;
  upload(path: string, text: string): Promise<string>;
  /** A temporary address, or the code of the refusal. */
  link(fileId: string): Promise<string>;
  discard(fileId: string): Promise<string>;
  watch(collection: string, where: object): Watching;
  /** Cuts every socket of the cloud. */
  cutSockets(): Promise<void>;
}
