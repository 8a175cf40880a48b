/**
 * A process that only reads: long queries and patterns of strangers run here,
 * on a connection of its own, and may be killed at any time.
 */
import { CloudError } from '../kernel/errors';
import { candidatesOf } from './candidates';
import { Catalog } from './catalog';
import { openDriver, openReader, type Driver } from './driver';
import type { Source } from './find-docs';
import { longBudget } from './read-budget';
import { runRead } from './read-job';
import type { ReaderReply, ReaderRequest } from './reader-messages';

const file = process.argv[2] ?? '';
const driver = openReader(file);
const catalog = new Catalog(driver);
const seqOf = driver.prepare(`SELECT value FROM meta WHERE name = 'seq'`);

const sourceOf = (name: string): Source => {
  const collection = catalog.get(name);
  return {
    candidates: (filter, sort) => candidatesOf(collection, filter, sort),
    total: () => collection.count(),
  };
};

/** One snapshot for the whole read, and the commit that it stands at. */
function read({ job, limitMs }: ReaderRequest): ReaderReply {
  if (job === 'checkpoint') return { value: checkpoint(), seq: 0, examined: 0 };
  driver.exec('BEGIN');
  try {
    const seq = Number(seqOf.get()?.value ?? 0);
    catalog.refresh();
    const budget = longBudget(limitMs);
    const value = runRead(job, sourceOf, budget);
    return { value, seq, examined: budget.examined };
  } finally {
    driver.exec('ROLLBACK');
  }
}

let writer: Driver | null = null;

/** Needs a connection that may write; waits for nobody. */
function checkpoint(): null {
  writer ??= openDriver(file);
  writer.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(PASSIVE)');
  return null;
}

function answer(request: ReaderRequest): ReaderReply {
  try {
    return read(request);
  } catch (error) {
    if (error instanceof CloudError) {
      const { code, message, detail } = error;
      return { error: { code, message, detail } };
    }
    const detail = error instanceof Error ? error.stack : String(error);
    return {
      error: {
        code: 'DATABASE_REQUEST_FAILED',
        message: 'the query failed',
        detail,
      },
    };
  }
}

process.on('message', (request: ReaderRequest) => {
  process.send?.(answer(request));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
