import { describe, expect, it } from 'vitest';
import type { Hours } from '../settings/hours';
import { openingWords } from './opening-words';

const day = [
  { from: '09:00', to: '12:00' },
  { from: '14:05', to: '18:00' },
];
const hours: Hours = {
  timeZone: 'Asia/Shanghai',
  weekly: [[], day, day, day, day, day, []],
  exceptions: [
    { date: '2026-10-01', name: '国庆', intervals: [] },
    { date: '2026-10-02', name: '国庆', intervals: [] },
  ],
};
const at = (time: string) => Date.parse(`${time}+08:00`);

describe('[F013c] the next opening in words', () => {
  it('is of today after the lunch break, else of the next days', () => {
    // A Tuesday, a Tuesday evening, a Friday night, a Saturday.
    expect(openingWords(hours, at('2026-09-15T12:30'))).toBe('今天 14:05');
    expect(openingWords(hours, at('2026-09-15T18:00'))).toBe('明天 9:00');
    expect(openingWords(hours, at('2026-09-18T19:00'))).toBe('9月21日 9:00');
    expect(openingWords(hours, at('2026-09-19T23:59'))).toBe('后天 9:00');
  });

  it('says the date after a holiday that goes over into a weekend', () => {
    expect(openingWords(hours, at('2026-09-30T19:00'))).toBe('10月5日 9:00');
  });

  it('promises nothing where it never opens', () => {
    const never = { ...hours, weekly: hours.weekly.map(() => []) };
    expect(openingWords(never, at('2026-09-15T12:30'))).toBe('稍后');
  });
});
