import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import { refuse } from '../../../domain/errors';
import type { Session, SessionView } from '../../../domain/session/schema';
import { mustReach } from '../../../domain/staff/scope';
import { NOBODY } from '../../../domain/values/collections';
import { LIMITS } from '../../../domain/values/limits';
import { namesOf } from '../../admin/names';
import { audit } from '../../platform/audit';
import { command } from '../../platform/cloud';
import { find, get, removeWhere } from '../../platform/documents';
import { allOf, pageAfter } from '../../platform/filters';
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
  const sessions = found.map(viewFor(request));
  return { sessions, phone: staff.openid !== NOBODY };
};

export const staffAllSessions: Handler<'staff.allSessions'> = async (
  { after },
  request
) => {
  const living = { expiresAt: command.gt(request.now), uid: USED };
  const found = await find(
    'sessions',
    allOf([living, ...pageAfter(after, 'expiresAt', '_id')]),
    {
      orderBy: ['expiresAt', 'desc'],
      thenBy: ['_id', 'desc'],
      limit: PAGE_ROWS + 1,
    }
  );
  const { page, next } = pageOf(found, ({ expiresAt, _id }) => ({
    at: expiresAt,
    id: _id,
  }));
  const names = await namesOf(page.map(({ staffId }) => staffId));
  const view = viewFor(request);
  const sessions = page.map((one) => ({
    ...view(one),
    staffId: one.staffId,
    name: names.get(one.staffId) ?? '',
  }));
  return { sessions, next };
};

const USED = command.neq(NOBODY);

/** As whoever asks sees one. */
function viewFor({ caller }: Request): (session: Session) => SessionView {
  const own = caller.kind === 'web' ? sessionIdOf(caller) : null;
  return ({ _id, device, createdAt, accessUntil, expiresAt }) => ({
    sessionId: _id,
    // Sessions of before this was noted have none.
    device: device ?? '',
    createdAt,
    renewedAt: accessUntil - LIMITS.sessionAccessMs,
    expiresAt,
    current: _id === own,
  });
}

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
