import { describe, expect, it } from 'vitest';
import { figuresOf, noNumbers } from '../../../../domain/rollup/numbers';
import type { Numbers } from '../../../../domain/rollup/schema';
import {
  cellOf,
  changeOf,
  columnsOf,
  fewOf,
  sorted,
  type TableLine,
} from './report-columns';

const counted = (numbers: Partial<Numbers>) => {
  const all = { ...noNumbers(), ...numbers };
  return { numbers: all, figures: figuresOf(all) };
};
const line = (
  id: string,
  numbers: Partial<Numbers>,
  before?: Partial<Numbers>
): TableLine => ({
  id,
  name: id,
  ...counted(numbers),
  before: before && counted(before),
});
const reply = (ms: number) => ({ firstReply: { ms, count: 1 } });
const [first, score, customers, closed] = columnsOf([
  'first',
  'score',
  'customers',
  'closed',
]) as [never, never, never, never];

describe('[A-P20] [A-K08] tables of agents, teams and codes', () => {
  it('have the best first, and whoever has no number last either way', () => {
    const lines = [
      line('none', {}),
      line('slow', reply(90_000)),
      line('fast', reply(30_000)),
    ];
    const ids = (turned: boolean) =>
      sorted(lines, first, turned).map(({ id }) => id);
    expect(ids(false)).toEqual(['fast', 'slow', 'none']);
    expect(ids(true)).toEqual(['slow', 'fast', 'none']);
    const many = [line('a', { customers: 1 }), line('b', { customers: 2 })];
    expect(sorted(many, customers, false)[0]?.id).toBe('b');
  });

  it('compare with the time before, where there was any', () => {
    const one = line('a', { customers: 12 }, { customers: 10 });
    expect(changeOf(customers, one)).toBe('+20%');
    expect(changeOf(customers, line('a', { customers: 12 }))).toBe('');
    expect(changeOf(first, one)).toBe('');
  });

  it('say where a score is of few, and nothing where there is none', () => {
    const few = line('a', { scores: [0, 0, 0, 0, 12] });
    expect(cellOf(score, few)).toBe('5.00');
    expect(fewOf(score, few)).toBe('样本少（12 份）');
    expect(fewOf(customers, few)).toBe('');
    expect(fewOf(score, line('a', { scores: [0, 0, 0, 0, 30] }))).toBe('');
    expect(cellOf(score, line('a', {}))).toBe('–');
  });

  it('open down to rows where there are such', () => {
    expect(closed).toMatchObject({ rows: 'closed' });
    expect(first).not.toHaveProperty('rows');
  });
});
