import { seatWithoutStaff } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import type { Caller } from '../../platform/caller';
import { command } from '../../platform/cloud';
import { count, removeById, updateWhere } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { actorOf } from '../../platform/request';
import { personOf } from '../../platform/who';
import { sessionIdOf } from './web-sessions';

/**
 * This phone or this web session is staff no longer. Who already is not has
 * nothing to end; the conversations stay his until somebody hands them over.
 */
export const signOut: Handler<'account.signOut'> = async (_input, request) => {
  const { caller, now } = request;
  const { me, channel } = personOf(caller);
  const staffId = actorOf(request).staff._id;
  if (await worksElsewhere(caller, staffId, now)) return {};
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

/**
 * Ends this web session. Two browsers of one person have the same uid and
 * seat: while the other one works, the seat stays.
 */
async function worksElsewhere(
  caller: Caller,
  staffId: string,
  now: number
): Promise<boolean> {
  const sessionId = caller.kind === 'web' ? sessionIdOf(caller) : null;
  if (!sessionId) return false;
  await removeById('sessions', sessionId);
  const accessHash = command.neq(NOBODY);
  const expiresAt = command.gt(now);
  return (await count('sessions', { staffId, accessHash, expiresAt })) > 0;
}
