import { refuse } from '../../../domain/errors';
import { mustReach } from '../../../domain/staff/scope';
import { NOBODY } from '../../../domain/values/collections';
import { LIMITS } from '../../../domain/values/limits';
import { audit } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { find, get, removeWhere } from '../../platform/documents';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import type { StoredStaff } from '../../platform/tables';
import { sessionIdOf } from '../sign-in/web-sessions';

export const staffSessions: Handler<'staff.sessions'> = async (
  { staffId },
  request
) => {
  const staff = await reached(staffId, request);
  // One that was never claimed is no browser yet.
  const his = { staffId, expiresAt: command.gt(request.now), uid: USED };
  const found = await find('sessions', his, {
    orderBy: ['accessUntil', 'desc'],
  });
  const { caller } = request;
  const own = caller.kind === 'web' ? sessionIdOf(caller) : null;
  const sessions = found.map(({ _id, createdAt, accessUntil, expiresAt }) => ({
    sessionId: _id,
    createdAt,
    renewedAt: accessUntil - LIMITS.sessionAccessMs,
    expiresAt,
    current: _id === own,
  }));
  return { sessions, phone: staff.openid !== NOBODY };
};

const USED = command.neq(NOBODY);

export const staffEndSession: Handler<'staff.endSession'> = async (
  { staffId, sessionId },
  request
) => {
  await reached(staffId, request);
  const removed = await removeWhere('sessions', { _id: sessionId, staffId });
  if (removed === 0) return { ended: false };
  const by = actorOf(request).staff._id;
  await audit(request, by, 'staff.endSession', staffId, 'one');
  return { ended: true };
};

/** @throws NOT_FOUND, FORBIDDEN */
async function reached(
  staffId: string,
  request: Request
): Promise<StoredStaff> {
  const { staff: by, scope } = actorOf(request);
  const staff = await get('staff', staffId);
  if (!staff) refuse('NOT_FOUND');
  mustReach(scope, by, { staffId, teamId: staff.teamId });
  return staff;
}
