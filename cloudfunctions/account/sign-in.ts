import { refuse } from '../../domain/errors';
import { customUserIdOf } from '../../domain/staff/custom-user';
import { viewOf } from '../../domain/staff/view';
import { NOBODY } from '../../domain/values/collections';
import { get } from '../platform/documents';
import type { Handler } from '../platform/serve';
import type { StoredStaff } from '../platform/tables';
import { personOf } from '../platform/who';
import { countAttempt, forgiveAttempts } from './attempts';
import { bindIdentity } from './bind-identity';
import { verifyPassword } from './password';
import { presentAfterSignIn } from './set-presence';
import { ticketFor } from './ticket';

/** Staff code and password; the phone is bound, the web gets a ticket. */
export const signIn: Handler<'account.signIn'> = async (
  { staffCode, password },
  { caller, now }
) => {
  const { me, channel } = personOf(caller);
  const staff = await verifiedStaff(staffCode, password, now);
  await forgiveAttempts(staffCode);
  if (staff.status === 'disabled') refuse('STAFF_DISABLED');
  if (channel === 'web') {
    const ticket = ticketFor(customUserIdOf(staff));
    await presentAfterSignIn(staff, channel, now);
    return { ticket, staff: viewOf(staff) };
  }
  const bound = await bindIdentity(staff._id, 'openid', me, now);
  const presence = await presentAfterSignIn(bound, channel, now);
  return {
    ticket: null,
    identity: { me, channel, field: 'agentOpenid' },
    staff: viewOf(bound),
    presence,
    serverTime: Date.now(),
  };
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
