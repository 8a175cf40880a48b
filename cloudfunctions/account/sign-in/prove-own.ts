import { refuse } from '../../../domain/errors';
import type { StoredStaff } from '../../platform/tables';
import { countAttempt } from './attempts';
import { verifyPassword } from './password';

/**
 * That it is himself and not whoever found his screen open. Counted as a
 * sign-in is; the caller forgives when everything was right.
 * @throws SIGN_IN_LOCKED, SIGN_IN_FAILED
 */
export async function provePassword(
  { staffCode, password }: StoredStaff,
  typed: string,
  now: number
): Promise<void> {
  await countAttempt(staffCode, now);
  if (!(await verifyPassword(typed, password))) refuse('SIGN_IN_FAILED');
}
