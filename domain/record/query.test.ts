import { describe, expect, it } from 'vitest';
import { BEHIND, rowsBehind } from './behind-number';
import { fitsQuery, needsLook, RecordQuery, type RecordFacts } from './query';
import type { RecordRow } from './row';
import { inMoments, slotAt } from './moments';

const row = {
  nick: 'Wang 王',
  tags: ['退款'],
  resolved: true,
  solvedInOne: true,
  converted: null,
  comment: '太慢',
} as unknown as RecordRow;
const FACTS: RecordFacts = {
  holders: ['a', 'b'],
  codeId: '0123456789ab',
  answered: true,
  slot: 9,
  said: false,
};
const fits = (query: object, said = false) =>
  fitsQuery(row, RecordQuery.parse(query), { ...FACTS, said });

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

  it('is of whoever had it at one of the moments that are meant', () => {
    const query = RecordQuery.parse({ by: 'agentAt' });
    const of = (facts: Partial<RecordFacts>, ...whose: string[]) =>
      fitsQuery(row, query, { ...FACTS, ...facts }, new Set(whose));
    expect(of({}, 'b')).toBe(true);
    expect(of({}, 'c')).toBe(false);
    expect(of({ holders: [] }, 'b')).toBe(false);
    expect(fitsQuery(row, query, { ...FACTS, holders: ['-'] })).toBe(true);
    expect(fitsQuery(row, query, { ...FACTS, holders: [] })).toBe(false);
  });

  it('[F001c] holds for one code, or for none', () => {
    expect(fits({ codeId: FACTS.codeId })).toBe(true);
    expect(fits({ codeId: 'ba9876543210' })).toBe(false);
    expect(fits({ codeId: '-' })).toBe(false);
    expect(fits({ answered: false })).toBe(false);
    expect(fits({ slot: 9 })).toBe(true);
    expect(fits({ slot: 10 })).toBe(false);
    expect(fits({ commented: true, answered: true })).toBe(true);
  });

  it('looks inside only where the database cannot tell', () => {
    const look = (query: object) => needsLook(RecordQuery.parse(query));
    expect(look({ state: 'closed', score: 5, text: ' ' })).toBe(false);
    const staffId = '0'.repeat(16);
    expect(look({ by: 'closedAt', staffId, teamId: staffId })).toBe(false);
    expect(look({ by: 'createdAt', rated: true })).toBe(false);
    const looks = [
      { tag: 'a' },
      { converted: false },
      { solvedInOne: true },
      { by: 'createdAt', staffId },
      { by: 'customerAt' },
      { codeId: '-' },
    ];
    expect(looks.every(look)).toBe(true);
  });
});

describe('[F010a] a number opens down to its rows', () => {
  it('of the days and the person it was counted for', () => {
    const of = { firstDay: '2026-11-20', lastDay: '2026-11-21' };
    const query = { ...of, staffId: '0'.repeat(16) };
    expect(rowsBehind('begun', query)).toEqual({ ...query, by: 'createdAt' });
    expect(rowsBehind({ score: 2 }, query)).toEqual({
      ...query,
      by: 'closedAt',
      state: 'closed',
      score: 2,
    });
    for (const number of Object.keys(BEHIND)) {
      const asked = rowsBehind(number as keyof typeof BEHIND, of);
      expect(() => RecordQuery.parse(asked)).not.toThrow();
    }
  });

  it('of days as the place has them, the last moment included', () => {
    const days = { firstDay: '2026-11-20', lastDay: '2026-11-20', by: 'x' };
    const from = Date.parse('2026-11-20T00:00:00+08:00');
    const to = Date.parse('2026-11-20T23:59:59.999+08:00');
    const zone = 'Asia/Shanghai';
    expect(inMoments(days, zone)).toEqual({ from, to, by: 'x' });
    const both = { ...days, from: from + 5, to: to + 5 };
    expect(inMoments(both, zone)).toEqual({ from: from + 5, to, by: 'x' });
    expect(inMoments({ lastDay: '2026-11-20' }, zone)).toEqual({ to });
    expect(inMoments({}, zone)).toEqual({});
    const friday = 4 * 24;
    expect([slotAt(zone, from), slotAt(zone, to)]).toEqual([
      friday,
      friday + 23,
    ]);
  });
});
