import { unpacked } from '../../../domain/rollup/packed';
import { ALL } from '../../../domain/rollup/schema';
import type { CountedDay } from './counted-days';
import type { ReportReach } from './report-reach';

const WEEKDAYS = 7;
const HOURS = 24;

/** Conversations begun, by weekday (Monday first) and hour there. */
export function gridOf(
  days: readonly CountedDay[],
  { members }: Pick<ReportReach, 'members'>
): number[][] {
  const grid = Array.from({ length: WEEKDAYS }, () =>
    Array.from({ length: HOURS }, () => 0)
  );
  for (const { date, rows } of days) {
    const line = grid[weekdayOf(date)] ?? [];
    for (const who of members ?? [ALL]) {
      for (const [hour, row] of Object.entries(rows?.hours?.[who] ?? {})) {
        const at = Number(hour);
        line[at] = (line[at] ?? 0) + unpacked(row).begun;
      }
    }
  }
  return grid;
}

/** 0 is Monday. A date is a date in every time zone. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % WEEKDAYS;
}
