import { dayAt } from '../rollup/day';
import { placeTime } from '../settings/hours';

interface Span {
  from?: number | undefined;
  to?: number | undefined;
  firstDay?: string | undefined;
  lastDay?: string | undefined;
}

/** The same query with its days as moments, both ends included. */
export function inMoments<Q extends Span>(query: Q, timeZone: string): Q {
  const { firstDay, lastDay, from, to, ...rest } = query;
  const begins = [from, firstDay && dayAt(timeZone, firstDay).from];
  const ends = [to, lastDay && dayAt(timeZone, lastDay).to - 1];
  const first = begins.filter((at) => typeof at === 'number');
  const last = ends.filter((at) => typeof at === 'number');
  return {
    ...rest,
    ...(first.length > 0 && { from: Math.max(...first) }),
    ...(last.length > 0 && { to: Math.min(...last) }),
  } as Q;
}

/** The hour of the week there, 0 to 167; Monday 0:00 is 0. */
export function slotAt(timeZone: string, at: number): number {
  const { weekday, minute } = placeTime(timeZone, at);
  return ((weekday + 6) % 7) * 24 + Math.floor(minute / 60);
}
