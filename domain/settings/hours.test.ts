import { describe, expect, it } from 'vitest';
import { Hours, isOpen, nextOpening } from './hours';

const day = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
];
const shanghai: Hours = {
  timeZone: 'Asia/Shanghai',
  weekly: [[], day, day, day, day, day, []],
  exceptions: [
    { date: '2026-10-01', name: '国庆节', intervals: [] },
    {
      date: '2026-10-10',
      name: '补班',
      intervals: [{ from: '10:00', to: '16:00' }],
    },
  ],
};
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('[A-BR04] working hours', () => {
  it.each([
    ['2026-11-20T08:59:59', false],
    ['2026-11-20T09:00:00', true],
    ['2026-11-20T11:59:59', true],
    ['2026-11-20T12:00:00', false],
    ['2026-11-20T13:29:59', false],
    ['2026-11-20T13:30:00', true],
    ['2026-11-20T18:00:00', false],
    ['2026-11-21T10:00:00', false],
  ])('at %s: %s', (time, open) => {
    expect(isOpen(shanghai, at(time))).toBe(open);
  });

  it('a holiday closes a weekday, an extra day opens a Saturday', () => {
    expect(isOpen(shanghai, at('2026-10-01T10:00:00'))).toBe(false);
    expect(isOpen(shanghai, at('2026-10-10T10:00:00'))).toBe(true);
    expect(isOpen(shanghai, at('2026-10-10T09:30:00'))).toBe(false);
  });

  it('are those of the place, wherever the function runs', () => {
    const newYork = { ...shanghai, timeZone: 'America/New_York' };
    const morning = Date.parse('2026-11-20T09:30:00-05:00');
    expect(isOpen(newYork, morning)).toBe(true);
    expect(isOpen(shanghai, morning)).toBe(false);
  });

  it('follow the clocks through the change of summer time', () => {
    const sunday = [{ from: '09:00', to: '10:00' }];
    const newYork = {
      ...shanghai,
      timeZone: 'America/New_York',
      weekly: Array.from({ length: 7 }, () => sunday),
    };
    const before = Date.parse('2026-03-07T10:00:00-05:00');
    const opening = Date.parse('2026-03-08T09:00:00-04:00');
    expect(nextOpening(newYork, before)).toBe(opening);
    expect(isOpen(newYork, opening)).toBe(true);
    expect(isOpen(newYork, opening - 1)).toBe(false);
  });

  it('tell when it opens: after the break, on Monday, after the holiday', () => {
    const opens = (time: string) => nextOpening(shanghai, at(time));
    expect(opens('2026-11-20T12:10:00')).toBe(at('2026-11-20T13:30:00'));
    expect(opens('2026-11-20T19:00:00')).toBe(at('2026-11-23T09:00:00'));
    expect(opens('2026-09-30T20:00:00')).toBe(at('2026-10-02T09:00:00'));
    expect(opens('2026-11-20T09:30:00')).toBe(at('2026-11-20T09:30:00'));
  });

  it('that never come are no promise', () => {
    const never = { ...shanghai, weekly: Array.from({ length: 7 }, () => []) };
    const after = at('2026-10-11T00:00:00');
    expect(nextOpening(never, after)).toBeNull();
  });

  it.each([
    ['no such zone', { timeZone: 'Asia/Peking Duck' }],
    ['six days', { weekly: shanghai.weekly.slice(1) }],
    ['a break that runs backwards', dayOf('12:00', '09:00')],
    ['an empty interval', dayOf('09:00', '09:00')],
    ['25 o’clock', dayOf('09:00', '25:00')],
    ['a day that does not exist', exceptionOn('2026-02-30')],
  ])('are refused: %s', (_, part) => {
    expect(Hours.safeParse({ ...shanghai, ...part }).success).toBe(false);
    expect(Hours.safeParse(shanghai).success).toBe(true);
  });
});

function dayOf(from: string, to: string) {
  return { weekly: [[{ from, to }], ...shanghai.weekly.slice(1)] };
}

function exceptionOn(date: string) {
  return { exceptions: [{ date, name: '', intervals: [] }] };
}
