import { refuse } from '../../../domain/errors';
import { auditIn } from '../../platform/audit';
import type { Caller } from '../../platform/caller';
import { removeWhere } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { actorOf } from '../../platform/request';
import { transact } from '../../platform/transact';
import { forgiveAttempts } from './attempts';
import { hashPassword } from './password';
import { provePassword } from './prove-own';
import { endSessionsOf, sessionIdOf } from './web-sessions';

/** His other browsers have to sign in with the new one. */
export const changePassword: Handler<'account.changePassword'> = async (
  { oldPassword, newPassword },
  request
) => {
  const { staff } = actorOf(request);
  const { _id: staffId, staffCode, uidGeneration } = staff;
  await provePassword(staff, oldPassword, request.now);
  await forgiveAttempts(staffCode);
  if (newPassword === oldPassword) refuse('PASSWORD_REUSED');
  const password = await hashPassword(newPassword);
  await transact(async (tx) => {
    const current = await tx.get('staff', staffId);
    // An administrator has reset it meanwhile: that stands.
    if (current?.uidGeneration !== uidGeneration) refuse('UNAUTHENTICATED');
    await tx.patch('staff', staffId, { password, mustChangePassword: false });
    const what = 'account.changePassword';
    await auditIn(tx, request, staffId, what, staffId);
  });
  await endSessionsOf(staffId, ownSession(request.caller));
  await removeWhere('challenges', { staffId });
  return {};
};

function ownSession(caller: Caller): string | null {
  return caller.kind === 'web' ? sessionIdOf(caller) : null;
}
