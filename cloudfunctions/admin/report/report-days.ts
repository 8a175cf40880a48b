import type { OutputOf } from '../../../domain/actions/index';
import { refuse } from '../../../domain/errors';
import { dayAt, dayOf, daysBetween } from '../../../domain/rollup/day';
import {
  addNumbers,
  figuresOf,
  noNumbers,
} from '../../../domain/rollup/numbers';
import { ALL, type Numbers } from '../../../domain/rollup/schema';
import type { Settings } from '../../../domain/settings/schema';
import { tallyDay } from '../../clock/tally-day';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { namesOf } from '../names';
import { membersFor } from './report-reach';

const MOST_DAYS = 93;
const ROWS = 1_000;
/** The function is ended after 20 seconds. */
const COUNTING_MS = 10_000;

type Report = OutputOf<'report.range'>;
/** By staffId and 'all'. */
interface CountedDay {
  date: string;
  whole: boolean;
  rows: Record<string, Numbers>;
}

export const reportDay: Handler<'report.day'> = async (
  { date, staffId },
  request
) => {
  const rules = await settings();
  const day = date ?? dayOf(rules.hours.timeZone, request.now);
  const range = { from: day, to: day, ...(staffId && { staffId }) };
  return reportRange(range, request);
};

/** What is over is read, today is counted. */
export const reportRange: Handler<'report.range'> = async (
  { from, to, staffId },
  request
) => {
  const rules = await settings();
  const today = dayOf(rules.hours.timeZone, request.now);
  const dates = daysOf(from, to, today);
  const members = await membersFor(actorOf(request), staffId);
  const days = await countedDays(dates, today, rules, request.now);
  return reportOf(days, members);
};

function daysOf(from: string, to: string, today: string): string[] {
  const last = to < today ? to : today;
  const span = (Date.parse(last) - Date.parse(from)) / 86_400_000;
  if (from > to || span >= MOST_DAYS) {
    refuse('INVALID_INPUT', 'range', { field: 'from' });
  }
  return daysBetween(from, last);
}

async function countedDays(
  dates: readonly string[],
  today: string,
  rules: Settings,
  now: number
): Promise<CountedDay[]> {
  const stored = await storedRows(dates);
  const until = Date.now() + COUNTING_MS;
  const days: CountedDay[] = [];
  for (const date of dates) {
    const rows = stored.get(date);
    const counted =
      rows && date !== today
        ? { date, whole: true, rows }
        : await countNow(date, today, rules, now, until);
    days.push(counted);
  }
  return days;
}

/** Today, and a day that the nightly work has not come to yet. */
async function countNow(
  date: string,
  today: string,
  rules: Settings,
  now: number,
  until: number
): Promise<CountedDay> {
  const kept = dayOf(
    rules.hours.timeZone,
    now - rules.records.retentionDays * 86_400_000
  );
  if (date > today || date < kept) return { date, whole: true, rows: {} };
  const day = dayAt(rules.hours.timeZone, date);
  const { tally, after } = await tallyDay(day, rules, now, until);
  return { date, whole: after === null, rows: tally };
}

async function storedRows(
  dates: readonly string[]
): Promise<Map<string, Record<string, Numbers>>> {
  const days = new Map<string, Record<string, Numbers>>();
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return days;
  const date = command.gte(first).and(command.lte(last));
  for (let skip = 0; ; skip += ROWS) {
    const rows = await find(
      'rollups',
      { date },
      { orderBy: ['_id', 'asc'], skip, limit: ROWS }
    );
    for (const row of rows) {
      const day = { ...days.get(row.date), [row.staffId]: row.numbers };
      days.set(row.date, day);
    }
    if (rows.length < ROWS) return days;
  }
}

async function reportOf(
  days: readonly CountedDay[],
  members: readonly string[] | null
): Promise<Report> {
  const whose = members ?? [ALL];
  const ofDay = ({ rows }: CountedDay) => sumOf(whose.map((one) => rows[one]));
  const ids = new Set(days.flatMap(({ rows }) => Object.keys(rows)));
  const shown = [...ids].filter((id) => members?.includes(id) ?? id !== ALL);
  const names = await namesOf(shown);
  return {
    days: days.map((day) => ({
      date: day.date,
      whole: day.whole,
      ...counted(ofDay(day)),
    })),
    total: counted(sumOf(days.map(ofDay))),
    staff: shown.sort().map((staffId) => ({
      staffId,
      name: names.get(staffId) ?? '',
      ...counted(sumOf(days.map(({ rows }) => rows[staffId]))),
    })),
  };
}

function sumOf(all: readonly (Numbers | undefined)[]): Numbers {
  return all.reduce<Numbers>(
    (sum, one) => (one ? addNumbers(sum, one) : sum),
    noNumbers()
  );
}

function counted(numbers: Numbers) {
  return { numbers, figures: figuresOf(numbers) };
}
