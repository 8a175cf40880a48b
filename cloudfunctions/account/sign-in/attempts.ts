import { NOBODY } from '../../../domain/values/collections';
import {
  NO_ATTEMPTS,
  takeAttempt,
  type Login,
} from '../../../domain/staff/lock-out';
import { command } from '../../platform/cloud';
import { addOnce, get, updateWhere } from '../../platform/documents';

/**
 * Takes one of the attempts this staff code has, before any password is
 * looked at. Compare and swap: of two at once one tries again, so many at
 * once never have more attempts than one after the other.
 * @returns whose code it is, '-' for nobody's
 * @throws SIGN_IN_LOCKED
 */
export async function countAttempt(
  staffCode: string,
  now: number
): Promise<string> {
  for (;;) {
    const login = await loginOf(staffCode);
    const { _id, staffId, rev } = login;
    const taken = takeAttempt(login, now);
    const swapped = await updateWhere(
      'logins',
      { _id, rev },
      { ...taken, rev: rev + 1 }
    );
    if (swapped === 1) return staffId;
  }
}

export async function forgiveAttempts(staffCode: string): Promise<void> {
  await updateWhere(
    'logins',
    { _id: staffCode },
    { ...NO_ATTEMPTS, rev: command.inc(1) }
  );
}

async function loginOf(staffCode: string): Promise<Login> {
  const known = await get('logins', staffCode);
  if (known) return known;
  const fresh = { _id: staffCode, staffId: NOBODY, rev: 0, ...NO_ATTEMPTS };
  return (await addOnce('logins', fresh)) ? fresh : loginOf(staffCode);
}
