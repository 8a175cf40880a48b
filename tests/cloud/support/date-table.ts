import type { Row } from './command-table';

const zoned = { date: '$at', timezone: 'Asia/Shanghai' };

/** The expressions about dates, as in `command-table`. */
export const DATES: Record<string, Row[]> = {
  dateFromParts: [
    [{ year: 2024, month: 14, day: 1 }, new Date('2025-02-01T00:00:00Z')],
    [
      { year: 2024, month: 1, day: 1, timezone: 'Asia/Shanghai' },
      new Date('2023-12-31T16:00:00Z'),
    ],
    [
      { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 4 },
      new Date('2017-02-09T00:00:00Z'),
    ],
  ],
  dateFromString: [
    [
      { dateString: '2017-02-08T12:10:40.787' },
      new Date('2017-02-08T12:10:40.787Z'),
    ],
    [
      { dateString: '2017-02-08', timezone: 'America/New_York' },
      new Date('2017-02-08T05:00:00Z'),
    ],
    [
      { dateString: '06-15-2018', format: '%m-%d-%Y' },
      new Date('2018-06-15T00:00:00Z'),
    ],
  ],
  dayOfMonth: [
    ['$at', 29],
    [zoned, 1],
  ],
  dayOfWeek: [['$at', 5]],
  dayOfYear: [['$at', 60]],
  isoDayOfWeek: [['$at', 4]],
  isoWeek: [['$at', 9]],
  isoWeekYear: [['$sunday', 2020]],
  millisecond: [['$at', 123]],
  minute: [
    ['$at', 30],
    [{ date: '$at', timezone: '-04:45' }, 45],
  ],
  month: [
    ['$at', 2],
    [zoned, 3],
  ],
  second: [['$at', 15]],
  hour: [
    ['$at', 23],
    [zoned, 7],
  ],
  week: [['$at', 8]],
  year: [['$at', 2024]],
  dateToString: [
    [
      { date: '$at', format: '%Y-%m-%d %H:%M:%S.%L' },
      '2024-02-29 23:30:15.123',
    ],
    [
      { date: '$at', format: '%Y/%m/%d %H', timezone: 'Asia/Shanghai' },
      '2024/03/01 07',
    ],
    [
      { date: '$at', format: '%j %w %u %V %G %z', timezone: '+0800' },
      '061 6 5 09 2024 +0800',
    ],
    [{ date: '$nothing', onNull: 'never' }, 'never'],
    [{ date: '$at' }, '2024-02-29T23:30:15.123Z'],
  ],
};
