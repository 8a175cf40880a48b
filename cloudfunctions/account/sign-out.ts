import { seatWithoutStaff } from '../../domain/staff/seat';
import { NOBODY } from '../../domain/values/collections';
import { updateWhere } from '../platform/documents';
import type { Handler } from '../platform/serve';
import { transact } from '../platform/transact';
import { actorOf } from '../platform/request';
import { personOf } from '../platform/who';

/**
 * This phone or this web session is staff no longer. Who already is not has
 * nothing to end; the conversations stay his until somebody hands them over.
 */
export const signOut: Handler<'account.signOut'> = async (_input, request) => {
  const { caller, now } = request;
  const { me, channel } = personOf(caller);
  const staffId = actorOf(request).staff._id;
  const field = channel === 'web' ? 'uid' : 'openid';
  await transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    const seat = await tx.get('seats', me);
    if (staff?.[field] !== me) return;
    await tx.patch('staff', staffId, { [field]: NOBODY });
    // The seat remembers whose it was: signing in again restamps nothing.
    if (seat) await tx.put('seats', me, { ...seatWithoutStaff(seat), staffId });
  });
  await updateWhere(
    'presence',
    { _id: staffId },
    { state: 'offline', lastSeenAt: now }
  );
  return {};
};
