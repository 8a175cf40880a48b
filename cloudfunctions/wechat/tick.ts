import { NOBODY } from '../../domain/values/collections';
import { isQuiet } from '../platform/activity';
import { find, get, updateWhere, type Loose } from '../platform/documents';
import { SWEEP_POOL } from '../platform/ground';
import type { Table } from '../platform/tables';
import { runAll } from './work-run';

const LOOK_MS = 24 * 60 * 60_000;

/** While one of these lies there, the next tick works again. */
const WAITING: readonly [Table, Loose][] = [
  ['pushes', { status: 'pending' }],
  ['checks', { status: 'ask' }],
];
const UNPAINTED = { fileId: NOBODY, status: 'active' } as const;

/**
 * What no phone fetched. Where nothing happened since the last time and
 * nothing waits, it costs one read.
 */
export async function tick(): Promise<{ done: number }> {
  const now = Date.now();
  const pool = await get('pools', SWEEP_POOL);
  if (isQuiet(pool, pool?.workedAt, pool?.workDueAt, now)) return { done: 0 };
  const { done } = await runAll();
  const workDueAt = await nextWork(now);
  await updateWhere('pools', { _id: SWEEP_POOL }, { workedAt: now, workDueAt });
  return { done };
}

/** A picture that WeChat refused waits for its time, not for every tick. */
async function nextWork(now: number): Promise<number> {
  for (const [table, filter] of WAITING) {
    if ((await find(table, filter, { limit: 1 })).length > 0) return now;
  }
  const [first] = await find('codes', UNPAINTED, {
    orderBy: ['pictureDueAt', 'asc'],
    limit: 1,
  });
  return Math.min(first?.pictureDueAt ?? Infinity, now + LOOK_MS);
}
