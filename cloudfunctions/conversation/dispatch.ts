import { STALE } from '../../domain/conversation/close';
import { assignAll, DISPATCH_BATCH } from '../../domain/staff/assign';
import { ServiceError } from '../../domain/errors';
import { find } from '../platform/documents';
import { DEFAULT_POOL } from '../platform/ground';
import { logError } from '../platform/log';
import { assignBatch, type Pair } from './assign-batch';
import { rosterAt } from './candidates';
import { knock, type Lease } from './lease';
import { restamp } from './restamp';
import { tellPlaces } from './tell-places';

const ARRIVALS_AT_ONCE = 100;
/** Whoever knocked waits for his own answer; the next one goes on from here. */
const LONGEST_MS = 8_000;

/**
 * Assigns whoever waits, unless somebody else is doing so already; then that
 * one is told. Arrivals only leave a document and call this, so a thousand at
 * once meet in no transaction. What fails here fails nobody's action: the
 * arrival is still there for the next knock or sweep.
 * @returns how many conversations this call assigned
 */
export async function dispatch(): Promise<number> {
  const lease = await knock(DEFAULT_POOL);
  if (!lease) return 0;
  try {
    return await dispatchUnder(lease);
  } catch (error) {
    await lease.drop();
    logError('dispatch', error);
    return 0;
  }
}

/** Where somebody waits; cheaper than taking the lease to see nobody does. */
export async function dispatchIfWaiting(): Promise<number> {
  const waiting = await find('arrivals', {}, { limit: 1 });
  return waiting.length > 0 ? dispatch() : 0;
}

async function dispatchUnder(lease: Lease): Promise<number> {
  const until = Date.now() + LONGEST_MS;
  let assigned = 0;
  for (;;) {
    const nudges = await lease.nudges();
    let round: number;
    do {
      round = await assignRound(lease);
      assigned += round;
    } while (round > 0 && Date.now() < until);
    if (Date.now() >= until) {
      await lease.drop();
      return assigned;
    }
    if (await lease.release(nudges)) return assigned;
  }
}

/** Everybody who waits against everybody who is there, once. */
async function assignRound(lease: Lease): Promise<number> {
  const arrivals = await find(
    'arrivals',
    {},
    { orderBy: ['at', 'asc'], limit: ARRIVALS_AT_ONCE }
  );
  if (arrivals.length === 0) return 0;
  const now = Date.now();
  const { candidates } = await rosterAt(now);
  const pairs = assignAll(arrivals, candidates, now);
  const done = new Set<string>();
  for (let at = 0; at < pairs.length; at += DISPATCH_BATCH) {
    if (!(await lease.renew())) return 0;
    const batch = pairs.slice(at, at + DISPATCH_BATCH);
    for (const id of await assignAndStamp(batch, now)) done.add(id);
  }
  await tellPlaces(arrivals.filter(({ _id }) => !done.has(_id)));
  return done.size;
}

async function assignAndStamp(
  batch: readonly Pair[],
  now: number
): Promise<string[]> {
  const assigned = await assignWithPatience(batch, now);
  await Promise.all(
    assigned.filter(({ stamped }) => stamped === STALE).map(restamp)
  );
  return assigned.map(({ _id }) => _id);
}

/** A batch that meets too many writers is tried one by one. */
async function assignWithPatience(batch: readonly Pair[], now: number) {
  try {
    return await assignBatch(batch, now);
  } catch (error) {
    const busy = error instanceof ServiceError && error.code === 'BUSY';
    if (!busy || batch.length === 1) throw error;
  }
  const assigned = [];
  for (const pair of batch) assigned.push(...(await assignBatch([pair], now)));
  return assigned;
}
