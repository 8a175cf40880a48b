import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { handOverAll } from '../../conversation/assignment/hand-over-all';
import { requeueAll } from '../../conversation/assignment/requeue';
import { audit } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf, type Actor } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';

/** Called again it goes on with what is left. */
export const staffHandOver: Handler<'staff.handOver'> = async (
  { fromStaffId, toStaffId },
  request
) => {
  const actor = actorOf(request);
  if (fromStaffId === toStaffId) refuse('INVALID_INPUT', 'to himself');
  const from = await reached(actor, fromStaffId);
  const to = toStaffId ? await reached(actor, toStaffId) : null;
  const wish = to && { from, to, by: actor.staff };
  const handed = wish ? await handOverAll(wish, request.now) : 0;
  const requeued = await requeueAll(from._id);
  const detail = `to ${toStaffId ?? 'the queue'}: ${handed}, requeued ${requeued}`;
  await audit(request, actor.staff._id, 'staff.handOver', from._id, detail);
  return { handed, requeued };
};

async function reached(
  { staff, scope }: Actor,
  staffId: string
): Promise<StoredStaff> {
  const found = await get('staff', staffId);
  if (!found) refuse('NOT_FOUND');
  mustReach(scope, staff, { staffId, teamId: found.teamId });
  return found;
}
