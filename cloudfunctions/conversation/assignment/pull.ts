import { mayHave } from '../../../domain/assignment/candidate';
import type { Arrival } from '../../../domain/conversation/case';
import { refuse } from '../../../domain/errors';
import { identitiesOf } from '../../../domain/staff/seat';
import { get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';
import { assignBatch } from './assign-batch';
import { PAGE, queueFrom } from './queue-from';
import { stampAssigned } from './stamp-assigned';

/**
 * An agent takes the next one himself: whatever he is, and outside the hours
 * too, but never more than he may have.
 */
export const pull: Handler<'desk.pull'> = async (_input, request) => {
  const { staff } = actorOf(request);
  if (staff.load >= staff.capacity) refuse('CAPACITY_REACHED');
  for (let skip = 0; ; skip += PAGE) {
    const page = await queueFrom(skip);
    for (const waiting of page) {
      const taken = await take(staff, waiting, request.now);
      if (taken) return { conversation: await get('conversations', taken) };
    }
    if (page.length < PAGE) return { conversation: null };
  }
};

/** @throws CAPACITY_REACHED where he got full meanwhile */
async function take(
  staff: StoredStaff,
  waiting: Arrival,
  now: number
): Promise<string | null> {
  const he = { identities: identitiesOf(staff), teamId: staff.teamId };
  if (!mayHave(he, waiting)) return null;
  const assignment = {
    staffId: staff._id,
    why: 'pulled' as const,
    explanation: `taken by himself, load ${staff.load} of ${staff.capacity}`,
  };
  const pair = { waiting, assignment, turn: now };
  const [taken] = await assignBatch(staff._id, [pair], now);
  if (!taken) return refuseIfFull(staff._id);
  await stampAssigned([taken]);
  return taken._id;
}

async function refuseIfFull(staffId: string): Promise<null> {
  const staff = await get('staff', staffId);
  if (!staff || staff.load >= staff.capacity) refuse('CAPACITY_REACHED');
  return null;
}
