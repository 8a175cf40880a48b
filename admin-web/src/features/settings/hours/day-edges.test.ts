import { describe, expect, it } from 'vitest';
import {
  addAny,
  addAt,
  copyDay,
  edgeRange,
  gridSpan,
  minutesOf,
  moveEdge,
  nearestEdge,
  splitAt,
  stepEdge,
  timeOf,
} from './day-edges';
import { intervalWords } from './day-words';

const DAY = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '18:00' },
];
const words = (day: Parameters<typeof intervalWords>[0]) => intervalWords(day);
const at = (time: string) => minutesOf(time);

describe('[A-BR04] an edge of the working hours', () => {
  it('stands on half hours, wherever it is let go', () => {
    expect(words(moveEdge(DAY, 1, 'to', at('18:44')))).toBe(
      '8:30–12:00、13:30–18:30'
    );
    expect(words(moveEdge(DAY, 1, 'to', at('18:46')))).toBe(
      '8:30–12:00、13:30–19:00'
    );
  });

  it('goes to its neighbour and the end of the day, and no further', () => {
    expect(moveEdge(DAY, 0, 'to', at('20:00'))[0]?.to).toBe('13:30');
    expect(moveEdge(DAY, 1, 'from', 0)[1]?.from).toBe('12:00');
    expect(moveEdge(DAY, 1, 'to', 9_999)[1]?.to).toBe('24:00');
    expect(moveEdge(DAY, 0, 'from', -9)[0]?.from).toBe('00:00');
  });

  it('never passes its own twin: half an hour is left', () => {
    expect(words(moveEdge(DAY, 0, 'from', at('17:00')))).toBe(
      '11:30–12:00、13:30–18:00'
    );
    expect(moveEdge(DAY, 1, 'to', 0)[1]?.to).toBe('14:00');
  });

  it('is the nearest one to the finger, where large handles overlap', () => {
    const pressed = { index: 1, edge: 'from' as const };
    const near = (time: string) => nearestEdge(DAY, pressed, at(time));
    expect(near('12:10')).toEqual({ index: 0, edge: 'to' });
    expect(near('12:50')).toEqual(pressed);
    // Two that touch: the one that was pressed.
    const touching = [DAY[0]!, { from: '12:00', to: '18:00' }];
    expect(nearestEdge(touching, pressed, at('12:00'))).toEqual(pressed);
  });

  it('moves by half hours with the keys, from odd minutes to the next one', () => {
    expect(stepEdge(DAY, 0, 'from', -1)[0]?.from).toBe('08:00');
    expect(stepEdge(DAY, 0, 'from', 4)[0]?.from).toBe('10:30');
    const odd = [{ from: '09:10', to: '12:05' }];
    expect(stepEdge(odd, 0, 'from', 1)[0]?.from).toBe('09:30');
    expect(stepEdge(odd, 0, 'from', -1)[0]?.from).toBe('09:00');
    expect(edgeRange(DAY, 0, 'to')).toEqual({ min: 540, max: 810 });
  });
});

describe('[A-BR04] a day of the working hours', () => {
  it('is split by a break of an hour around that moment', () => {
    const whole = [{ from: '09:00', to: '18:00' }];
    expect(words(splitAt(whole, at('12:30')))).toBe('9:00–12:00、13:00–18:00');
    expect(words(splitAt(whole, at('09:05')))).toBe('9:00–9:30、10:30–18:00');
    expect(words(splitAt(whole, at('17:55')))).toBe('9:00–16:30、17:30–18:00');
  });

  it('is not split where there is no room, nor between its hours', () => {
    const short = [{ from: '09:00', to: '10:30' }];
    expect(splitAt(short, at('09:40'))).toEqual(short);
    expect(splitAt(DAY, at('12:30'))).toEqual(DAY);
  });

  it('gets hours where there were none, within the gap', () => {
    expect(words(addAt([], at('10:00')))).toBe('9:00–11:00');
    expect(words(addAt(DAY, at('12:30')))).toBe(
      '8:30–12:00、12:00–13:30、13:30–18:00'
    );
    expect(addAt(DAY, at('09:00'))).toEqual(DAY);
    expect(words(addAny([]))).toBe('9:00–18:00');
    expect(addAny(DAY)).toHaveLength(3);
  });

  it('has no more than six parts', () => {
    const six = Array.from({ length: 6 }, (_, n) => ({
      from: timeOf(n * 120),
      to: timeOf(n * 120 + 60),
    }));
    expect(addAny(six)).toEqual(six);
    expect(
      splitAt([...six.slice(1), { from: '13:00', to: '23:00' }], 900)
    ).toHaveLength(6);
  });

  it('is copied to others, which stay independent of it', () => {
    const week = [[], DAY, [], [], [], [], []];
    const copied = copyDay(week, 1, [2, 6]);
    expect(copied.map((day) => day.length)).toEqual([0, 2, 2, 0, 0, 0, 2]);
    expect(copied[2]).not.toBe(copied[1]);
    expect(gridSpan(week)).toEqual({ from: 420, to: 1320 });
    expect(gridSpan([[{ from: '00:00', to: '24:00' }]])).toEqual({
      from: 0,
      to: 1440,
    });
  });
});
