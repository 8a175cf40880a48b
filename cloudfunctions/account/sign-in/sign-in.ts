import { refuse } from '../../../domain/errors';
import { NOBODY } from '../../../domain/values/collections';
import { get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';
import { takeLimit } from '../../platform/take-limit';
import { personOf } from '../../platform/who';
import { countAttempt } from './attempts';
import { nextStep } from './next-step';
import { verifyPassword } from './password';

/** Staff code and password; whether more is asked for, `nextStep` says. */
export const signIn: Handler<'account.signIn'> = async (
  { staffCode, password },
  { caller, now }
) => {
  const person = personOf(caller);
  // Beside the lock of one account: many codes tried by one caller.
  await takeLimit('signIn', person.me, now);
  const staff = await verifiedStaff(staffCode, password, now);
  if (staff.status === 'disabled') refuse('STAFF_DISABLED');
  return nextStep({ staff, factorShown: false }, person, now);
};

/** @throws SIGN_IN_LOCKED, SIGN_IN_FAILED; unknown codes cost the same */
async function verifiedStaff(
  staffCode: string,
  password: string,
  now: number
): Promise<StoredStaff> {
  const staffId = await countAttempt(staffCode, now);
  const staff = await get('staff', staffId);
  const known = staffId === NOBODY ? null : staff;
  const right = await verifyPassword(password, known?.password ?? null);
  if (!right || !known) refuse('SIGN_IN_FAILED');
  return known;
}
