import { STALE } from '../../../domain/conversation/close';
import { mayAnswer } from '../../../domain/staff/presence';
import { identitiesOf } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find, get, removeById, updateWhere } from '../../platform/documents';
import { rebind } from '../../platform/rebind';
import type { Job, StoredStaff } from '../../platform/tables';
import { handOverAll } from './hand-over-all';
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

/** How many conversations went where. */
export interface Moved {
  handed: number;
  requeued: number;
}

/** Does what was left for this member of staff, or for anybody. */
export async function runJobs(staffId?: string): Promise<Moved> {
  const waiting = await find('jobs', staffId ? { staffId } : {}, { limit: 20 });
  const moved = { handed: 0, requeued: 0 };
  for (const job of waiting) {
    if (job.kind === 'rebind') {
      await rebind(job);
      continue;
    }
    if (job.kind === 'requeue') {
      moved.handed += await handOverFor(job);
      moved.requeued += await requeueAll(job.staffId);
    } else await readdress(job.staffId);
    await removeById('jobs', job._id);
  }
  return moved;
}

/** To whom the job names, while he can answer; the queue gets the others. */
async function handOverFor(job: Job): Promise<number> {
  if (!job.toStaffId) return 0;
  const from = await get('staff', job.staffId);
  const to = await get('staff', job.toStaffId);
  const by = await get('staff', job.by ?? NOBODY);
  if (!from || !by || !to || !canGet(to)) return 0;
  return handOverAll({ from, to, by }, Date.now());
}

function canGet(to: StoredStaff): boolean {
  const there = identitiesOf(to).length > 0;
  return to.status === 'active' && mayAnswer(to.role) && there;
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
