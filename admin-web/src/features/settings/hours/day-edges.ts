import type { Interval } from './day-words';

/** Edges stand on half hours, whoever moves them. */
export const SNAP = 30;
export const DAY = 24 * 60;
/** As many intervals as a day may have. */
export const MOST_INTERVALS = 6;
const NEW_LENGTH = 120;
const BREAK = 60;

export type Edge = 'from' | 'to';

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** 510 → `08:30`; 1440 is `24:00`. */
export function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export function snap(minute: number): number {
  return Math.round(minute / SNAP) * SNAP;
}

/** How far an edge may go: to its neighbours, and never over its own twin. */
export function edgeRange(
  day: readonly Interval[],
  index: number,
  edge: Edge
): { min: number; max: number } {
  const one = day[index];
  if (!one) return { min: 0, max: DAY };
  const before = day[index - 1];
  const after = day[index + 1];
  return edge === 'from'
    ? {
        min: before ? minutesOf(before.to) : 0,
        max: Math.max(minutesOf(one.to) - SNAP, 0),
      }
    : {
        min: minutesOf(one.from) + SNAP,
        max: after ? minutesOf(after.from) : DAY,
      };
}

/**
 * Which edge a finger means that came down on `pressed`: with large handles
 * the one of a neighbour may lie below it.
 */
export function nearestEdge(
  day: readonly Interval[],
  pressed: { index: number; edge: Edge },
  minute: number
): { index: number; edge: Edge } {
  const far = ({ index, edge }: { index: number; edge: Edge }) =>
    Math.abs(minutesOf(day[index]?.[edge] ?? '00:00') - minute);
  return day
    .flatMap((_, index) => [
      { index, edge: 'from' as const },
      { index, edge: 'to' as const },
    ])
    .reduce((best, one) => (far(one) < far(best) ? one : best), pressed);
}

/** One edge on another half hour, as near to the wish as it may go. */
export function moveEdge(
  day: readonly Interval[],
  index: number,
  edge: Edge,
  minute: number
): Interval[] {
  const { min, max } = edgeRange(day, index, edge);
  if (min > max) return [...day];
  const placed = Math.min(Math.max(snap(minute), min), max);
  return day.map((one, at) =>
    at === index ? { ...one, [edge]: timeOf(placed) } : one
  );
}

/** By so many steps from where it stands, onto the half hours. */
export function stepEdge(
  day: readonly Interval[],
  index: number,
  edge: Edge,
  steps: number
): Interval[] {
  const now = minutesOf(day[index]?.[edge] ?? '00:00');
  // What stands between two half hours goes to the next one first.
  const floor = Math.floor(now / SNAP) * SNAP;
  const off = now !== floor;
  const start = off && steps < 0 ? floor + SNAP : floor;
  return moveEdge(day, index, edge, start + steps * SNAP);
}

/** Two of one, with a break of an hour around that moment, where it fits. */
export function splitAt(day: readonly Interval[], minute: number): Interval[] {
  const index = day.findIndex(
    ({ from, to }) => minutesOf(from) < minute && minute < minutesOf(to)
  );
  const one = day[index];
  if (!one || day.length >= MOST_INTERVALS) return [...day];
  const first = minutesOf(one.from);
  const last = minutesOf(one.to);
  if (last - first < BREAK + 2 * SNAP) return [...day];
  const wished = snap(minute - BREAK / 2);
  const from = Math.min(Math.max(wished, first + SNAP), last - BREAK - SNAP);
  const halves = [
    { from: one.from, to: timeOf(from) },
    { from: timeOf(from + BREAK), to: one.to },
  ];
  return [...day.slice(0, index), ...halves, ...day.slice(index + 1)];
}

/** One more around that moment, as long as there is room for it. */
export function addAt(day: readonly Interval[], minute: number): Interval[] {
  if (day.length >= MOST_INTERVALS) return [...day];
  const gap = gapsOf(day).find(
    ({ from, to }) => from <= minute && minute <= to && to - from >= SNAP
  );
  if (!gap) return [...day];
  const length = Math.min(NEW_LENGTH, gap.to - gap.from);
  const wished = snap(minute - length / 2);
  const from = Math.min(Math.max(wished, gap.from), gap.to - length);
  const added = { from: timeOf(from), to: timeOf(from + length) };
  return [...day, added].sort((a, b) => minutesOf(a.from) - minutesOf(b.from));
}

/** What a day begins with where somebody adds to it without pointing. */
export function addAny(day: readonly Interval[]): Interval[] {
  if (day.length === 0) return [{ from: '09:00', to: '18:00' }];
  const gaps = gapsOf(day).sort((a, b) => b.to - b.from - (a.to - a.from));
  const [widest] = gaps;
  return widest ? addAt(day, (widest.from + widest.to) / 2) : [...day];
}

export function without(day: readonly Interval[], index: number): Interval[] {
  return day.filter((_, at) => at !== index);
}

/** One day's hours on others too. */
export function copyDay(
  weekly: readonly (readonly Interval[])[],
  from: number,
  to: readonly number[]
): Interval[][] {
  return weekly.map((day, weekday) =>
    to.includes(weekday) ? [...(weekly[from] ?? [])] : [...day]
  );
}

/** The part of the day that is drawn: 7 to 22, or as far as hours reach. */
export function gridSpan(days: readonly (readonly Interval[])[]): {
  from: number;
  to: number;
} {
  const all = days.flat();
  const earliest = all.map(({ from }) => Math.floor(minutesOf(from) / 60));
  const latest = all.map(({ to }) => Math.ceil(minutesOf(to) / 60));
  return {
    from: Math.min(7, ...earliest) * 60,
    to: Math.max(22, ...latest) * 60,
  };
}

function gapsOf(day: readonly Interval[]): { from: number; to: number }[] {
  const edges = [
    0,
    ...day.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]),
    DAY,
  ];
  const gaps: { from: number; to: number }[] = [];
  for (let at = 0; at < edges.length; at += 2) {
    gaps.push({ from: edges[at] ?? 0, to: edges[at + 1] ?? DAY });
  }
  return gaps;
}
