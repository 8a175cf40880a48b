import { refuse } from '../../domain/errors';
import { viewOf } from '../../domain/staff/view';
import { jobFor } from '../conversation/jobs';
import { audit } from '../platform/audit';
import { get } from '../platform/documents';
import type { Handler } from '../platform/serve';
import { transact, type Transaction } from '../platform/transact';
import { actorOf } from '../platform/request';
import { admit, dismiss } from './create-staff';
import { clearAway, cutOff } from './cut-off';

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
  const { requeued } = await clearAway(staffId);
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
  const cut = await cutOff(tx, staff, now);
  await tx.patch('staff', staffId, { ...cut, status: 'disabled' });
  const job = jobFor('requeue', staffId, now);
  await tx.put('jobs', job.id, job.fields);
  return true;
}

async function viewNow(staffId: string) {
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  return viewOf(staff);
}
