const DAY_MS = 86_400_000;

/** Parts of a date whose UTC fields already show the local time. */
export const PARTS: Record<string, (date: Date) => number> = {
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  dayOfMonth: (date) => date.getUTCDate(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
  millisecond: (date) => date.getUTCMilliseconds(),
  /** 1 is Sunday. */
  dayOfWeek: (date) => date.getUTCDay() + 1,
  dayOfYear,
  /** 0 to 53; weeks begin on Sundays, week 1 with the first of them. */
  week: (date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7),
  /** 1 is Monday. */
  isoDayOfWeek: (date) => date.getUTCDay() || 7,
  isoWeek: (date) => Math.ceil(dayOfYear(thursdayOf(date)) / 7),
  isoWeekYear: (date) => thursdayOf(date).getUTCFullYear(),
};

function dayOfYear(date: Date): number {
  const start = startOfYear(date.getUTCFullYear());
  return Math.floor((date.getTime() - start) / DAY_MS) + 1;
}

/** A week belongs to the year of its Thursday. */
function thursdayOf(date: Date): Date {
  const day = date.getUTCDay() || 7;
  return new Date(date.getTime() + (4 - day) * DAY_MS);
}

function startOfYear(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1);
}

/** Local time in milliseconds; parts beyond their range carry over. */
export function localTime(parts: number[]): number {
  const [year = 1970, month = 1, day = 1, ...rest] = parts;
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = rest;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, millisecond);
}

/** The same for a year, week and weekday of ISO 8601. */
export function localIsoTime(parts: number[]): number {
  const [year = 1970, week = 1, day = 1, ...rest] = parts;
  const fourth = new Date(new Date(0).setUTCFullYear(year, 0, 4));
  const monday = 4 - (fourth.getUTCDay() || 7) + 1;
  return localTime([year, 1, monday + (week - 1) * 7 + day - 1, ...rest]);
}
