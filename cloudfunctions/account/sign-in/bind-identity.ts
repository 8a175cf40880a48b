import { STALE } from '../../../domain/conversation/close';
import { refuse } from '../../../domain/errors';
import {
  seatForStaff,
  seatWithoutStaff,
  type OpenKeys,
  type Seat,
} from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import { jobFor, runJobs } from '../../conversation/assignment/jobs';
import { find, updateWhere } from '../../platform/documents';
import type { StoredStaff } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';

export type IdentityField = 'openid' | 'uid';

/** The field of messages that carries this kind of identity. */
const STAMP = { openid: 'agentOpenid', uid: 'agentUid' } as const;
/** More than anybody's capacity. */
const MOST_OPEN = 300;

/**
 * Gives a member of staff this phone or this web session, in place of the one
 * he had, and takes it from whoever had it before.
 * @throws OWN_CUSTOMER where he would become the customer of himself
 */
export async function bindIdentity(
  staffId: string,
  field: IdentityField,
  identity: string,
  now: number
): Promise<StoredStaff> {
  const { staff, previous } = await transact(async (tx) => {
    const before = await tx.get('staff', staffId);
    if (!before) refuse('UNAUTHENTICATED', 'staff is gone');
    if (before.status === 'disabled') refuse('STAFF_DISABLED');
    const seat = await tx.get('seats', identity);
    if (before[field] === identity && seat?.staffId === staffId) {
      return { staff: before, previous: null };
    }
    const held = await heldBy(before._id);
    if (Object.values(held).includes(identity)) refuse('OWN_CUSTOMER');
    const evicted = await evict(tx, seat, staffId, field, now);
    await leaveOldSeat(tx, before, field);
    await tx.put('seats', identity, seatForStaff(staffId, seat, held));
    await tx.patch('staff', staffId, { [field]: identity });
    const job = jobFor('readdress', staffId, now);
    await tx.put('jobs', job.id, job.fields);
    return { staff: { ...before, [field]: identity }, previous: evicted };
  });
  if (previous) await forgetAddress(field, identity, { previous, staffId });
  await runJobs(staffId);
  return staff;
}

/**
 * His open conversations. Asked after the transaction has read him: whoever
 * assigns or closes meanwhile writes him too, and one of us fails.
 */
async function heldBy(staffId: string): Promise<OpenKeys> {
  const open = await find(
    'conversations',
    { staffId, state: 'active' },
    { limit: MOST_OPEN }
  );
  return Object.fromEntries(open.map(({ _id, customer }) => [_id, customer]));
}

/** @returns who had this identity before, or null */
async function evict(
  tx: Transaction,
  seat: Seat | null,
  staffId: string,
  field: IdentityField,
  now: number
): Promise<string | null> {
  const before = seat?.staffId;
  if (!seat || !before || before === staffId) return null;
  const other = await tx.get('staff', before);
  if (other?.[field] === seat._id) {
    await tx.patch('staff', before, { [field]: NOBODY });
  }
  const job = jobFor('readdress', before, now);
  await tx.put('jobs', job.id, job.fields);
  return before;
}

async function leaveOldSeat(
  tx: Transaction,
  staff: StoredStaff,
  field: IdentityField
): Promise<void> {
  const old = staff[field] === NOBODY ? null : staff[field];
  const seat = old ? await tx.get('seats', old) : null;
  if (!old || !seat) return;
  await tx.put('seats', old, { ...seatWithoutStaff(seat), staffId: staff._id });
}

/**
 * The new owner must not read his predecessor's conversations by address.
 * His own from an earlier time with the same identity are stamped anew.
 */
async function forgetAddress(
  field: IdentityField,
  identity: string,
  { previous, staffId }: { previous: string; staffId: string }
): Promise<void> {
  const stamp = STAMP[field];
  await updateWhere('messages', { [stamp]: identity }, { [stamp]: NOBODY });
  await updateWhere('cursors', { [stamp]: identity }, { [stamp]: NOBODY });
  await updateWhere(
    'conversations',
    { staffId, [stamp]: identity },
    { stamped: STALE }
  );
  await runJobs(previous);
}
