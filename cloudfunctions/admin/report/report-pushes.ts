import { refuse } from '../../../domain/errors';
import {
  countLines,
  totalOf,
  type PushLine,
} from '../../../domain/push/statistics';
import { dayAt, dayOf } from '../../../domain/rollup/day';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { actorOf, type Actor } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';

const PAGE = 1000;
const DAY_MS = 24 * 60 * 60_000;
const MOST_DAYS = 93;

/** Counted from the rows themselves, a day after the other. */
export const reportPushes: Handler<'report.pushes'> = async (
  { from, to },
  request
) => {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1 || days > MOST_DAYS) {
    refuse('INVALID_INPUT', 'days', { field: 'to' });
  }
  const { timeZone } = (await settings()).hours;
  const staffIds = await staffInReach(actorOf(request));
  const lines = new Map<string, PushLine>();
  const begin = dayAt(timeZone, from).from;
  const end = dayAt(timeZone, to).to;
  for (let skip = 0; ; skip += PAGE) {
    const rows = await find(
      'pushes',
      {
        createdAt: command.gte(begin).and(command.lt(end)),
        ...(staffIds && { staffId: command.in(staffIds) }),
      },
      {
        orderBy: ['createdAt', 'asc'],
        thenBy: ['_id', 'asc'],
        skip,
        limit: PAGE,
      }
    );
    for (const row of rows) {
      countLines(lines, dayOf(timeZone, row.createdAt), row);
    }
    if (rows.length < PAGE) break;
  }
  const all = [...lines.values()];
  return { lines: all, total: totalOf(all) };
};

/** null: everybody's. A supervisor without a team looks after everybody. */
async function staffInReach({ staff, scope }: Actor): Promise<string[] | null> {
  const { teamId } = staff;
  if (scope === 'organisation' || teamId === NOBODY) return null;
  const team = await find('staff', { teamId }, { limit: PAGE });
  return team.map(({ _id }) => _id);
}
