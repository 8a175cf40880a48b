import { describe, expect, it } from 'vitest';
import { figuresOf, noNumbers } from '../../../../domain/rollup/numbers';
import type { Numbers } from '../../../../domain/rollup/schema';
import type { OutputOf } from '../../../../domain/actions/index';
import type { Report } from './report-figures';
import { codeLines, directLine } from './table-lines';

const counted = (numbers: Partial<Numbers>) => {
  const all = { ...noNumbers(), ...numbers };
  return { numbers: all, figures: figuresOf(all) };
};
const report = {
  total: counted({ begun: 10, closed: 8, converted: 4 }),
  codes: [
    { codeId: 'code-of-chen', staffId: 's1', ...counted({ begun: 4 }) },
    {
      codeId: 'code-of-gao',
      staffId: 's2',
      ...counted({ begun: 3, closed: 4 }),
    },
  ],
} as unknown as Report;
const names = new Map([['s1', '陈雨桐']]);
const funnel = {
  whole: true,
  codes: [
    { codeId: 'code-of-chen', scans: 9, entered: 7 },
    { codeId: 'only-scanned', scans: 2, entered: 2 },
  ],
} as unknown as OutputOf<'report.funnel'>;

describe('[A-P20] lines of codes', () => {
  it('are those that began something and those that were only scanned', () => {
    const lines = codeLines(report, null, funnel, names);
    expect(lines.map(({ name }) => name)).toEqual([
      '陈雨桐 · f-chen',
      '专属码 · of-gao',
      '专属码 · canned',
    ]);
    expect(lines.map(({ more }) => more?.scans ?? 0)).toEqual([9, 0, 2]);
    expect(lines[2]?.numbers.begun).toBe(0);
    const [first] = codeLines(report, null, null, names);
    expect(first).not.toHaveProperty('more');
  });

  it('leave what came without any code', () => {
    const { numbers, figures, before } = directLine(report, null);
    expect(numbers).toMatchObject({ begun: 3, closed: 4, converted: 4 });
    expect(figures.conversion).toBe(1);
    expect(before).toBeUndefined();
  });
});
