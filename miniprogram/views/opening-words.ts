import { COPY, fill } from '../contract/copy/phone';
import type { CustomerState } from '../services/customer-state';

type Service = NonNullable<CustomerState['service']>;

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const NOON = 12 * 60;

/**
 * Whether it is open at this moment. Nobody need ask when it changes; what
 * comes after that is not known before somebody has.
 */
export function isOpenAt(service: CustomerState['service'], now: number) {
  if (!service) return true;
  const { open, changesAt } = service;
  return changesAt !== null && now >= changesAt ? !open : open;
}

/**
 * When it opens, by the clocks of the place: 今早 8:30, 今天 13:30, 明早 8:30,
 * 后天 9:00, 10月8日 9:00. '' while it is open, or where nobody knows.
 */
export function openingWords(service: Service | null, now: number): string {
  const at = service?.changesAt ?? null;
  if (!service || at === null || isOpenAt(service, now)) return '';
  const there = (moment: number) =>
    Math.floor(moment / MINUTE) + service.offsetMinutes;
  const opening = there(at);
  const dayOf = (minutes: number) => Math.floor(minutes / DAY_MINUTES);
  const minute = opening - dayOf(opening) * DAY_MINUTES;
  const ahead = dayOf(opening) - dayOf(there(now));
  const day = dayWords(ahead, minute < NOON) || dateWords(opening);
  return `${day} ${timeWords(minute)}`;
}

function dayWords(ahead: number, early: boolean): string {
  if (ahead === 0) return early ? COPY.thisMorning : COPY.today;
  if (ahead === 1) return early ? COPY.tomorrowMorning : COPY.tomorrow;
  return ahead === 2 ? COPY.dayAfterTomorrow : '';
}

function dateWords(minutes: number): string {
  const date = new Date(minutes * MINUTE);
  const month = date.getUTCMonth() + 1;
  return fill(COPY.monthDay, { month, day: date.getUTCDate() });
}

function timeWords(minute: number): string {
  const rest = String(minute % 60).padStart(2, '0');
  return `${Math.floor(minute / 60)}:${rest}`;
}
