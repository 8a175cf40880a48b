import { identitiesOf, seatWithoutStaff } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import {
  jobFor,
  runJobs,
  type Moved,
} from '../../conversation/assignment/jobs';
import { removeWhere } from '../../platform/documents';
import type { StoredStaff } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';
import { endSessionsOf } from '../sign-in/web-sessions';

/**
 * The hard cut: his seats are empty and every web token belongs to an older
 * generation, so that nothing he ever signed in with does anything any more.
 * @returns what the caller must patch into his record
 */
export async function cutOff(
  tx: Transaction,
  staff: StoredStaff,
  now: number
): Promise<Pick<StoredStaff, 'uidGeneration' | 'openid' | 'uid'>> {
  await emptySeats(tx, staff);
  await tx.patch('presence', staff._id, { state: 'offline', lastSeenAt: now });
  const job = jobFor('readdress', staff._id, now);
  await tx.put('jobs', job.id, job.fields);
  const uidGeneration = staff.uidGeneration + 1;
  return { uidGeneration, openid: NOBODY, uid: NOBODY };
}

/**
 * What follows, and may be done again: his sessions are worth nothing since
 * the cut, here they go; his conversations lose his addresses.
 * @returns how many sessions ended, and what became of his conversations
 */
export async function clearAway(
  staffId: string
): Promise<Moved & { ended: number }> {
  const ended = await endSessionsOf(staffId);
  await removeWhere('challenges', { staffId });
  return { ended, ...(await runJobs(staffId)) };
}

/** They remember whose they were, so that he hears that he is disabled. */
async function emptySeats(tx: Transaction, staff: StoredStaff): Promise<void> {
  for (const identity of identitiesOf(staff)) {
    const seat = await tx.get('seats', identity);
    if (!seat) continue;
    const staffId = staff._id;
    await tx.put('seats', identity, { ...seatWithoutStaff(seat), staffId });
  }
}
