import * as z from 'zod';

const DAY_MINUTES = 24 * 60;
const MINUTE = 60_000;
const DAYS_AHEAD = 400;

/** `09:00`; `24:00` is the end of the day. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const Interval = z.object({ from: TimeOfDay, to: TimeOfDay });
type Interval = z.infer<typeof Interval>;

const Intervals = z
  .array(Interval)
  .max(6)
  .refine(areInOrder, 'intervals must be in order and not overlap');

/**
 * When customers are served. A day has several intervals (a lunch break lies
 * between two); an exception replaces the whole day: a holiday has none.
 */
export const Hours = z.object({
  /** IANA name: the hours are those of this place. */
  timeZone: z.string().refine(isTimeZone, 'unknown time zone'),
  /** Sunday first. */
  weekly: z.array(Intervals).length(7),
  exceptions: z
    .array(
      z.object({
        /** `2026-10-01` */
        date: z.iso.date(),
        name: z.string().max(20),
        intervals: Intervals,
      })
    )
    .max(400),
});
export type Hours = z.infer<typeof Hours>;

/** Round the clock, until somebody says otherwise. */
export const DEFAULT_HOURS: Hours = {
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  exceptions: [],
};

/** Whether customers are served at this moment. */
export function isOpen(hours: Hours, at: number): boolean {
  const { date, weekday, minute } = placeTime(hours.timeZone, at);
  return intervalsOf(hours, date, weekday).some(
    ({ from, to }) => minutesOf(from) <= minute && minute < minutesOf(to)
  );
}

/** When it opens next, in ms; null: not within the next 400 days. */
export function nextOpening(hours: Hours, at: number): number | null {
  if (isOpen(hours, at)) return at;
  const here = placeTime(hours.timeZone, at);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const date = addDays(here.date, ahead);
    const weekday = (here.weekday + ahead) % 7;
    for (const { from } of intervalsOf(hours, date, weekday)) {
      const opening = minutesOf(from);
      if (ahead === 0 && opening <= here.minute) continue;
      return momentOf(hours.timeZone, date, opening);
    }
  }
  return null;
}

/** When it closes next, in ms; null: not within the next 400 days. */
export function nextClosing(hours: Hours, at: number): number | null {
  if (!isOpen(hours, at)) return at;
  const here = placeTime(hours.timeZone, at);
  let until = here.minute;
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const date = addDays(here.date, ahead);
    const weekday = (here.weekday + ahead) % 7;
    for (const { from, to } of intervalsOf(hours, date, weekday)) {
      // A break ends it; what begins at that very moment goes on.
      if (minutesOf(from) > until) break;
      until = Math.max(until, minutesOf(to));
    }
    if (until < DAY_MINUTES) return momentOf(hours.timeZone, date, until);
    until = 0;
  }
  return null;
}

function intervalsOf(
  { weekly, exceptions }: Hours,
  date: string,
  weekday: number
): readonly Interval[] {
  const exception = exceptions.find((one) => one.date === date);
  return exception?.intervals ?? weekly[weekday] ?? [];
}

/** What the calendar and the clock on the wall show there. */
export function placeTime(timeZone: string, at: number) {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value])
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  return {
    date,
    weekday: new Date(`${date}T00:00:00Z`).getUTCDay(),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/**
 * The moment when a clock there shows this time. Where the clocks are put
 * forward over it, the first moment after.
 */
export function momentOf(
  timeZone: string,
  date: string,
  minute: number
): number {
  const wished = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE;
  let at = wished;
  for (let tries = 0; tries < 3; tries += 1) {
    const shown = placeTime(timeZone, at);
    const seen = Date.parse(`${shown.date}T00:00:00Z`) + shown.minute * MINUTE;
    if (seen === wished) return at;
    at += wished - seen;
  }
  return at;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

export function addDays(date: string, days: number): string {
  const moment = Date.parse(`${date}T00:00:00Z`) + days * DAY_MINUTES * MINUTE;
  return new Date(moment).toISOString().slice(0, 10);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function areInOrder(intervals: readonly Interval[]): boolean {
  const edges = intervals.flatMap(({ from, to }) => [
    minutesOf(from),
    minutesOf(to),
  ]);
  return edges.every((edge, at) => {
    const before = edges[at - 1];
    if (before === undefined) return true;
    // Within an interval time passes; between two it need not.
    return at % 2 === 1 ? before < edge : before <= edge;
  });
}

function isTimeZone(name: string): boolean {
  try {
    formatter(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
