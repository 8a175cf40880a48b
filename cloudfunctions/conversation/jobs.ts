import { STALE } from '../../domain/conversation/close';
import { NOBODY } from '../../domain/values/collections';
import { command } from '../platform/cloud';
import { find, get, removeById, updateWhere } from '../platform/documents';
import { rebind } from '../platform/rebind';
import type { Job } from '../platform/tables';
import { requeueAll } from './requeue';
import { restampStale } from './restamp';

/** Open conversations are restamped at once, closed ones by later sweeps. */
const RESTAMP_NOW = 200;

/** A job is left in the transaction that makes it necessary. */
export function jobFor(
  kind: Job['kind'],
  staffId: string,
  now: number
): { id: string; fields: Omit<Job, '_id'> } {
  const fields = { kind, staffId, createdAt: now };
  return { id: `${kind}.${staffId}`, fields };
}

/** Does what was left for this member of staff, or for anybody. */
export async function runJobs(staffId?: string): Promise<number> {
  const waiting = await find('jobs', staffId ? { staffId } : {}, { limit: 20 });
  let requeued = 0;
  for (const job of waiting) {
    if (job.kind === 'rebind') {
      await rebind(job);
      continue;
    }
    if (job.kind === 'requeue') requeued += await requeueAll(job.staffId);
    else await readdress(job.staffId);
    await removeById('jobs', job._id);
  }
  return requeued;
}

/**
 * His conversations get the identities he has now. Only what differs is
 * touched: signing in again on the same phone restamps nothing.
 */
async function readdress(staffId: string): Promise<void> {
  const staff = await get('staff', staffId);
  const stamps = {
    agentOpenid: staff?.openid ?? NOBODY,
    agentUid: staff?.uid ?? NOBODY,
  };
  for (const [field, identity] of Object.entries(stamps)) {
    await updateWhere(
      'conversations',
      { staffId, [field]: command.neq(identity) },
      { ...stamps, stamped: STALE }
    );
  }
  await restampStale({ staffId }, RESTAMP_NOW);
}
