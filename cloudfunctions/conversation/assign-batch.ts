import type { Arrival } from '../../domain/conversation/case';
import { assignPatch } from '../../domain/conversation/close';
import type { Conversation } from '../../domain/conversation/schema';
import type { Assignment } from '../../domain/staff/assign';
import { identitiesOf } from '../../domain/staff/seat';
import { cardOf } from '../../domain/staff/view';
import { command } from '../platform/cloud';
import type { StoredStaff } from '../platform/tables';
import { transact, type Transaction } from '../platform/transact';

export interface Pair {
  waiting: Arrival;
  assignment: Assignment;
}

/**
 * Makes the assignments true in one transaction. What changed meanwhile (he
 * left, the agent was disabled or is full) is left out; the load is checked
 * against the document that is written, so it never exceeds the capacity.
 * @returns the conversations that were assigned
 */
export function assignBatch(
  pairs: readonly Pair[],
  now: number
): Promise<Conversation[]> {
  return transact(async (tx) => {
    const staff = new Map<string, StoredStaff | null>();
    const taken = new Map<string, number>();
    const assigned: Conversation[] = [];
    for (const pair of pairs) {
      const { staffId } = pair.assignment;
      if (!staff.has(staffId))
        staff.set(staffId, await tx.get('staff', staffId));
      const member = staff.get(staffId) ?? null;
      const already = taken.get(staffId) ?? 0;
      const done = await assignOne(tx, pair, member, already, now);
      if (!done) continue;
      taken.set(staffId, already + 1);
      assigned.push(done);
    }
    for (const [staffId, more] of taken) {
      const load = command.inc(more);
      await tx.patch('staff', staffId, { load, lastAssignedAt: now });
      await tx.patch('presence', staffId, { load });
    }
    return assigned;
  });
}

async function assignOne(
  tx: Transaction,
  { waiting, assignment }: Pair,
  staff: StoredStaff | null,
  already: number,
  now: number
): Promise<Conversation | null> {
  const conversation = await tx.get('conversations', waiting._id);
  if (conversation?.state !== 'waiting') {
    await tx.remove('arrivals', waiting._id);
    return null;
  }
  if (!staff || !canStillTake(staff, already, waiting)) return null;
  const { _id, customer, stamped } = conversation;
  const patch = assignPatch(staff, stamped, cardOf(staff));
  await tx.patch('conversations', _id, patch);
  for (const identity of identitiesOf(staff)) {
    await tx.patch('seats', identity, { [`open.${_id}`]: customer });
  }
  await tx.patch('cases', _id, {
    assignedAt: now,
    assignedWhy: assignment.why,
    explanation: assignment.explanation,
  });
  await tx.remove('arrivals', _id);
  return { ...conversation, ...patch };
}

function canStillTake(
  staff: StoredStaff,
  already: number,
  { customer }: Arrival
): boolean {
  const identities = identitiesOf(staff);
  return (
    staff.status === 'active' &&
    staff.load + already < staff.capacity &&
    identities.length > 0 &&
    !identities.includes(customer)
  );
}
