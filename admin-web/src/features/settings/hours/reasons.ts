import {
  isOpen,
  nextClosing,
  nextOpening,
  placeTime,
  type Hours,
} from '../../../../../domain/settings/hours';
import { clockWords } from '../../../../../domain/reply/clock-words';
import { fill } from '../../../../../domain/ui/copy/fill';
import { HOURS_COPY, WEEKDAYS } from '../../../../../domain/ui/copy/settings';
import { clockText, dateWords, intervalWords } from './day-words';
import { timeOf } from './day-edges';

export interface Answer {
  open: boolean;
  /** Why, in the order in which it is decided. */
  reasons: string[];
  /** When that changes. */
  next: string;
}

/** What is so at a moment, decided by what the functions decide with. */
export function reasonsAt(hours: Hours, at: number): Answer {
  const open = isOpen(hours, at);
  const { date, weekday, minute } = placeTime(hours.timeZone, at);
  const exception = hours.exceptions.find((one) => one.date === date);
  const day = exception?.intervals ?? hours.weekly[weekday] ?? [];
  const words = {
    date: dateWords(date),
    day: WEEKDAYS[weekday] ?? '',
    name: exception?.name || HOURS_COPY.noName,
    time: clockText(timeOf(minute)),
    hours: intervalWords(day),
  };
  const which = exception ? HOURS_COPY.whyException : HOURS_COPY.whyUsual;
  return {
    open,
    reasons: [fill(which, words), fill(whyOf(day.length > 0, open), words)],
    next: open ? closingOf(hours, at) : openingOf(hours, at),
  };
}

function whyOf(worked: boolean, open: boolean): string {
  if (!worked) return HOURS_COPY.whyDayOff;
  return open ? HOURS_COPY.whyWithin : HOURS_COPY.whyOutside;
}

function openingOf(hours: Hours, at: number): string {
  const opening = nextOpening(hours, at);
  return opening === null
    ? HOURS_COPY.never
    : fill(HOURS_COPY.opens, { time: clockWords(hours.timeZone, opening) });
}

function closingOf(hours: Hours, at: number): string {
  const closing = nextClosing(hours, at);
  return closing === null
    ? HOURS_COPY.always
    : fill(HOURS_COPY.closes, { time: clockWords(hours.timeZone, closing) });
}
