import { isPlainObject } from '../../values/keys';
import { failed } from '../failures';
import { localIsoTime, localTime, PARTS } from './date-parts';
import { formatDate, parseDate } from './date-format';
import {
  argumentsOf,
  isNothing,
  named,
  type Evaluate,
  type Operator,
} from './kinds';
import { fromLocal, offsetAt } from './time-zone';

function dateOf(value: unknown, name: string): Date {
  if (value instanceof Date) return value;
  throw failed(`can't convert to Date in ${name}`);
}

export const shifted = (date: Date, zone: unknown): Date =>
  new Date(date.getTime() + offsetAt(zone, date.getTime()));

/** `{$year: date}`, `{$year: [date]}` or `{$year: {date, timezone}}`. */
function part(read: (date: Date) => number): Operator {
  return (operand, compile, name) => {
    const [date, zone] = dateAndZone(operand, name).map((item) =>
      compile(item)
    ) as [Evaluate, Evaluate];
    return (scope) => {
      const value = date(scope);
      const timezone = zone(scope);
      if (isNothing(value) || timezone === null) return null;
      return read(shifted(dateOf(value, name), timezone));
    };
  };
}

function dateAndZone(operand: unknown, name: string): unknown[] {
  if (isPlainObject(operand) && 'date' in operand) {
    const args = argumentsOf(operand, ['date'], ['timezone'], name);
    return [args.date, args.timezone ?? 'UTC'];
  }
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 1) return [list[0], 'UTC'];
  throw failed(`${name} accepts exactly one argument`);
}

const dateToString = named(
  ['date'],
  ['format', 'timezone', 'onNull'],
  ({ date, format, timezone, onNull = null }, _scope, name) => {
    if (isNothing(date)) return onNull;
    if (format === null || timezone === null) return null;
    if (format !== undefined && typeof format !== 'string') {
      throw failed('$dateToString requires that format be a string');
    }
    const value = dateOf(date, name);
    const offset = offsetAt(timezone, value.getTime());
    const suffix = timezone === undefined ? 'Z' : '';
    const usual = `%Y-%m-%dT%H:%M:%S.%L${suffix}`;
    return formatDate(shifted(value, timezone), format ?? usual, offset);
  }
);

const dateFromString = named(
  ['dateString'],
  ['format', 'timezone', 'onError', 'onNull'],
  (args, _scope, name) => {
    const { dateString, format, timezone, onNull = null } = args;
    if (isNothing(dateString)) return onNull;
    if (format === null || timezone === null) return null;
    const time =
      typeof dateString === 'string'
        ? parseDate(dateString, format, timezone)
        : null;
    if (time !== null) return new Date(time);
    if ('onError' in args) return args.onError;
    throw failed(`${name}: Error parsing date string '${String(dateString)}'`);
  }
);

const CALENDAR = ['year', 'month', 'day'];
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'];
const CLOCK = ['hour', 'minute', 'second', 'millisecond'];

const dateFromParts: Operator = (operand, compile, name) => {
  const iso = isPlainObject(operand) && 'isoWeekYear' in operand;
  const [year = '', ...days] = iso ? ISO : CALENDAR;
  const run = named(
    [year],
    [...days, ...CLOCK, 'timezone'],
    ({ timezone, ...args }) => {
      const given = [year, ...days, ...CLOCK].map((key) =>
        key in args ? args[key] : undefined
      );
      if (Object.values(args).some(isNothing) || timezone === null) return null;
      const parts = given.map((value) => partOf(value)) as number[];
      const local = iso ? localIsoTime(parts) : localTime(parts);
      return new Date(fromLocal(local, timezone));
    }
  );
  return run(operand, compile, name);
};

function partOf(value: unknown): number | undefined {
  if (value === undefined || Number.isInteger(value)) {
    return value as number | undefined;
  }
  throw failed('$dateFromParts requires whole numbers');
}

const dateToParts = named(
  ['date'],
  ['timezone', 'iso8601'],
  ({ date, timezone, iso8601 = false }, _scope, name) => {
    if (isNothing(date) || timezone === null) return null;
    const local = shifted(dateOf(date, name), timezone);
    const day = iso8601 === true ? ISO : ['year', 'month', 'dayOfMonth'];
    return Object.fromEntries(
      [...day, ...CLOCK].map((key) => [
        key === 'dayOfMonth' ? 'day' : key,
        PARTS[key]?.(local),
      ])
    );
  }
);

export const DATES: Record<string, Operator> = {
  ...Object.fromEntries(
    Object.entries(PARTS).map(([name, read]) => [`$${name}`, part(read)])
  ),
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
  $dateToParts: dateToParts,
  $dateToString: dateToString,
};
