import { refuse } from '../../../domain/errors';
import { mayAnswer } from '../../../domain/staff/presence';
import { viewOf } from '../../../domain/staff/view';
import { jobFor } from '../../conversation/assignment/jobs';
import { audit, auditIn } from '../../platform/audit';
import { get, updateWhere } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { transact, type Transaction } from '../../platform/transact';
import { actorOf, type Request } from '../../platform/request';
import type { StoredStaff } from '../../platform/tables';
import { admit, dismiss } from './create-staff';
import { clearAway, cutOff } from './cut-off';

/**
 * He is refused at once: his seats are empty, his web sessions belong to an
 * older generation, and what he had goes to his successor or the queue. All of
 * it is left in one transaction; dead after it, a sweep goes on, and so does
 * whoever asks again.
 */
export const staffDisable: Handler<'staff.disable'> = async (
  { staffId, toStaffId },
  request
) => {
  if (staffId === toStaffId) refuse('INVALID_INPUT', 'to himself');
  await transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    if (!staff) refuse('NOT_FOUND');
    if (toStaffId) await mustSucceed(tx, toStaffId);
    await leave(tx, request, staff, toStaffId);
  });
  if (toStaffId) await passOn(staffId, toStaffId);
  const { requeued, handed } = await clearAway(staffId);
  return { staff: await viewNow(staffId), requeued, handed };
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

/** Asked again of one who is disabled, it only says who succeeds him. */
async function leave(
  tx: Transaction,
  request: Request,
  staff: StoredStaff,
  toStaffId: string | undefined
): Promise<void> {
  const { _id: staffId } = staff;
  const { _id: by } = actorOf(request).staff;
  const known = await tx.get('jobs', `rebind.${staffId}`);
  const active = staff.status === 'active';
  if (!active && (!toStaffId || known?.toStaffId === toStaffId)) return;
  const to = toStaffId ? { toStaffId, by } : {};
  if (active) {
    if (staff.role === 'admin') await dismiss(tx, staffId);
    const cut = await cutOff(tx, staff, request.now);
    await tx.patch('staff', staffId, { ...cut, status: 'disabled' });
    const requeue = jobFor('requeue', staffId, request.now);
    await tx.put('jobs', requeue.id, { ...requeue.fields, ...to });
  }
  if (toStaffId) {
    const rebind = jobFor('rebind', staffId, request.now);
    await tx.put('jobs', rebind.id, { ...rebind.fields, ...to });
  }
  await auditIn(tx, request, by, 'staff.disable', staffId, toStaffId);
}

/** @throws NOT_FOUND where he is nobody who answers customers */
async function mustSucceed(tx: Transaction, staffId: string): Promise<void> {
  const to = await tx.get('staff', staffId);
  if (to?.status !== 'active' || !mayAnswer(to.role)) refuse('NOT_FOUND');
}

/** What is still on its way to him goes on to the next. */
async function passOn(staffId: string, toStaffId: string): Promise<void> {
  await updateWhere('jobs', { toStaffId: staffId }, { toStaffId });
}

async function viewNow(staffId: string) {
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  return viewOf(staff);
}
