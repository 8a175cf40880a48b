import { addDays, type Hours } from '../../../../../domain/settings/hours';
import type { Interval } from './day-words';

export type Exception = Hours['exceptions'][number];

/** off: a holiday on a working day; extra: work on a day off; other: both. */
export type DayKind = 'off' | 'extra' | 'other' | 'usual' | 'closed';

export interface Day {
  date: string;
  /** 1 … 31 */
  day: number;
  kind: DayKind;
  name: string;
}

/** `2026-10` with the days of that month; before the first stand blanks. */
export function monthOf(
  month: string,
  hours: Hours
): { blanks: number; days: Day[] } {
  const first = `${month}-01`;
  const days: Day[] = [];
  for (let at = 0; at < 31; at += 1) {
    const date = addDays(first, at);
    if (!date.startsWith(month)) break;
    const exception = hours.exceptions.find((one) => one.date === date);
    const name = exception?.name ?? '';
    days.push({ date, day: at + 1, kind: kindOf(date, hours), name });
  }
  return { blanks: (weekdayOf(first) + 6) % 7, days };
}

export function kindOf(date: string, hours: Hours): DayKind {
  const usual = hours.weekly[weekdayOf(date)] ?? [];
  const exception = hours.exceptions.find((one) => one.date === date);
  if (!exception) return usual.length > 0 ? 'usual' : 'closed';
  if (exception.intervals.length === 0) return 'off';
  return usual.length === 0 ? 'extra' : 'other';
}

/** Sunday is 0, as in the settings. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function nextMonth(month: string, by: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const at = new Date(Date.UTC(year, number - 1 + by, 1));
  return at.toISOString().slice(0, 7);
}

/** Every day from one to another; only the first where that is no later. */
export function daysBetween(from: string, to: string, most = 31): string[] {
  const days = [from];
  while (days.length < most) {
    const next = addDays(days.at(-1) ?? from, 1);
    if (next > to) break;
    days.push(next);
  }
  return days;
}

/** These days are no longer as usual: the same for each of them. */
export function withExceptions(
  exceptions: readonly Exception[],
  dates: readonly string[],
  wish: { name: string; intervals: Interval[] }
): Exception[] {
  const others = exceptions.filter(({ date }) => !dates.includes(date));
  const made = dates.map((date) => ({ date, ...wish }));
  return [...others, ...made].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** These days are as usual again. */
export function withoutExceptions(
  exceptions: readonly Exception[],
  dates: readonly string[]
): Exception[] {
  return exceptions.filter(({ date }) => !dates.includes(date));
}
