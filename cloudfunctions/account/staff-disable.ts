import { refuse } from '../../domain/errors';
import { identitiesOf, seatWithoutStaff } from '../../domain/staff/seat';
import { viewOf } from '../../domain/staff/view';
import { NOBODY } from '../../domain/values/collections';
import { jobFor, runJobs } from '../conversation/jobs';
import { audit } from '../platform/audit';
import { get } from '../platform/documents';
import type { Handler } from '../platform/serve';
import type { StoredStaff } from '../platform/tables';
import { transact, type Transaction } from '../platform/transact';
import { actorOf } from '../platform/request';
import { ADMINS, admit } from './create-staff';

/**
 * He is refused at once: his seats are empty, his web sessions belong to an
 * older generation, and what he had goes back to the queue.
 */
export const staffDisable: Handler<'staff.disable'> = async (
  { staffId },
  request
) => {
  const { staff: admin } = actorOf(request);
  const changed = await transact((tx) => disable(tx, staffId, request.now));
  const requeued = await runJobs(staffId);
  if (changed) await audit(request, admin._id, 'staff.disable', staffId);
  return { staff: await viewNow(staffId), requeued };
};

export const staffEnable: Handler<'staff.enable'> = async (
  { staffId },
  request
) => {
  const { staff: admin } = actorOf(request);
  const changed = await transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    if (!staff) refuse('NOT_FOUND');
    if (staff.status === 'active') return false;
    await tx.patch('staff', staffId, { status: 'active' });
    if (staff.role === 'admin') await admit(tx, staffId);
    return true;
  });
  if (changed) await audit(request, admin._id, 'staff.enable', staffId);
  return { staff: await viewNow(staffId) };
};

/** False: he was disabled before. */
async function disable(
  tx: Transaction,
  staffId: string,
  now: number
): Promise<boolean> {
  const staff = await tx.get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  if (staff.status === 'disabled') return false;
  if (staff.role === 'admin') await dismiss(tx, staffId);
  await emptySeats(tx, staff);
  await tx.patch('staff', staffId, {
    status: 'disabled',
    uidGeneration: staff.uidGeneration + 1,
    openid: NOBODY,
    uid: NOBODY,
  });
  await tx.patch('presence', staffId, { state: 'offline', lastSeenAt: now });
  for (const kind of ['requeue', 'readdress'] as const) {
    const job = jobFor(kind, staffId, now);
    await tx.put('jobs', job.id, job.fields);
  }
  return true;
}

/** @throws STAFF_LAST_ADMIN */
async function dismiss(tx: Transaction, staffId: string): Promise<void> {
  const admins = await tx.get('meta', ADMINS);
  const { [staffId]: _, ...others } = admins?.active ?? {};
  if (Object.keys(others).length === 0) refuse('STAFF_LAST_ADMIN');
  await tx.put('meta', ADMINS, { active: others });
}

/** They remember whose they were, so that he hears that he is disabled. */
async function emptySeats(tx: Transaction, staff: StoredStaff): Promise<void> {
  for (const identity of identitiesOf(staff)) {
    const seat = await tx.get('seats', identity);
    if (!seat) continue;
    const staffId = staff._id;
    await tx.put('seats', identity, { ...seatWithoutStaff(seat), staffId });
  }
}

async function viewNow(staffId: string) {
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  return viewOf(staff);
}
