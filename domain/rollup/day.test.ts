import { describe, expect, it } from 'vitest';
import { dayAt, dayOf, daysBetween, keptSince } from './day';

const SHANGHAI = 'Asia/Shanghai';
const HOUR = 60 * 60_000;

describe('a day', () => {
  it('is that of the place, not of the function, which runs in UTC', () => {
    const evening = Date.parse('2026-11-20T16:30:00Z');
    expect(dayOf(SHANGHAI, evening)).toBe('2026-11-21');
    expect(dayOf('UTC', evening)).toBe('2026-11-20');
  });

  it('has 25 hours where the clocks are put back', () => {
    const { from, to } = dayAt('Europe/Berlin', '2026-10-25');
    expect(to - from).toBe(25 * HOUR);
  });

  it('follows another over the end of a month', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
  });
});

describe('[A-BR12] what ended on a day', () => {
  const ended = Date.parse('2026-01-01T23:59:59.999+08:00');
  const keptOn = (date: string) =>
    ended >= keptSince(SHANGHAI, Date.parse(`${date}+08:00`), 183);

  it('is kept on day 182 to the last moment and gone on day 183', () => {
    expect(keptOn('2026-07-02T23:59:59.999')).toBe(true);
    expect(keptOn('2026-07-03T00:00:00.000')).toBe(false);
  });
});
