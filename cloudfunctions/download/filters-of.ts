import { queryLine } from '../../domain/download/query-words';
import type { RecordQuery } from '../../domain/record/query';
import { get } from '../platform/documents';

/** The filters of a query as a line, by today's names; '' for none. */
export async function filtersOf(
  query: RecordQuery,
  timeZone: string
): Promise<string> {
  const { staffId, teamId } = query;
  const staff = staffId ? await get('staff', staffId) : null;
  const team = teamId ? await get('teams', teamId) : null;
  const names = { staff: staff?.name ?? '', team: team?.name ?? '' };
  return queryLine(query, names, timeZone);
}
