import { dayOf } from '../../../domain/rollup/day';
import { unpacked } from '../../../domain/rollup/packed';
import {
  USUAL_DAYS,
  usualReplyMinutes,
} from '../../../domain/rollup/usual-reply';
import { addDays } from '../../../domain/settings/hours';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { settings } from '../../platform/settings';

/** The numbers change once a day, late in the night. */
const FRESH_MS = 10 * 60_000;
/** Whoever had more staff than this would only read more often. */
const MOST_KEPT = 500;

interface Known {
  at: number;
  minutes: number | null;
}
const known = new Map<string, Known>();

/**
 * Within how many minutes this member of staff usually answers, from the
 * numbers of the last days; one read in ten minutes for each of them.
 */
export async function usualReplyOf(
  staffId: string,
  now: number
): Promise<number | null> {
  const kept = known.get(staffId);
  if (kept && Math.abs(now - kept.at) < FRESH_MS) return kept.minutes;
  const { timeZone } = (await settings()).hours;
  const since = addDays(dayOf(timeZone, now), -USUAL_DAYS);
  const days = await find(
    'rollups',
    { date: command.gte(since) },
    {
      orderBy: ['date', 'desc'],
      limit: USUAL_DAYS,
      fields: [`staff.${staffId}`],
    }
  );
  const his = days.map(({ staff }) => unpacked(staff?.[staffId]));
  const minutes = usualReplyMinutes(his);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(staffId, { at: now, minutes });
  return minutes;
}
