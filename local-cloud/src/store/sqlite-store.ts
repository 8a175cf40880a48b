import type { Clock } from '../kernel/clock';
import type {
  Asker,
  Commit,
  Doc,
  Filter,
  FindSpec,
  IndexSpec,
  Store,
  UpdateResult,
  UpdateSpec,
} from '../kernel/store';
import { buildIndex } from './build-index';
import { candidatesOf } from './candidates';
import { Catalog, prepareTables } from './catalog';
import { Checkpoints } from './checkpoints';
import type { CollectionInfo } from './collection';
import { CommitQueue } from './commit-queue';
import { applyWritten } from './committed-target';
import { CommitsSince } from './commits-since';
import type { Driver } from './driver';
import { emptyCollection } from './empty-collection';
import { explain, type Explanation } from './explain';
import { ReadPool } from './read-pool';
import { Reads, type ReadReport } from './reads';
import { Transactions } from './transactions';
import { insertDocs, removeDocs, updateDocs } from './write-docs';
import { Writes } from './writes';

/** The document store of the kernel: one writer, and readers beside it. */
export class SqliteStore implements Store {
  private readonly catalog: Catalog;
  private readonly queue: CommitQueue;
  private readonly transactions: Transactions;
  private readonly pool: ReadPool;
  private readonly reads: Reads;
  private readonly writes: Writes;
  private readonly checkpoints: Checkpoints;
  private readonly listeners = new Set<(commit: Commit) => void>();
  private readonly opened: Promise<unknown>;

  /** The driver must be one of a file: readers open it too. */
  constructor(
    driver: Driver,
    clock: Clock,
    private readonly log: (line: string) => void = console.error
  ) {
    const outdated = prepareTables(driver);
    this.catalog = new Catalog(driver);
    this.queue = new CommitQueue(driver, (commit) => this.publish(commit));
    this.transactions = new Transactions(clock, this.catalog, () =>
      this.queue.wake()
    );
    this.pool = new ReadPool(fileOf(driver), log);
    this.checkpoints = new Checkpoints(
      () => this.pool.checkpoint(),
      () => driver.exec('PRAGMA wal_checkpoint(PASSIVE)'),
      log
    );
    const watch = () => new CommitsSince((one) => this.onCommit(one));
    const { catalog, queue, transactions, pool } = this;
    this.reads = new Reads(catalog, pool, () => queue.lastSeq, watch);
    this.writes = new Writes(catalog, queue, transactions, this.reads, watch);
    this.opened = Promise.all(
      outdated.map((old) => this.createIndex(old.collection, old.index))
    ).catch((error: unknown) => log(`an index is lost: ${String(error)}`));
  }

  collections(): string[] {
    return this.catalog.names();
  }

  hasCollection(name: string): boolean {
    return this.catalog.has(name);
  }

  async createCollection(name: string): Promise<void> {
    await this.queue.add(() => this.catalog.create(name));
  }

  /** Removes its documents, its indexes and itself. */
  async dropCollection(name: string): Promise<void> {
    await emptyCollection(this.catalog.get(name), this.queue);
    await this.queue.add(() => this.catalog.drop(name));
  }

  async createIndex(collection: string, index: IndexSpec): Promise<void> {
    await buildIndex(this.catalog, this.queue, collection, index);
  }

  /** Answers whether there was one of this name. */
  async dropIndex(collection: string, name: string): Promise<boolean> {
    return this.queue.add(() => {
      const { indexes } = this.catalog.get(collection);
      const index = indexes.find(({ spec }) => spec.name === name);
      if (index) this.catalog.dropIndex(collection, index);
      return index !== undefined;
    });
  }

  async find(spec: FindSpec, tx?: string): Promise<Doc[]> {
    const job = { kind: 'find' as const, spec };
    if (tx === undefined) return (await this.reads.run(job, spec)).value;
    const transaction = () => this.transactions.get(tx);
    return this.reads.inTransaction(job, transaction, spec);
  }

  /** A find that also tells what it took. */
  async measure(spec: FindSpec): Promise<ReadReport<Doc[]>> {
    return this.reads.run({ kind: 'find', spec }, spec);
  }

  async count(
    collection: string,
    filter: Filter,
    asker?: Asker
  ): Promise<number> {
    const job = { kind: 'count' as const, collection, filter };
    return (await this.reads.run(job, asker)).value;
  }

  async aggregate(
    collection: string,
    pipeline: Filter[],
    asker?: Asker
  ): Promise<unknown[]> {
    const job = { kind: 'aggregate' as const, collection, pipeline };
    return (await this.reads.run(job, asker)).value;
  }

  peek(collection: string, id: string): Doc | null {
    if (!this.catalog.has(collection)) return null;
    return this.catalog.get(collection).get(id);
  }

  async insert(
    collection: string,
    docs: Partial<Doc>[],
    tx?: string
  ): Promise<string[]> {
    if (tx !== undefined) {
      const none = { collection, filter: { _id: '' } };
      return this.writes.inTransaction(tx, none, (target) =>
        insertDocs(target, docs)
      );
    }
    this.catalog.get(collection);
    return this.queue.add((changes) =>
      insertDocs(this.writes.target(collection, changes), docs)
    );
  }

  async update(spec: UpdateSpec, tx?: string): Promise<UpdateResult> {
    const apply = (target: Parameters<typeof updateDocs>[0], hits: Doc[]) =>
      updateDocs(target, spec, hits);
    if (tx !== undefined) return this.writes.inTransaction(tx, spec, apply);
    const [first, ...others] = await this.writes.run(spec, apply);
    const result = first ?? { matched: 0, updated: 0 };
    for (const { matched, updated } of others) {
      result.matched += matched;
      result.updated += updated;
    }
    return result;
  }

  async remove(
    spec: Asker & { collection: string; filter: Filter; multi?: boolean },
    tx?: string
  ): Promise<number> {
    if (tx !== undefined) {
      return this.writes.inTransaction(tx, spec, removeDocs);
    }
    const removed = await this.writes.run(spec, removeDocs);
    return removed.reduce((sum, n) => sum + n, 0);
  }

  async begin(): Promise<string> {
    return this.transactions.begin();
  }

  async commit(tx: string): Promise<void> {
    const transaction = this.transactions.get(tx);
    transaction.ending = true;
    await this.queue
      .add((changes) => {
        for (const written of transaction.pending()) {
          const collection = this.catalog.get(written.collection);
          applyWritten(collection, written, changes);
        }
      })
      .finally(() => this.transactions.end(tx));
  }

  async abort(tx: string): Promise<void> {
    this.transactions.get(tx);
    this.transactions.end(tx);
  }

  async findAndRegister(
    spec: FindSpec,
    register: (docs: Doc[], seq: number, missed: Commit[]) => void
  ): Promise<void> {
    const job = { kind: 'find' as const, spec };
    await this.reads.withMissed(job, spec, ({ value, seq }, missed) =>
      register(value, seq, missed)
    );
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async reset(): Promise<void> {
    this.transactions.clear();
    await Promise.all(
      this.catalog
        .names()
        .map((name) => emptyCollection(this.catalog.get(name), this.queue))
    );
  }

  /** Writes what is waiting. The connection belongs to whoever opened it. */
  async close(): Promise<void> {
    this.checkpoints.stop();
    this.pool.close();
    this.transactions.stop();
    this.queue.close();
    this.listeners.clear();
    await this.opened;
  }

  /** How a query would be answered: names of indexes, `_id` or `scan`. */
  explain(spec: FindSpec): string {
    const collection = this.catalog.get(spec.collection);
    return candidatesOf(collection, spec.filter, spec.sort).path;
  }

  /** The same with all that is known beforehand. */
  explainWhole(spec: FindSpec): Explanation {
    return explain(this.catalog.get(spec.collection), spec);
  }

  /** What a developer sees of a collection. */
  describe(collection: string): CollectionInfo {
    return this.catalog.get(collection).describe();
  }

  private publish(commit: Commit): void {
    this.transactions.observe(commit.changes);
    this.checkpoints.observe(commit);
    for (const listener of [...this.listeners]) {
      try {
        listener(commit);
      } catch (error) {
        // The commit is on disk; its writers must hear of it all the same.
        const text = error instanceof Error ? error.stack : String(error);
        this.log(`a commit listener failed: ${text}`);
      }
    }
  }
}

function fileOf(driver: Driver): string {
  const row = driver.prepare('PRAGMA database_list').get();
  return String(row?.file ?? '');
}
