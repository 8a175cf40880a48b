import { createHash, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../domain/errors';
import { NOBODY } from '../../domain/values/collections';
import { LIMITS } from '../../domain/values/limits';
import { audit } from '../platform/audit';
import { ensureGround } from '../platform/ground';
import type { Handler } from '../platform/serve';
import { transact } from '../platform/transact';
import { ADMINS, createStaff } from './staff/create-staff';
import { hashPassword } from './sign-in/password';

/** The first administrator; works while there is none, and only with the code. */
export const setup: Handler<'account.setup'> = async (
  { setupCode, name, staffCode, password: plain },
  request
) => {
  if (!isSetupCode(setupCode)) refuse('SETUP_REFUSED', 'wrong or unset code');
  await ensureGround();
  const password = await hashPassword(plain);
  const staff = await transact(async (tx) => {
    // Never emptied: the last administrator cannot be disabled.
    if (await tx.get('meta', ADMINS)) refuse('SETUP_REFUSED', 'done before');
    const given = {
      staffCode,
      name,
      password,
      mustChangePassword: false,
      role: 'admin' as const,
      specialty: '',
      department: '',
      teamId: NOBODY,
      skills: [],
      capacity: LIMITS.capacity,
    };
    return createStaff(tx, given, request.now);
  });
  await audit(request, staff._id, 'account.setup', staff._id);
  return { staffId: staff._id };
};

function isSetupCode(given: string): boolean {
  const wanted = process.env['KF_SETUP_CODE'];
  if (!wanted) return false;
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Equal lengths, so that the comparison takes the same time for all. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
