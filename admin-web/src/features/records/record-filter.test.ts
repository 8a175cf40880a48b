import { describe, expect, it } from 'vitest';
import { BEHIND, rowsBehind } from '../../../../domain/record/behind-number';
import { RecordQuery } from '../../../../domain/record/query';
import { queryWords } from '../exports/export-words';
import { chipsOf } from './record-chips';
import {
  recordAddressOf,
  recordFilterFrom,
  recordQueryOf,
} from './record-filter';

const OF = {
  firstDay: '2026-11-20',
  lastDay: '2026-11-21',
  teamId: 't'.repeat(16),
  codeId: 'c0123456789z',
};
const filterOf = (address: Record<string, string>) =>
  recordFilterFrom((key) => address[key] ?? '');

describe('[F010a] [F012a] the address of the rows behind a number', () => {
  it('asks for what the number is made of, each of them', () => {
    const numbers = Object.keys(BEHIND) as (keyof typeof BEHIND)[];
    for (const number of [
      ...numbers,
      { score: 3 },
      { slot: 100 },
      { slot: 0 },
    ]) {
      const query = rowsBehind(number, OF);
      const asked = recordQueryOf(filterOf(recordAddressOf(query)));
      expect(RecordQuery.parse(asked)).toEqual(RecordQuery.parse(query));
    }
  });

  it('names a day of the product, never a moment of the reader', () => {
    const query = recordQueryOf(filterOf({ from: '2026-11-20', to: 'x' }));
    expect(query).toEqual({ firstDay: '2026-11-20' });
    expect(recordQueryOf(filterOf({ from: '2026-02-30' }))).toEqual({});
  });
});

describe('[F012a] what an address alone asks for', () => {
  it('stands as chips that can be taken off', () => {
    const address = recordAddressOf(rowsBehind('replied', OF));
    const chips = chipsOf(filterOf(address), '北区');
    expect(chips.map(({ word }) => word)).toEqual([
      '小组 北区',
      '专属码 56789z',
      '这段时间扫的码',
      '得到回复',
    ]);
    const left = { ...address, ...{ [chips[1]!.key]: '' } };
    expect(recordQueryOf(filterOf(left)).codeId).toBeUndefined();
    expect(chipsOf(filterOf({ q: 'x', by: 'lastAt' }), '')).toEqual([]);
    expect(chipsOf(filterOf({ slot: '153' }), '')).toMatchObject([
      { word: '周日 9:00 开始' },
    ]);
    expect(chipsOf(filterOf({ code: '-' }), '')).toMatchObject([
      { word: '不经过码' },
    ]);
  });

  it('[F012b] is told before it is taken away', () => {
    const wish = { kind: 'records' as const, query: rowsBehind('begun', OF) };
    expect(queryWords(wish, new Map(), 0)).toBe(
      '2026-11-20 至 2026-11-21 · 按开始时间 · 一个小组 · 专属码 56789z'
    );
  });
});
