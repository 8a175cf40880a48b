import { refuse } from '../../../domain/errors';
import { isAbout, type Complaint } from '../../../domain/safety/complaint';
import type { Settled } from '../../../domain/safety/complaint-row';
import { NOBODY } from '../../../domain/values/collections';
import { auditIn } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf, type Actor } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { namesOf } from '../names';
import { reachOf } from '../reach';

/** The first who settles it stays on record. */
export const recordSettleComplaint: Handler<'record.settleComplaint'> = async (
  { complaintId },
  request
) => {
  const actor = actorOf(request);
  const by = actor.staff._id;
  const found = await get('complaints', complaintId);
  await mustReachComplaint(found ?? refuse('NOT_FOUND'), actor);
  const { at, staffId } = await transact(async (tx) => {
    const current = await tx.get('complaints', complaintId);
    const { settledAt, settledBy, conversationId } =
      current ?? refuse('NOT_FOUND');
    if (settledAt) return { at: settledAt, staffId: settledBy ?? '' };
    const at = request.now;
    await tx.patch('complaints', complaintId, { settledAt: at, settledBy: by });
    const action = 'record.settleComplaint';
    await auditIn(tx, request, by, action, conversationId, current?.by);
    return { at, staffId: by };
  });
  const settled: Settled = {
    at,
    name: (await namesOf([staffId])).get(staffId) ?? '',
  };
  return { settled };
};

/** @throws FORBIDDEN */
async function mustReachComplaint(
  complaint: Complaint,
  actor: Actor
): Promise<void> {
  const { staffIds } = await reachOf(actor);
  const { staffId } = complaint;
  if (staffIds && staffId !== NOBODY && !staffIds.includes(staffId)) {
    refuse('FORBIDDEN', `beyond scope ${actor.scope}`);
  }
  if (isAbout(complaint, actor.staff._id)) {
    refuse('FORBIDDEN', 'the complaint is about him');
  }
}
