import { describe, expect, it } from 'vitest';
import type { Hours } from '../../../../../domain/settings/hours';
import {
  daysBetween,
  kindOf,
  monthOf,
  nextMonth,
  withExceptions,
  withoutExceptions,
} from './calendar';
import { reasonsAt } from './reasons';

const DAY = [{ from: '09:00', to: '18:00' }];
const HOURS: Hours = {
  timeZone: 'Asia/Shanghai',
  weekly: [[], DAY, DAY, DAY, DAY, DAY, []],
  exceptions: [
    { date: '2026-10-01', name: '国庆', intervals: [] },
    { date: '2026-10-10', name: '', intervals: DAY },
    {
      date: '2026-10-15',
      name: '停电',
      intervals: [{ from: '09:00', to: '12:00' }],
    },
  ],
};

describe('[A-BR04] the calendar of exceptions', () => {
  it('tells a day off, a day worked instead, and one that is only different', () => {
    const kinds = ['01', '10', '15', '16', '17'].map((day) =>
      kindOf(`2026-10-${day}`, HOURS)
    );
    expect(kinds).toEqual(['off', 'extra', 'other', 'usual', 'closed']);
  });

  it('draws a month from Monday on, also over the turn of a year', () => {
    const october = monthOf('2026-10', HOURS);
    expect(october.blanks).toBe(3);
    expect(october.days).toHaveLength(31);
    expect(monthOf('2028-02', HOURS).days).toHaveLength(29);
    expect(nextMonth('2026-12', 1)).toBe('2027-01');
    expect(nextMonth('2026-01', -1)).toBe('2025-12');
  });

  it('changes several days in a row, in order and each once', () => {
    const dates = daysBetween('2026-09-30', '2026-10-02');
    expect(dates).toEqual(['2026-09-30', '2026-10-01', '2026-10-02']);
    const wish = { name: '放假', intervals: [] };
    const made = withExceptions(HOURS.exceptions, dates, wish);
    expect(made.map(({ date }) => date.slice(5))).toEqual([
      '09-30',
      '10-01',
      '10-02',
      '10-10',
      '10-15',
    ]);
    expect(withoutExceptions(made, dates)).toHaveLength(2);
    expect(daysBetween('2026-10-02', '2026-10-01')).toEqual(['2026-10-02']);
  });
});

describe('[A-BR04] trying a moment', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`);

  it('says why it is open or closed, and when that changes', () => {
    expect(reasonsAt(HOURS, at('2026-10-09T10:00'))).toEqual({
      open: true,
      reasons: [
        '2026 年 10 月 9 日 是周五，按每周时间',
        '10:00 在接待时间 9:00–18:00 内',
      ],
      next: '到 10月9日 18:00',
    });
    expect(reasonsAt(HOURS, at('2026-10-01T10:00'))).toEqual({
      open: false,
      reasons: ['2026 年 10 月 1 日 是例外日：国庆', '这一天休息'],
      next: '10月2日 09:00 开始接待',
    });
    expect(reasonsAt(HOURS, at('2026-10-15T14:20')).reasons[1]).toBe(
      '14:20 不在接待时间 9:00–12:00 内'
    );
  });

  it('promises nothing where it never opens or never closes', () => {
    const never = {
      ...HOURS,
      weekly: HOURS.weekly.map(() => []),
      exceptions: [],
    };
    expect(reasonsAt(never, 0).next).toBe('之后也没有接待时间');
    const all = HOURS.weekly.map(() => [{ from: '00:00', to: '24:00' }]);
    expect(reasonsAt({ ...never, weekly: all }, 0).next).toBe('一直接待');
  });
});
