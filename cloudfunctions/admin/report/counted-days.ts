import { dayAt, dayOf, daysBetween } from '../../../domain/rollup/day';
import type { Period } from '../../../domain/rollup/period';
import type { Rollup } from '../../../domain/rollup/schema';
import { addDays } from '../../../domain/settings/hours';
import type { Settings } from '../../../domain/settings/schema';
import { dayDocument } from '../../clock/day-document';
import { tallyDay } from '../../clock/tally-day';
import { lateDays } from '../../clock/tasks/rollup';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';

const MOST = 100;
/** The function is ended after 20 seconds. */
const COUNTING_MS = 10_000;

export interface CountedDay {
  date: string;
  /** False: there was not the time to count all of it. */
  whole: boolean;
  /** null: nothing was ever counted for it. */
  rows: Partial<Rollup> | null;
}

/**
 * One document for each day that the nightly work has counted; later days,
 * today among them, from raw data.
 */
export async function countedDays(
  { from, to }: Period,
  fields: readonly string[],
  rules: Settings,
  now: number
): Promise<CountedDay[]> {
  const stored = await find(
    'rollups',
    { date: command.gte(from).and(command.lte(to)) },
    { orderBy: ['date', 'asc'], limit: MOST, fields }
  );
  const byDate = new Map(stored.map((one) => [one.date, one]));
  const today = dayOf(rules.hours.timeZone, now);
  const open = await firstOpenDay(today, rules);
  const until = Date.now() + COUNTING_MS;
  const days: CountedDay[] = [];
  for (const date of daysBetween(from, to)) {
    const rows = byDate.get(date) ?? null;
    const over = date < open && date !== today;
    const whole = { date, whole: true, rows };
    days.push(over ? whole : await countNow(date, rules, now, until));
  }
  return days;
}

/** The first day that no nightly work has counted yet. */
async function firstOpenDay(today: string, rules: Settings): Promise<string> {
  const [last] = await find(
    'rollups',
    {},
    { orderBy: ['date', 'desc'], limit: 1, fields: ['date'] }
  );
  if (last) return addDays(last.date, 1);
  return addDays(today, -lateDays(rules));
}

async function countNow(
  date: string,
  rules: Settings,
  now: number,
  until: number
): Promise<CountedDay> {
  const day = dayAt(rules.hours.timeZone, date);
  const { tally, after } = await tallyDay(day, rules, now, until);
  return {
    date,
    whole: after === null,
    rows: await dayDocument(date, tally),
  };
}
