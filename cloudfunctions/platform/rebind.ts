import { identitiesOf } from '../../domain/staff/seat';
import { NOBODY } from '../../domain/values/collections';
import { bindIn } from './bind-customer';
import { find, get, removeById, updateWhere } from './documents';
import { inParallel } from './in-parallel';
import { leadingCodes } from './leading-codes';
import type { Job, StoredStaff } from './tables';
import { transact } from './transact';

const BATCH = 100;
const AT_A_TIME = 4;
/** The function is ended after 20 seconds. */
const WORKING_MS = 8_000;
/** Longer than a scan may run that read the code just before it moved. */
const SETTLING_MS = 30_000;

/** What one call of `rebind` did. */
export interface Rebound {
  codes: number;
  customers: number;
  /** False: not all of them, the sweep goes on. */
  done: boolean;
}

/**
 * Moves codes in force and then customers of one member of staff to another;
 * called again it goes on with what is left. The job stays until every scan
 * is over that may have begun before it, so that whoever is bound by one of
 * those follows too.
 */
export async function rebind(job: Job): Promise<Rebound> {
  const until = Date.now() + WORKING_MS;
  const from = job.staffId;
  const to = job.toStaffId ? await get('staff', job.toStaffId) : null;
  if (!to || to._id === from) {
    await removeById('jobs', job._id);
    return { codes: 0, customers: 0, done: true };
  }
  const codes = await updateWhere('codes', leadingCodes(from, Date.now()), {
    staffId: to._id,
    handedFrom: from,
  });
  let customers = 0;
  for (;;) {
    const bound = { boundStaffId: from };
    const found = await find('customers', bound, { limit: BATCH });
    if (found.length === 0) break;
    if (Date.now() > until) return { codes, customers, done: false };
    const moved = await inParallel(found, AT_A_TIME, ({ _id }) =>
      moveOne(_id, from, to, job.by ?? NOBODY)
    );
    customers += moved.filter(Boolean).length;
  }
  if (Date.now() - job.createdAt > SETTLING_MS) {
    await removeById('jobs', job._id);
  }
  return { codes, customers, done: true };
}

/** False: he belongs to somebody else by now. */
function moveOne(
  identity: string,
  from: string,
  to: StoredStaff,
  by: string
): Promise<boolean> {
  return transact(async (tx) => {
    const customer = await tx.get('customers', identity);
    if (customer?.boundStaffId !== from) return false;
    // Nobody becomes a customer of himself.
    const staffId = identitiesOf(to).includes(identity) ? NOBODY : to._id;
    const binding = { staffId, source: 'handover' as const, by };
    await bindIn(tx, identity, binding, Date.now());
    return true;
  });
}
