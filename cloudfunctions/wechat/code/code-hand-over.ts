import { refuse } from '../../../domain/errors';
import { mayAnswer } from '../../../domain/staff/presence';
import { auditIn } from '../../platform/audit';
import { updateWhere } from '../../platform/documents';
import { rebind } from '../../platform/rebind';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { Job } from '../../platform/tables';
import { transact } from '../../platform/transact';
import { reachedStaff } from './codes';

/**
 * Leaves a job and begins it at once: dead in the middle, a sweep goes on,
 * and so does whoever asks again.
 */
export const codeHandOver: Handler<'code.handOver'> = async (
  { fromStaffId, toStaffId },
  request
) => {
  const actor = actorOf(request);
  await reachedStaff(actor, fromStaffId);
  // All of it is there already.
  if (fromStaffId === toStaffId) return { codes: 0, customers: 0, done: true };
  const to = await reachedStaff(actor, toStaffId);
  if (to.status !== 'active' || !mayAnswer(to.role)) refuse('NOT_FOUND');
  const by = actor.staff._id;
  const fields: Omit<Job, '_id'> = {
    kind: 'rebind',
    staffId: fromStaffId,
    toStaffId,
    by,
    createdAt: request.now,
  };
  const id = `rebind.${fromStaffId}`;
  await transact(async (tx) => {
    await tx.put('jobs', id, fields);
    const what = [
      request,
      by,
      'code.handOver',
      fromStaffId,
      toStaffId,
    ] as const;
    await auditIn(tx, ...what);
  });
  // What is still on its way to him goes on to the next.
  const passing = { kind: 'rebind', toStaffId: fromStaffId };
  await updateWhere('jobs', passing, { toStaffId });
  return rebind({ _id: id, ...fields });
};
