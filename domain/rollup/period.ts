import { addDays } from '../settings/hours';
import { daysBetween } from './day';

/** Days of the calendar, both included. */
export interface Period {
  from: string;
  to: string;
}

/** The same number of days just before, to compare with. */
export function periodBefore({ from, to }: Period): Period {
  const days = daysBetween(from, to).length;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** How much more, as a share of before; null: there was nothing before. */
export function growth(now: number | null, before: number | null) {
  return now === null || !before ? null : (now - before) / before;
}
