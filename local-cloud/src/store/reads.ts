import { CloudError } from '../kernel/errors';
import type { Asker, Commit } from '../kernel/store';
import { candidatesOf } from './candidates';
import type { Catalog } from './catalog';
import type { CommitsSince } from './commits-since';
import type { Source } from './find-docs';
import { shortBudget, TooLong } from './read-budget';
import { runRead, type ReadJob, type ReadResults } from './read-job';
import type { ReadPool } from './read-pool';
import type { Transaction } from './transaction';

/** How a read went, for the console and tests. */
export interface ReadReport<T> {
  value: T;
  /** The newest commit that it could see. */
  seq: number;
  /** Documents that were looked at. */
  examined: number;
  /** `reader`: beside the writer, in a process of its own. */
  ranIn: 'writer' | 'reader';
}

type Result<J extends ReadJob> = ReadReport<ReadResults[J['kind']]>;

const MOST_TRIES = 5;

/**
 * Short reads run at once, on the writer's connection. What is long, and
 * every pattern and aggregation, runs beside the writer; it sees every write
 * that was acknowledged before it.
 */
export class Reads {
  constructor(
    private readonly catalog: Catalog,
    private readonly pool: ReadPool,
    private readonly lastSeq: () => number,
    private readonly watch: () => CommitsSince
  ) {}

  async run<J extends ReadJob>(job: J, asker: Asker = {}): Promise<Result<J>> {
    return this.short(job) ?? (await this.long(job, asker));
  }

  /** Null where it would hold up the writer. */
  short<J extends ReadJob>(job: J): Result<J> | null {
    if (job.kind === 'aggregate') return null;
    const budget = shortBudget();
    try {
      const value = runRead(job, this.sourceOf, budget);
      const { examined } = budget;
      return { value, seq: this.lastSeq(), examined, ranIn: 'writer' };
    } catch (error) {
      if (error instanceof TooLong) return null;
      throw error;
    }
  }

  async long<J extends ReadJob>(job: J, asker: Asker): Promise<Result<J>> {
    return { ...(await this.pool.run(job, asker)), ranIn: 'reader' };
  }

  /**
   * Hands over in one synchronous step what was read and which commits came
   * since, so that nothing falls between.
   */
  async withMissed<J extends ReadJob, T>(
    job: J,
    asker: Asker,
    take: (read: Result<J>, missed: Commit[]) => T
  ): Promise<T> {
    const read = this.short(job);
    if (read) return take(read, []);
    const since = this.watch();
    try {
      const late = await this.long(job, asker);
      return take(late, since.after(late.seq));
    } finally {
      since.stop();
    }
  }

  /**
   * A read of a transaction. One that runs beside the writer is repeated when
   * commits have meanwhile changed what the transaction must not see.
   */
  async inTransaction<J extends Extract<ReadJob, { overlay?: unknown }>>(
    job: J,
    transaction: () => Transaction,
    asker: Asker
  ): Promise<ReadResults[J['kind']]> {
    const collection =
      job.kind === 'find' ? job.spec.collection : job.collection;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const seen = { ...job, overlay: transaction().overlay(collection) };
      const before = transaction().version;
      const value = await this.withMissed(seen, asker, ({ value }) => value);
      if (transaction().version === before) return value;
    }
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      'the query takes too long for a transaction'
    );
  }

  private readonly sourceOf = (name: string): Source => {
    const collection = this.catalog.get(name);
    return {
      candidates: (filter, sort) => candidatesOf(collection, filter, sort),
      total: () => collection.count(),
    };
  };
}
