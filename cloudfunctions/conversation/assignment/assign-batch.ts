import type { Made } from '../../../domain/assignment/assign';
import { mayHave } from '../../../domain/assignment/candidate';
import { wishesOver } from '../../../domain/assignment/wait-wish';
import type { Arrival } from '../../../domain/conversation/case';
import { assignPatch } from '../../../domain/conversation/close';
import { identitiesOf } from '../../../domain/staff/seat';
import { cardOf } from '../../../domain/staff/view';
import { command } from '../../platform/cloud';
import type { StoredConversation, StoredStaff } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';
import { autoReplyOnAssigned } from '../reply/auto-reply';
import { wantQueuePush } from './want-queue-push';

export type Pair = Made<Arrival>;

/**
 * Gives these to one member of staff, in one transaction. What changed
 * meanwhile (a customer left, he was disabled or is full) is left out; the
 * load is checked against the document that is written, so it never exceeds
 * the capacity.
 * @returns the conversations that are his now
 */
export function assignBatch(
  staffId: string,
  pairs: readonly Pair[],
  now: number
): Promise<StoredConversation[]> {
  return transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    if (staff?.status !== 'active') return [];
    const his: StoredConversation[] = [];
    for (const pair of pairs) {
      if (staff.load + his.length >= staff.capacity) break;
      const done = await assignOne(tx, pair, staff, now);
      if (done) his.push(done);
    }
    await takeUp(tx, staff, his, pairs.at(-1)?.turn ?? now);
    return his;
  });
}

/** The conversation, its case and its arrival; `takeUp` does the rest. */
export async function assignOne(
  tx: Transaction,
  { waiting, assignment: { why, explanation } }: Pair,
  staff: StoredStaff,
  now: number
): Promise<StoredConversation | null> {
  const conversation = await tx.get('conversations', waiting._id);
  if (conversation?.state !== 'waiting') {
    await tx.remove('arrivals', waiting._id);
    return null;
  }
  const identities = identitiesOf(staff);
  const { teamId } = why === 'duty' || why === 'by-hand' ? staff : waiting;
  const asked = { customer: waiting.customer, teamId };
  if (!mayHave({ identities, teamId: staff.teamId }, asked)) return null;
  const { _id } = conversation;
  const patch = assignPatch(staff, cardOf(staff));
  const after = { ...conversation, ...patch };
  await wantQueuePush(tx, after, now);
  await tx.patch('conversations', _id, {
    ...patch,
    ...wishesOver(conversation),
  });
  await tx.patch('cases', _id, {
    assignedAt: now,
    assignedWhy: why,
    explanation,
    held: command.push([{ staffId: staff._id, at: now }]),
    ...(await autoReplyOnAssigned(tx, after, now)),
  });
  await tx.remove('arrivals', _id);
  return after;
}

/** The keys of all of them, and his load. */
export async function takeUp(
  tx: Transaction,
  staff: StoredStaff,
  his: readonly StoredConversation[],
  lastAssignedAt: number
): Promise<void> {
  if (his.length === 0) return;
  const keys = Object.fromEntries(
    his.map(({ _id, customer }) => [`open.${_id}`, customer])
  );
  for (const identity of identitiesOf(staff)) {
    await tx.patch('seats', identity, keys);
  }
  const load = command.inc(his.length);
  await tx.patch('staff', staff._id, { load, lastAssignedAt });
  await tx.patch('presence', staff._id, { load });
}
