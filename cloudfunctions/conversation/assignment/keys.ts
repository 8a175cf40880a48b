import type { Conversation } from '../../../domain/conversation/schema';
import { identitiesOf } from '../../../domain/staff/seat';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import type { StoredStaff } from '../../platform/tables';
import type { Transaction } from '../../platform/transact';

/** He may speak in it, and has one conversation more. */
export async function giveKeys(
  tx: Transaction,
  { _id, customer }: Conversation,
  staff: StoredStaff,
  now: number
): Promise<void> {
  for (const identity of identitiesOf(staff)) {
    await tx.patch('seats', identity, { [`open.${_id}`]: customer });
  }
  const load = command.inc(1);
  await tx.patch('staff', staff._id, { load, lastAssignedAt: now });
  await tx.patch('presence', staff._id, { load });
}

/** Whoever has it may not speak in it any more, and has one less. */
export async function takeKeys(
  tx: Transaction,
  { _id, staffId }: Conversation
): Promise<void> {
  const staff = staffId === NOBODY ? null : await tx.get('staff', staffId);
  if (!staff) return;
  for (const identity of identitiesOf(staff)) {
    await tx.patch('seats', identity, { [`open.${_id}`]: command.remove() });
  }
  const load = command.inc(-1);
  await tx.patch('staff', staffId, { load });
  await tx.patch('presence', staffId, { load });
}
