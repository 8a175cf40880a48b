import { viewOf } from '../../../domain/staff/view';
import { audit } from '../../platform/audit';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { actorOf } from '../../platform/request';
import { createStaff } from './create-staff';
import { hashPassword, newPassword } from '../sign-in/password';

/** A new member of staff. His first password is shown once. */
export const staffCreate: Handler<'staff.create'> = async (input, request) => {
  const { staff: admin } = actorOf(request);
  const initialPassword = newPassword();
  const password = await hashPassword(initialPassword);
  const staff = await transact((tx) =>
    createStaff(
      tx,
      { ...input, password, mustChangePassword: true },
      request.now
    )
  );
  await audit(request, admin._id, 'staff.create', staff._id);
  return { staff: viewOf(staff), initialPassword };
};
