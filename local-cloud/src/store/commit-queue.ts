import { CloudError } from '../kernel/errors';
import type { Change, Commit } from '../kernel/store';
import type { Driver, Statement } from './driver';

/** Thrown by a job that must wait until an open transaction ends. */
export class HeldDocument extends Error {}

interface Job {
  run: (changes: Change[]) => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * The single writer. All jobs of one event-loop turn become one SQLite
 * transaction; a job that fails is undone alone. Nobody hears of a job, and
 * no reader sees it, before the commit is on disk.
 */
export class CommitQueue {
  private jobs: Job[] = [];
  private parked: Job[] = [];
  private scheduled = false;
  private seq: number;
  private closed = false;
  private readonly saveSeq: Statement;

  constructor(
    private readonly driver: Driver,
    /** Must not throw. */
    private readonly committed: (commit: Commit) => void
  ) {
    this.saveSeq = driver.prepare(
      `INSERT INTO meta VALUES ('seq', ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`
    );
    const row = driver
      .prepare(`SELECT value FROM meta WHERE name = 'seq'`)
      .get();
    this.seq = Number(row?.value ?? 0);
  }

  /** Number of the newest commit. */
  get lastSeq(): number {
    return this.seq;
  }

  add<T>(run: (changes: Change[]) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job: Job = {
        run,
        resolve: resolve as (value: unknown) => void,
        reject,
      };
      this.jobs.push(job);
      this.schedule();
    });
  }

  /** Documents were let go: whoever waited for one tries again. */
  wake(): void {
    if (this.parked.length === 0) return;
    this.jobs.unshift(...this.parked);
    this.parked = [];
    this.schedule();
  }

  /** Writes what is waiting and takes nothing more. */
  close(): void {
    this.flush();
    this.closed = true;
    const left = [...this.parked, ...this.jobs];
    for (const job of left) job.reject(stopped());
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    const jobs = this.jobs;
    this.jobs = [];
    if (jobs.length === 0) return;
    if (this.closed) return jobs.forEach((job) => job.reject(stopped()));
    const changes: Change[] = [];
    const held: Job[] = [];
    let answers: (() => void)[];
    try {
      this.driver.exec('BEGIN IMMEDIATE');
      answers = jobs.flatMap((job) => this.runJob(job, changes, held));
      if (changes.length > 0) this.saveSeq.run(String(this.seq + 1));
      this.driver.exec('COMMIT');
    } catch (error) {
      return this.fail(jobs, error);
    }
    this.parked.push(...held);
    if (changes.length > 0) {
      this.seq += 1;
      this.committed({ seq: this.seq, changes });
    }
    for (const answer of answers) answer();
  }

  /** Runs one job inside a savepoint; returns how to answer it. */
  private runJob(job: Job, changes: Change[], held: Job[]): (() => void)[] {
    const mark = changes.length;
    this.driver.exec('SAVEPOINT job');
    try {
      const value = job.run(changes);
      this.driver.exec('RELEASE job');
      return [() => job.resolve(value)];
    } catch (error) {
      this.driver.exec('ROLLBACK TO job');
      this.driver.exec('RELEASE job');
      changes.length = mark;
      if (error instanceof HeldDocument) {
        held.push(job);
        return [];
      }
      return [() => job.reject(error)];
    }
  }

  /** The commit itself failed: nothing of the turn happened. */
  private fail(jobs: Job[], error: unknown): void {
    const failure = new CloudError(
      'DATABASE_REQUEST_FAILED',
      'the write failed',
      String(error)
    );
    try {
      this.driver.exec('ROLLBACK');
    } catch (second) {
      // SQLite has rolled back by itself, as it does when the disk is full.
      failure.cause = second;
    }
    for (const job of jobs) job.reject(failure);
  }
}

const stopped = (): CloudError =>
  new CloudError('SYS_ERR', 'the local cloud is stopping');
