import { failed } from '../failures';
import { isNothing } from './kinds';

const MINUTE_MS = 60_000;

/**
 * Milliseconds that a zone is ahead of UTC at a moment: an Olson name or
 * `+08:00`, `+0800`, `+08`; nothing is UTC.
 * @throws CloudError for an unknown zone
 */
export function offsetAt(zone: unknown, time: number): number {
  if (isNothing(zone)) return 0;
  if (typeof zone !== 'string') throw failed('the timezone must be a string');
  const fixed = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(zone);
  if (!fixed) return olsonOffset(zone, time);
  const [, sign, hours, minutes = '0'] = fixed;
  const ahead = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  return sign === '-' ? -ahead : ahead;
}

function olsonOffset(zone: string, time: number): number {
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
    }).formatToParts(time);
  } catch {
    throw failed(`unrecognized time zone identifier: "${zone}"`);
  }
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
  if (!found) return 0;
  const [, sign, hours, minutes, seconds = '0'] = found;
  const ahead =
    (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1000;
  return sign === '-' ? -ahead : ahead;
}

/** The moment at which the zone's clocks show this time of UTC. */
export function fromLocal(local: number, zone: unknown): number {
  const guess = local - offsetAt(zone, local);
  return local - offsetAt(zone, guess);
}
