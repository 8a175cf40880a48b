import { refuse } from '../../../domain/errors';
import { viewOf } from '../../../domain/staff/view';
import { auditIn } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { forgiveAttempts } from '../sign-in/attempts';
import { clearAway, cutOff } from './cut-off';
import { dropFactor } from '../sign-in/factor';
import { hashPassword, newPassword } from '../sign-in/password';

/** Whoever knew the old one, or had it open somewhere, is out. */
export const staffResetPassword: Handler<'staff.resetPassword'> = async (
  { staffId },
  request
) => {
  const { staff: admin } = actorOf(request);
  const initialPassword = newPassword();
  const password = await hashPassword(initialPassword);
  const { staffCode } = await transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    if (!staff) refuse('NOT_FOUND');
    const cut = await cutOff(tx, staff, request.now);
    const given = { password, mustChangePassword: true };
    await tx.patch('staff', staffId, { ...cut, ...given });
    const what = 'staff.resetPassword';
    await auditIn(tx, request, admin._id, what, staffId);
    return staff;
  });
  await clearAway(staffId);
  await forgiveAttempts(staffCode);
  return { staff: await viewNow(staffId), initialPassword };
};

export const staffResetSecondFactor: Handler<
  'staff.resetSecondFactor'
> = async ({ staffId }, request) => {
  const { staff: admin } = actorOf(request);
  await transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    if (!staff) refuse('NOT_FOUND');
    if (!staff.secondFactor) return;
    await dropFactor(tx, staff);
    const what = 'staff.resetSecondFactor';
    await auditIn(tx, request, admin._id, what, staffId);
  });
  return { staff: await viewNow(staffId) };
};

async function viewNow(staffId: string) {
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  return viewOf(staff);
}
