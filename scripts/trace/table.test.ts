import { describe, expect, it } from 'vitest';
import { countStates, idsInTable, writeStates } from './table';

const TABLE = [
  '| id    | wish        | state      |',
  '| ----- | ----------- | ---------- |',
  '| F001a | One `x` \\| | open       |',
  '| A-V1  | Later       | roadmap    |',
  '| X2    | Two         | tested (9) |',
].join('\n');

describe('the table of requirements', () => {
  it('lists ids in order and no heading', () => {
    expect(idsInTable(TABLE)).toEqual(['F001a', 'A-V1', 'X2']);
  });

  it('takes states from the counts and leaves those that people gave', () => {
    const counts = new Map([
      ['F001a', 2],
      ['A-V1', 1],
    ]);
    expect(countStates(writeStates(TABLE, counts))).toEqual({
      tested: 1,
      roadmap: 1,
      open: 1,
    });
    expect(writeStates(TABLE, counts)).toContain('tested (2)');
  });
});
