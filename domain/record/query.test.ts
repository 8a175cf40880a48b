import { describe, expect, it } from 'vitest';
import { rowsBehind } from './behind-number';
import { fitsQuery, needsLook, RecordQuery } from './query';
import type { RecordRow } from './row';

const row = {
  nick: 'Wang 王',
  tags: ['退款'],
  resolved: true,
  solvedInOne: true,
  converted: null,
} as unknown as RecordRow;
const fits = (query: object, said = false) =>
  fitsQuery(row, RecordQuery.parse(query), said);

describe('[F012a] which conversations a query means', () => {
  it('holds all of its filters together', () => {
    expect(fits({ tag: '退款', resolved: true })).toBe(true);
    expect(fits({ tag: '退款', resolved: false })).toBe(false);
    expect(fits({ tag: '换货', resolved: true })).toBe(false);
    expect(fits({ converted: false })).toBe(false);
    expect(fits({ solvedInOne: true })).toBe(true);
    expect(fits({ resolved: true, solvedInOne: false })).toBe(false);
  });

  it('finds a text in what was said or in the name', () => {
    expect(fits({ text: '发货' })).toBe(false);
    expect(fits({ text: '发货' }, true)).toBe(true);
    expect(fits({ text: 'wang' })).toBe(true);
  });

  it('looks inside only where the database cannot tell', () => {
    const look = (query: object) => needsLook(RecordQuery.parse(query));
    expect(look({ state: 'closed', score: 5, text: ' ' })).toBe(false);
    expect(
      [{ tag: 'a' }, { converted: false }, { solvedInOne: true }].every(look)
    ).toBe(true);
  });
});

describe('[F010a] a number opens down to its rows', () => {
  it('of the days it was counted for, the last moment included', () => {
    const span = { from: 10, to: 20, staffId: '0'.repeat(16) };
    const within = { from: 10, to: 19, staffId: span.staffId };
    expect(rowsBehind('begun', span)).toEqual({ ...within, by: 'createdAt' });
    expect(rowsBehind({ score: 2 }, span)).toEqual({
      ...within,
      by: 'closedAt',
      state: 'closed',
      score: 2,
    });
    for (const number of ['closed', 'converted', 'solved'] as const) {
      expect(() => RecordQuery.parse(rowsBehind(number, span))).not.toThrow();
    }
  });
});
