import { refuse } from '../../../domain/errors';
import { mustReach, reaches } from '../../../domain/staff/scope';
import { find, get } from '../../platform/documents';
import type { Actor } from '../../platform/request';

const MOST_STAFF = 1_000;

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
  if (scope === 'organisation') return null;
  if (scope === 'own') return [staff._id];
  const all = await find('staff', {}, { limit: MOST_STAFF });
  return all
    .filter(({ _id, teamId }) =>
      reaches(scope, staff, { staffId: _id, teamId })
    )
    .map(({ _id }) => _id);
}
