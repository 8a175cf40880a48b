import { refuse } from '../../../domain/errors';
import { meansHolder, type RecordQuery } from '../../../domain/record/query';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find, get, type Loose } from '../../platform/documents';
import type { Actor } from '../../platform/request';
import { reachOf } from '../reach';

const MOST_STAFF = 1_000;

/** Where a query may look, and for whom. */
export interface RecordReach {
  /** A filter of conversations. */
  conversations: Loose;
  /** Of whose work it asks at the time it means; null: it does not say. */
  whose: ReadonlySet<string> | null;
}

/**
 * What he may see of what a query asks for.
 * @throws FORBIDDEN where that member, team or code is beyond his scope
 */
export async function recordReach(
  actor: Actor,
  query: RecordQuery
): Promise<RecordReach> {
  const { staffId, teamId, codeId } = query;
  const reach = await reachOf(actor);
  const { staffIds } = reach;
  if (staffId !== undefined && staffIds?.includes(staffId) === false) {
    refuse('FORBIDDEN', `beyond scope ${actor.scope}`);
  }
  if (codeId !== undefined) await mustReachCode(codeId, staffIds);
  const team = teamId === undefined ? null : await membersOf(teamId, actor);
  if (staffId === undefined && team === null) {
    return { conversations: reach.conversations, whose: null };
  }
  const asked = staffId === undefined ? (team ?? []) : [staffId];
  const whose = asked.filter(
    (one) => (team?.includes(one) ?? true) && (staffIds?.includes(one) ?? true)
  );
  // Of a time before, somebody else may have had it: that is looked at.
  const conversations = meansHolder(query)
    ? { ...reach.conversations, staffId: command.in(some(whose)) }
    : reach.conversations;
  return { conversations, whose: new Set(whose) };
}

/** A list that is never empty; '' is nobody's id. */
const some = (ids: string[]) => (ids.length > 0 ? ids : ['']);

async function membersOf(teamId: string, { staff, scope }: Actor) {
  const free = scope === 'team' && staff.teamId === NOBODY;
  const his = scope === 'team' && staff.teamId === teamId;
  if (scope !== 'organisation' && !free && !his) {
    refuse('FORBIDDEN', `team beyond scope ${scope}`);
  }
  const members = await find('staff', { teamId }, { limit: MOST_STAFF });
  return members.map(({ _id }) => _id);
}

async function mustReachCode(
  codeId: string,
  staffIds: readonly string[] | null
): Promise<void> {
  if (codeId === NOBODY) return;
  const code = await get('codes', codeId);
  if (!code) refuse('NOT_FOUND');
  if (staffIds?.includes(code.staffId) === false) {
    refuse('FORBIDDEN', 'code beyond scope');
  }
}
