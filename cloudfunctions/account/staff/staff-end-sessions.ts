import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { audit } from '../../platform/audit';
import { get, removeWhere } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { clearAway, cutOff } from './cut-off';
import { endSessionsOf } from '../sign-in/web-sessions';

/** For a lost laptop the sessions, for a lost phone everything. */
export const staffEndSessions: Handler<'staff.endSessions'> = async (
  { staffId, everywhere },
  request
) => {
  const { staff: by, scope } = actorOf(request);
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  mustReach(scope, by, { staffId, teamId: staff.teamId });
  const ended = everywhere
    ? await cutEverything(staffId, request.now)
    : await endSessionsOf(staffId);
  if (!everywhere) await removeWhere('challenges', { staffId });
  const how = everywhere ? 'everywhere' : 'web';
  await audit(request, by._id, 'staff.endSessions', staffId, how);
  return { ended };
};

async function cutEverything(staffId: string, now: number): Promise<number> {
  await transact(async (tx) => {
    const staff = await tx.get('staff', staffId);
    if (!staff) refuse('NOT_FOUND');
    await tx.patch('staff', staffId, await cutOff(tx, staff, now));
  });
  return (await clearAway(staffId)).ended;
}
