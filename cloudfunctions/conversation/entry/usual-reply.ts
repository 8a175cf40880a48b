import { dayOf } from '../../../domain/rollup/day';
import { unpacked } from '../../../domain/rollup/packed';
import type { Rollup } from '../../../domain/rollup/schema';
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

type Days = readonly Pick<Rollup, 'staff'>[];

let known: Days = [];
let readAt = Number.NEGATIVE_INFINITY;

/**
 * Within how many minutes this member of staff usually answers, from the
 * numbers of the last days; one read in ten minutes, whoever asks.
 */
export async function usualReplyOf(
  staffId: string,
  now: number
): Promise<number | null> {
  const days = await lastDays(now);
  return usualReplyMinutes(days.map(({ staff }) => unpacked(staff[staffId])));
}

async function lastDays(now: number): Promise<Days> {
  if (Math.abs(now - readAt) < FRESH_MS) return known;
  const { timeZone } = (await settings()).hours;
  const since = addDays(dayOf(timeZone, now), -USUAL_DAYS);
  const found = await find(
    'rollups',
    { date: command.gte(since) },
    { orderBy: ['date', 'desc'], limit: USUAL_DAYS }
  );
  // Only what is asked for stays in memory.
  known = found.map(({ staff }) => ({ staff }));
  readAt = now;
  return known;
}
