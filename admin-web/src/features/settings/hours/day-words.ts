import type { Hours } from '../../../../../domain/settings/hours';
import { SETTINGS_COPY } from '../../../../../domain/ui/copy/settings';

export type Interval = Hours['weekly'][number][number];

/** `8:30–12:00、13:30–18:00`; nothing at all is a day off. */
export function intervalWords(intervals: readonly Interval[]): string {
  if (intervals.length === 0) return SETTINGS_COPY.closedDay;
  return intervals.map(spanWords).join('、');
}

/** `8:30–12:00` */
export function spanWords({ from, to }: Interval): string {
  return `${clockText(from)}–${clockText(to)}`;
}

/** `08:30` → `8:30` */
export function clockText(time: string): string {
  return time.replace(/^0(\d)/, '$1');
}

/** `2026-10-01` → `2026 年 10 月 1 日` */
export function dateWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year} 年 ${month} 月 ${day} 日`;
}
