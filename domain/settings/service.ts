import * as z from 'zod';
import {
  isOpen,
  nextClosing,
  nextOpening,
  placeTime,
  type Hours,
} from './hours';

const MINUTE = 60_000;

/** Whether customers are served, and when that changes. */
export const Service = z.object({
  open: z.boolean(),
  /** When it opens or closes next, ms; null: not in the foreseeable time. */
  changesAt: z.number().nullable(),
  /** How far the clocks there are ahead of UTC then. */
  offsetMinutes: z.int(),
});
export type Service = z.infer<typeof Service>;

export function serviceAt(hours: Hours, at: number): Service {
  const open = isOpen(hours, at);
  const changesAt = open ? nextClosing(hours, at) : nextOpening(hours, at);
  const offsetMinutes = offsetAt(hours.timeZone, changesAt ?? at);
  return { open, changesAt, offsetMinutes };
}

function offsetAt(timeZone: string, at: number): number {
  const { date, minute } = placeTime(timeZone, at);
  const shown = Date.parse(`${date}T00:00:00Z`) / MINUTE + minute;
  return shown - Math.floor(at / MINUTE);
}
