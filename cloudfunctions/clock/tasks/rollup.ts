import * as z from 'zod';
import { dayAt, dayOf } from '../../../domain/rollup/day';
import {
  packedTally,
  unpackedTally,
} from '../../../domain/rollup/day-document';
import { addDays } from '../../../domain/settings/hours';
import type { Settings } from '../../../domain/settings/schema';
import { find } from '../../platform/documents';
import { dayDocument } from '../day-document';
import { putRow } from '../put-row';
import { tallyDay, type DayProgress } from '../tally-day';
import type { Progress, Task, Turn } from '../task';

const DAY_HOURS = 24;
/** What changes late, such as a rating, still gets into its day. */
const LATE_DAYS = 3;

const Cursor = z.object({
  date: z.string(),
  tally: z.record(z.string(), z.array(z.number())),
  after: z.string().nullable(),
});

/** The numbers of the days that are over, from raw data. */
export const rollup: Task = { every: 'day', run };

async function run({ now, until, settings, cursor }: Turn): Promise<Progress> {
  const { timeZone } = settings.hours;
  const today = dayOf(timeZone, now);
  const begun = Cursor.safeParse(cursor).data;
  let date = begun?.date ?? (await firstDay(today, settings));
  let progress: DayProgress = begun
    ? { tally: unpackedTally(begun.tally), after: begun.after }
    : { tally: {}, after: '' };
  let days = 0;
  while (date < today) {
    const day = dayAt(timeZone, date);
    const { tally, after } = progress;
    progress = await tallyDay(day, settings, now, until, { tally, after });
    if (progress.after !== null) {
      const { tally, after } = progress;
      const kept = { date, tally: packedTally(tally), after };
      return { cursor: kept, counts: { days } };
    }
    const { _id, ...fields } = await dayDocument(date, progress.tally);
    await putRow('rollups', _id, fields);
    days += 1;
    date = addDays(date, 1);
    progress = { tally: {}, after: '' };
  }
  return { cursor: null, counts: { days } };
}

/** How many days may still change, today not counted. */
export function lateDays({ conversation }: Settings): number {
  return Math.max(
    LATE_DAYS,
    Math.ceil(conversation.reopenHours / DAY_HOURS) + 1
  );
}

/** Days that were missed while nothing ran are made up for. */
async function firstDay(today: string, settings: Settings): Promise<string> {
  const late = addDays(today, -lateDays(settings));
  const [last] = await find(
    'rollups',
    {},
    { orderBy: ['date', 'desc'], limit: 1 }
  );
  const missed = last ? addDays(last.date, 1) : late;
  const kept = addDays(today, -settings.records.retentionDays);
  const first = missed < late ? missed : late;
  return first < kept ? kept : first;
}
