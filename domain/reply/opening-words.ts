import { nextOpening, placeTime, type Hours } from '../settings/hours';

const DAY_MS = 24 * 60 * 60_000;
const NEAR = ['今天', '明天', '后天'];

/**
 * When it opens next, as people say it: 今天 14:00, 明天 9:00, 10月8日 9:00,
 * on the calendar of the place whose hours they are. 稍后: nobody knows.
 */
export function openingWords(hours: Hours, at: number): string {
  const opening = nextOpening(hours, at);
  if (opening === null) return '稍后';
  const here = placeTime(hours.timeZone, at);
  const there = placeTime(hours.timeZone, opening);
  const days = (Date.parse(there.date) - Date.parse(here.date)) / DAY_MS;
  const hour = Math.floor(there.minute / 60);
  const minute = String(there.minute % 60).padStart(2, '0');
  return `${NEAR[days] ?? dayWords(there.date)} ${hour}:${minute}`;
}

/** `2026-10-08` → 10月8日 */
function dayWords(date: string): string {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日`;
}
