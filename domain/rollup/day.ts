import { addDays, momentOf, placeTime } from '../settings/hours';

/** A day of the calendar there, from its first moment to the next day's. */
export interface Day {
  /** `2026-11-21` */
  date: string;
  from: number;
  /** Not in it any more. */
  to: number;
}

/** Which day it is there. Functions run in UTC and must ask. */
export function dayOf(timeZone: string, at: number): string {
  return placeTime(timeZone, at).date;
}

export function dayAt(timeZone: string, date: string): Day {
  return {
    date,
    from: momentOf(timeZone, date, 0),
    to: momentOf(timeZone, addDays(date, 1), 0),
  };
}

/** Every day from the first to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * What is older than this is past its days: what ended on a day is kept
 * through day `days - 1` after it and is gone on day `days`.
 */
export function keptSince(timeZone: string, now: number, days: number): number {
  return momentOf(timeZone, addDays(dayOf(timeZone, now), 1 - days), 0);
}
