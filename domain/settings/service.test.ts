import { describe, expect, it } from 'vitest';
import { DEFAULT_HOURS, type Hours } from './hours';
import { serviceAt } from './service';

/** Half past eight to noon, half past one to half past five, on weekdays. */
const DAY = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const OFFICE: Hours = {
  timeZone: 'Asia/Shanghai',
  weekly: [[], DAY, DAY, DAY, DAY, DAY, []],
  exceptions: [{ date: '2026-11-25', name: '放假', intervals: [] }],
};
/** A moment on the clocks of Shanghai. */
const there = (text: string) => Date.parse(`${text}+08:00`);
const at = (text: string, hours = OFFICE) => serviceAt(hours, there(text));

describe('[A-BR04] when customers are served', () => {
  it('while it is open: until when', () => {
    expect(at('2026-11-23T09:00')).toEqual({
      open: true,
      changesAt: there('2026-11-23T12:00'),
      offsetMinutes: 480,
    });
  });

  it('over lunch, in the evening and over a weekend: when it opens', () => {
    expect(at('2026-11-23T12:00')).toMatchObject({
      open: false,
      changesAt: there('2026-11-23T13:30'),
    });
    expect(at('2026-11-23T20:00').changesAt).toBe(there('2026-11-24T08:30'));
    expect(at('2026-11-20T18:00').changesAt).toBe(there('2026-11-23T08:30'));
  });

  it('jumps over a day of the holiday calendar', () => {
    expect(at('2026-11-24T18:00').changesAt).toBe(there('2026-11-26T08:30'));
  });

  it('does not close at midnight where the next day goes on', () => {
    const night = [{ from: '20:00', to: '24:00' }];
    const morning = [{ from: '00:00', to: '06:00' }];
    const hours = { ...OFFICE, weekly: [[], night, morning, [], [], [], []] };
    expect(at('2026-11-23T22:00', hours).changesAt).toBe(
      there('2026-11-24T06:00')
    );
  });

  it('never changes round the clock, nor where it never opens', () => {
    const round = serviceAt(DEFAULT_HOURS, there('2026-11-23T09:00'));
    expect(round).toMatchObject({ open: true, changesAt: null });
    const weekly = OFFICE.weekly.map(() => []);
    const never = at('2026-11-23T09:00', { ...OFFICE, weekly });
    expect(never).toMatchObject({ open: false, changesAt: null });
  });

  it('tells how far the clocks are ahead at that moment, in summer too', () => {
    const hours = { ...OFFICE, timeZone: 'America/New_York' };
    const winter = Date.parse('2027-03-13T22:00:00Z');
    expect(serviceAt(hours, winter).offsetMinutes).toBe(-240);
  });
});
