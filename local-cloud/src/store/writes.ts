import { CloudError } from '../kernel/errors';
import type { Asker, Change, Doc, Filter } from '../kernel/store';
import { compileFilter } from '../query/filter';
import type { Catalog } from './catalog';
import type { CommitQueue } from './commit-queue';
import type { CommitsSince } from './commits-since';
import { committedTarget } from './committed-target';
import { freeBudget, shortBudget, TooLong } from './read-budget';
import type { Reads } from './reads';
import type { Transactions } from './transactions';
import { findForWrite, type Target } from './write-docs';

/** Which documents a request is about. */
export interface Aim extends Asker {
  collection: string;
  filter: Filter;
  multi?: boolean;
}

/** What is done with the documents that were found. */
type Apply<T> = (target: Target, hits: Doc[]) => T;

/** How many documents may be looked at and changed in one job. */
const MOST_AT_ONCE = 200;
const MOST_TRIES = 5;

/**
 * Changes of documents that a filter finds. Short ones are one job of the
 * queue. Where finding takes long it is done beside the writer: what was
 * found is then changed in jobs of few documents, and a document that was
 * written meanwhile is tested again.
 */
export class Writes {
  constructor(
    private readonly catalog: Catalog,
    private readonly queue: CommitQueue,
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly watch: () => CommitsSince
  ) {}

  /** One answer for each job that it took. */
  async run<T>(aim: Aim, apply: Apply<T>): Promise<T[]> {
    this.catalog.get(aim.collection);
    try {
      return [
        await this.queue.add((changes) => this.atOnce(aim, apply, changes)),
      ];
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
    }
    const since = this.watch();
    try {
      return await this.inSteps(aim, apply, since);
    } finally {
      since.stop();
    }
  }

  /** As in MongoDB, a conflict ends the transaction that met it. */
  async inTransaction<T>(tx: string, aim: Aim, apply: Apply<T>): Promise<T> {
    const hits = await this.hitsInTransaction(tx, aim);
    const target = this.transactions.get(tx).target(aim.collection);
    try {
      return apply(target, hits);
    } catch (error) {
      const conflict =
        error instanceof CloudError &&
        error.code === 'DATABASE_TRANSACTION_CONFLICT';
      if (conflict) this.transactions.end(tx);
      throw error;
    }
  }

  target(name: string, changes: Change[]): Target {
    return committedTarget(
      this.catalog.get(name),
      (id) => this.transactions.isHeld(name, id),
      changes
    );
  }

  private atOnce<T>(aim: Aim, apply: Apply<T>, changes: Change[]): T {
    const target = this.target(aim.collection, changes);
    const budget = shortBudget(MOST_AT_ONCE);
    return apply(target, findForWrite(target, aim.filter, aim.multi, budget));
  }

  private async inSteps<T>(
    aim: Aim,
    apply: Apply<T>,
    since: CommitsSince
  ): Promise<T[]> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { collection, filter } = aim;
      const limit = aim.multi ? undefined : 1;
      const job = { kind: 'ids' as const, collection, filter, limit };
      const { value, seq } = await this.reads.long(job, aim);
      const step = (ids: string[]) => this.step(aim, ids, seq, since, apply);
      if (!aim.multi) {
        const done = await step(value);
        // The one that was found had changed: another may match instead.
        if (done === null) continue;
        return [done];
      }
      const results: T[] = [];
      for (let at = 0; at === 0 || at < value.length; at += MOST_AT_ONCE) {
        const done = await step(value.slice(at, at + MOST_AT_ONCE));
        if (done !== null) results.push(done);
      }
      return results;
    }
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      'the documents change faster than the query finds them'
    );
  }

  /**
   * Changes some of what a read at `seq` found, and the first that came to
   * match since. Null: a single document was found, and matches no more.
   */
  private step<T>(
    aim: Aim,
    ids: string[],
    seq: number,
    since: CommitsSince,
    apply: Apply<T>
  ): Promise<T | null> {
    return this.queue.add((changes) => {
      const collection = this.catalog.get(aim.collection);
      const changed = since.changedIds(seq, aim.collection);
      const { test, hasPattern } = compileFilter(aim.filter);
      const budget = freeBudget();
      const matches = (doc: Doc): boolean =>
        hasPattern ? budget.patterns(() => test(doc)) : test(doc);
      const wanted = ids.length > 0 ? ids : [...changed];
      const hits = wanted
        .map((id) => collection.get(id))
        .filter((doc): doc is Doc => doc !== null)
        .filter((doc) => !changed.has(doc._id) || matches(doc));
      if (!aim.multi && ids.length > 0 && hits.length === 0) return null;
      const target = this.target(aim.collection, changes);
      return apply(target, aim.multi ? hits : hits.slice(0, 1));
    });
  }

  private async hitsInTransaction(tx: string, aim: Aim): Promise<Doc[]> {
    const transaction = () => this.transactions.get(tx);
    const { collection, filter, multi } = aim;
    const budget = shortBudget(MOST_AT_ONCE);
    const target = transaction().target(collection);
    try {
      return findForWrite(target, filter, multi, budget);
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
    }
    const limit = multi ? undefined : 1;
    const job = { kind: 'ids' as const, collection, filter, limit };
    const ids = await this.reads.inTransaction(job, transaction, aim);
    return ids
      .map((id) => transaction().read(this.catalog.get(collection), id))
      .filter((doc): doc is Doc => doc !== null);
  }
}
