import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type {
  Change,
  Commit,
  Doc,
  Filter,
  FindSpec,
  IndexSpec,
  Store,
  UpdateResult,
  UpdateSpec,
} from '../kernel/store';
import { runPipeline, validatePipeline } from '../query/aggregate';
import { Catalog } from './catalog';
import { CommitQueue, HeldDocument } from './commit-queue';
import type { Driver } from './driver';
import { findDocs, matching } from './find-docs';
import { Transactions } from './transactions';
import { insertDocs, removeDocs, updateDocs, type Target } from './write-docs';

/** The document store of the kernel on one SQLite connection. */
export class SqliteStore implements Store {
  private readonly catalog: Catalog;
  private readonly queue: CommitQueue;
  private readonly transactions: Transactions;
  private readonly listeners = new Set<(commit: Commit) => void>();

  constructor(driver: Driver, clock: Clock) {
    this.catalog = new Catalog(driver);
    this.queue = new CommitQueue(driver, (commit) => this.publish(commit));
    this.transactions = new Transactions(clock, this.catalog, () =>
      this.queue.wake()
    );
  }

  collections(): string[] {
    return this.catalog.names();
  }

  hasCollection(name: string): boolean {
    return this.catalog.has(name);
  }

  async createCollection(name: string): Promise<void> {
    this.catalog.create(name);
  }

  async createIndex(collection: string, index: IndexSpec): Promise<void> {
    await this.queue.add(() => this.catalog.createIndex(collection, index));
  }

  async find(spec: FindSpec, tx?: string): Promise<Doc[]> {
    return findDocs(this.source(spec.collection, tx), spec);
  }

  async count(collection: string, filter: Filter): Promise<number> {
    const { docs } = this.catalog.get(collection).candidates(filter);
    return matching(docs, filter, Infinity).length;
  }

  async aggregate(collection: string, pipeline: Filter[]): Promise<unknown[]> {
    validatePipeline(pipeline);
    const first = pipeline[0]?.$match as Filter | undefined;
    const docs = findDocs(this.catalog.get(collection), {
      filter: first ?? {},
    });
    const rest = first ? pipeline.slice(1) : pipeline;
    return runPipeline(docs, rest, (name) =>
      findDocs(this.catalog.get(name), { filter: {} })
    );
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
    return this.write(collection, tx, (target) => insertDocs(target, docs));
  }

  async update(spec: UpdateSpec, tx?: string): Promise<UpdateResult> {
    return this.write(spec.collection, tx, (target) =>
      updateDocs(target, spec)
    );
  }

  async remove(
    spec: { collection: string; filter: Filter; multi?: boolean },
    tx?: string
  ): Promise<number> {
    return this.write(spec.collection, tx, (target) =>
      removeDocs(target, spec.filter, spec.multi ?? false)
    );
  }

  async begin(): Promise<string> {
    return this.transactions.begin();
  }

  async commit(tx: string): Promise<void> {
    const transaction = this.transactions.get(tx);
    transaction.ending = true;
    await this.queue
      .add((changes) => {
        for (const { collection, id, after } of transaction.pending()) {
          this.apply(collection, id, after, changes);
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
    register: (docs: Doc[], seq: number) => void
  ): Promise<void> {
    const docs = findDocs(this.catalog.get(spec.collection), spec);
    register(docs, this.queue.lastSeq);
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async reset(): Promise<void> {
    this.transactions.clear();
    await this.queue.add((changes) => {
      for (const name of this.catalog.names()) {
        const collection = this.catalog.get(name);
        for (const before of collection.candidates({}).docs) {
          changes.push({
            collection: name,
            id: before._id,
            before,
            after: null,
          });
        }
        collection.clear();
      }
    });
  }

  /** Writes what is waiting. The connection belongs to whoever opened it. */
  async close(): Promise<void> {
    this.transactions.stop();
    this.queue.close();
    this.listeners.clear();
  }

  /** How a query would be answered: an index's name, `_id` or `scan`. */
  explain(spec: FindSpec): string {
    const collection = this.catalog.get(spec.collection);
    return collection.candidates(spec.filter, spec.sort).path;
  }

  private source(collection: string, tx?: string) {
    return tx
      ? this.transactions.get(tx).target(collection)
      : this.catalog.get(collection);
  }

  private async write<T>(
    collection: string,
    tx: string | undefined,
    work: (target: Target) => T
  ): Promise<T> {
    if (tx) return this.writeInTransaction(collection, tx, work);
    this.catalog.get(collection);
    return this.queue.add((changes) =>
      work(this.committedTarget(collection, changes))
    );
  }

  /** As in MongoDB, a conflict ends the transaction that met it. */
  private writeInTransaction<T>(
    collection: string,
    tx: string,
    work: (target: Target) => T
  ): T {
    const target = this.transactions.get(tx).target(collection);
    try {
      return work(target);
    } catch (error) {
      const conflict =
        error instanceof CloudError &&
        error.code === 'DATABASE_TRANSACTION_CONFLICT';
      if (conflict) this.transactions.end(tx);
      throw error;
    }
  }

  private committedTarget(name: string, changes: Change[]): Target {
    const collection = this.catalog.get(name);
    const guard = (id: string): void => {
      if (this.transactions.isHeld(name, id)) throw new HeldDocument();
    };
    return {
      candidates: (filter, sort) => collection.candidates(filter, sort),
      insert: (doc) => {
        guard(doc._id);
        collection.insert(doc);
        changes.push({
          collection: name,
          id: doc._id,
          before: null,
          after: doc,
        });
      },
      replace: (before, after) => {
        guard(before._id);
        collection.replace(before, after);
        changes.push({ collection: name, id: before._id, before, after });
      },
      delete: (before) => {
        guard(before._id);
        collection.delete(before);
        changes.push({ collection: name, id: before._id, before, after: null });
      },
    };
  }

  /** Writes one document of a transaction that commits. */
  private apply(
    name: string,
    id: string,
    after: Doc | null,
    changes: Change[]
  ): void {
    const collection = this.catalog.get(name);
    const before = collection.get(id);
    if (!before && !after) return;
    if (!before) collection.insert(after as Doc);
    else if (!after) collection.delete(before);
    else collection.replace(before, after);
    changes.push({ collection: name, id, before, after });
  }

  private publish(commit: Commit): void {
    this.transactions.observe(commit.changes);
    for (const listener of [...this.listeners]) {
      try {
        listener(commit);
      } catch (error) {
        // The commit is on disk; its writers must hear of it all the same.
        console.error('a commit listener failed', error);
      }
    }
  }
}
