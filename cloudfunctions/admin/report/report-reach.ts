import { refuse } from '../../../domain/errors';
import { mustReach, reaches } from '../../../domain/staff/scope';
import { NOBODY } from '../../../domain/values/collections';
import { find, get } from '../../platform/documents';
import type { Actor } from '../../platform/request';

const MOST_STAFF = 1_000;

export interface ReportReach {
  /** Whose numbers; null: of the whole organisation. */
  members: string[] | null;
  /** The team whose numbers he may see as one, or '-'. */
  teamId: string;
}

/** The same, or those of a team. @throws NOT_FOUND, FORBIDDEN */
export async function reachOfReport(
  actor: Actor,
  staffId: string | undefined,
  teamId: string | undefined
): Promise<ReportReach> {
  const { staff, scope } = actor;
  const own = scope === 'own' ? NOBODY : staff.teamId;
  const reached = await membersFor(actor, staffId);
  if (teamId === undefined || staffId !== undefined) {
    return { members: reached, teamId: own };
  }
  if (scope !== 'organisation' && own !== NOBODY && own !== teamId) {
    refuse('FORBIDDEN', `team beyond scope ${scope}`);
  }
  const team = await find('staff', { teamId }, { limit: MOST_STAFF });
  const ids = team.map(({ _id }) => _id);
  const members = ids.filter((id) => reached?.includes(id) ?? true);
  return { members, teamId };
}

/**
 * Whose numbers he sees: whom he asks for, else all in his reach. null: of
 * the whole organisation, what nobody of staff had included.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function membersFor(
  { staff, scope }: Actor,
  staffId: string | undefined
): Promise<string[] | null> {
  if (staffId !== undefined) {
    const one = await get('staff', staffId);
    if (!one) refuse('NOT_FOUND');
    mustReach(scope, staff, { staffId, teamId: one.teamId });
    return [staffId];
  }
  const { teamId } = staff;
  if (scope === 'organisation') return null;
  if (scope === 'own') return [staff._id];
  // Without a team he looks after everybody, as in the records.
  if (teamId === NOBODY) return null;
  const all = await find('staff', { teamId }, { limit: MOST_STAFF });
  return all
    .filter((one) =>
      reaches(scope, staff, { staffId: one._id, teamId: one.teamId })
    )
    .map(({ _id }) => _id);
}
