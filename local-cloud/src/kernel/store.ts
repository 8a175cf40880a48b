/** A document: JSON values, Date, RegExp never; `_id` is always a string. */
export type Doc = { _id: string } & Record<string, unknown>;
/** A MongoDB filter, update or pipeline after the wire codec decoded it. */
export type Filter = Record<string, unknown>;
export type Update = Record<string, unknown>;
export type SortSpec = Record<string, 1 | -1>;

/** For whom the store works: that decides how long, and whose turn it is. */
export interface Asker {
  /** A client: its patterns and scans are held to a shorter time. */
  untrusted?: boolean;
  /** Long reads of one name take turns with those of others. */
  party?: string;
}

export interface FindSpec extends Asker {
  collection: string;
  filter: Filter;
  sort?: SortSpec;
  skip?: number;
  limit?: number;
  projection?: Record<string, unknown>;
}

export interface UpdateSpec extends Asker {
  collection: string;
  filter: Filter;
  /** Either operators only ($set …) or, with `replace`, a whole document. */
  update: Update;
  replace?: boolean;
  multi?: boolean;
  upsert?: boolean;
  /** Fields that a replacement keeps from the old document. */
  preserve?: string[];
  /** Fields that a document born of `upsert` gets besides. */
  onInsert?: Record<string, unknown>;
  /** Return the document as it is afterwards (multi must be false). */
  returnDoc?: boolean;
}

export interface UpdateResult {
  matched: number;
  updated: number;
  upsertedId?: string;
  doc?: Doc | null;
}

export interface Change {
  collection: string;
  id: string;
  before: Doc | null;
  after: Doc | null;
  /** The whole document was replaced (`set`), not changed by operators. */
  replaced?: boolean;
}

/** One durable commit: all changes of one event-loop turn, in order. */
export interface Commit {
  seq: number;
  changes: Change[];
}

export interface IndexSpec {
  name: string;
  keys: [field: string, direction: 1 | -1][];
  unique?: boolean;
  sparse?: boolean;
}

/**
 * The document store. Promises resolve only after the write is on disk, and
 * `onCommit` fires only then: durable first, visible second. `tx` names an
 * open transaction; a conflict is raised at the write.
 */
export interface Store {
  collections(): string[];
  hasCollection(name: string): boolean;
  createCollection(name: string): Promise<void>;
  createIndex(collection: string, index: IndexSpec): Promise<void>;
  /** Answers whether there was one of this name. */
  dropIndex(collection: string, name: string): Promise<boolean>;
  dropCollection(name: string): Promise<void>;

  find(spec: FindSpec, tx?: string): Promise<Doc[]>;
  count(collection: string, filter: Filter, asker?: Asker): Promise<number>;
  aggregate(
    collection: string,
    pipeline: Filter[],
    asker?: Asker
  ): Promise<unknown[]>;
  /** Committed state, synchronously; for `get()` in rules. */
  peek(collection: string, id: string): Doc | null;

  insert(
    collection: string,
    docs: Partial<Doc>[],
    tx?: string
  ): Promise<string[]>;
  update(spec: UpdateSpec, tx?: string): Promise<UpdateResult>;
  remove(
    spec: Asker & { collection: string; filter: Filter; multi?: boolean },
    tx?: string
  ): Promise<number>;

  begin(): Promise<string>;
  commit(tx: string): Promise<void>;
  abort(tx: string): Promise<void>;

  /**
   * Reads committed documents and calls `register` in one synchronous step
   * with them, so that no commit falls between snapshot and subscription.
   * A read that no index serves runs beside the writer; the commits that were
   * published meanwhile come as `missed`, oldest first, all newer than `seq`.
   */
  findAndRegister(
    spec: FindSpec,
    register: (docs: Doc[], seq: number, missed: Commit[]) => void
  ): Promise<void>;
  onCommit(listener: (commit: Commit) => void): () => void;

  /** Empties data; collections, rules and indexes stay. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
