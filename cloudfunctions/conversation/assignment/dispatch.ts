import { assignAll } from '../../../domain/assignment/assign';
import type { Arrival } from '../../../domain/conversation/case';
import { ServiceError } from '../../../domain/errors';
import { find } from '../../platform/documents';
import { DEFAULT_POOL } from '../../platform/ground';
import { inParallel } from '../../platform/in-parallel';
import { logError } from '../../platform/log';
import type { Handler } from '../../platform/serve';
import { assignBatch, type Pair } from './assign-batch';
import { policyAt, rosterAt, type Roster } from './candidates';
import { knock, type Lease } from './lease';
import { passOn } from './pass-on';
import { PAGE, queueFrom } from './queue-from';
import { stampAssigned } from './stamp-assigned';
import { tellPlaces } from './tell-places';

/** Conversations that one transaction gives to one member of staff. */
const BATCH = 8;
/** Transactions at once; no two of them are of the same member of staff. */
const AT_ONCE = 8;
/** Whoever knocked waits for his own answer; another call goes on from here. */
const LONGEST_MS = 8_000;
const MOST_HOPS = 50;

/**
 * Assigns whoever waits, unless somebody else is doing so already; then that
 * one is told. Arrivals only leave a document and call this, so a thousand at
 * once meet in no transaction. What fails here fails nobody's action: the
 * arrival is still there for the next knock or sweep.
 * @returns how many conversations this call assigned
 */
export async function dispatch(hops = 0): Promise<number> {
  const lease = await knock(DEFAULT_POOL);
  if (!lease) return 0;
  try {
    return await dispatchUnder(lease, hops);
  } catch (error) {
    await lease.drop();
    logError('dispatch', error);
    return 0;
  }
}

/** What a dispatcher leaves to the next one; harmless, whoever asks. */
export const goOn: Handler<'conversation.dispatch'> = async ({ hops }) => {
  const waiting = await find('arrivals', {}, { limit: 1 });
  return { assigned: waiting.length > 0 ? await dispatch(hops) : 0 };
};

/** Where somebody waits; cheaper than taking the lease to see nobody does. */
export async function dispatchIfWaiting(): Promise<number> {
  const waiting = await find('arrivals', {}, { limit: 1 });
  return waiting.length > 0 ? dispatch() : 0;
}

async function dispatchUnder(lease: Lease, hops: number): Promise<number> {
  const until = Date.now() + LONGEST_MS;
  let assigned = 0;
  for (;;) {
    const nudges = await lease.nudges();
    const pass = await assignQueue(lease, until);
    assigned += pass.assigned;
    if (Date.now() >= until) {
      await lease.drop();
      if (assigned > 0 && hops < MOST_HOPS) await passOn(hops + 1);
      return assigned;
    }
    // Who could not be given to whom was meant for him: once more at once.
    if (pass.failed > 0 && pass.assigned > 0) continue;
    if (await lease.release(nudges)) return assigned;
  }
}

interface Pass {
  assigned: number;
  /** Meant for somebody who could not take it any more. */
  failed: number;
}

/** Everybody who waits, by turns, against everybody who is there, once. */
async function assignQueue(lease: Lease, until: number): Promise<Pass> {
  const pass = { assigned: 0, failed: 0 };
  const left: Arrival[] = [];
  for (;;) {
    const page = await queueFrom(left.length);
    const now = Date.now();
    const roster = await rosterAt(now);
    const done = await assignPage(lease, page, roster, now);
    pass.assigned += done.ids.size;
    pass.failed += done.planned - done.ids.size;
    left.push(...page.filter(({ _id }) => !done.ids.has(_id)));
    const last = page.length < PAGE || Date.now() >= until;
    if (!last && (await lease.renew())) continue;
    await tellPlaces(left, roster.candidates, await policyAt(now), now);
    return pass;
  }
}

async function assignPage(
  lease: Lease,
  page: readonly Arrival[],
  { candidates }: Roster,
  now: number
): Promise<{ planned: number; ids: Set<string> }> {
  const ids = new Set<string>();
  if (page.length === 0) return { planned: 0, ids };
  const pairs = assignAll(page, candidates, await policyAt(now), now);
  await inParallel(ofEach(pairs), AT_ONCE, async (his) => {
    for (let at = 0; at < his.length; at += BATCH) {
      if (!(await lease.renew())) return;
      const batch = his.slice(at, at + BATCH);
      for (const id of await assignAndStamp(batch, now)) ids.add(id);
    }
  });
  return { planned: pairs.length, ids };
}

/** What each member of staff is to get, in the order of the queue. */
function ofEach(pairs: readonly Pair[]): Pair[][] {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const { staffId } = pair.assignment;
    groups.set(staffId, [...(groups.get(staffId) ?? []), pair]);
  }
  return [...groups.values()];
}

async function assignAndStamp(
  batch: readonly Pair[],
  now: number
): Promise<string[]> {
  const assigned = await assignWithPatience(batch, now);
  await stampAssigned(assigned);
  return assigned.map(({ _id }) => _id);
}

/** A batch that meets too many writers is tried one by one. */
async function assignWithPatience(batch: readonly Pair[], now: number) {
  const [first] = batch;
  if (!first) return [];
  const { staffId } = first.assignment;
  try {
    return await assignBatch(staffId, batch, now);
  } catch (error) {
    const busy = error instanceof ServiceError && error.code === 'BUSY';
    if (!busy || batch.length === 1) throw error;
  }
  const assigned = [];
  for (const pair of batch) {
    assigned.push(...(await assignBatch(staffId, [pair], now)));
  }
  return assigned;
}
