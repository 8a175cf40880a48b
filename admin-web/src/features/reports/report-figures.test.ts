import { describe, expect, it } from 'vitest';
import { noNumbers } from '../../../../domain/rollup/numbers';
import { figuresOf, type Report } from './report-figures';
import { rowsLink } from './rows-link';

type Counted = Report['total'];
const NOTHING: Counted['figures'] = {
  firstReplyMs: null,
  replyMs: null,
  score: null,
  satisfied: null,
  solvedInOne: null,
  conversion: null,
  pushAccepted: null,
  pushGap: null,
  handledPerHour: null,
};
const counted = (
  numbers: Partial<Counted['numbers']>,
  figures: Partial<Counted['figures']>
): Counted => ({
  numbers: { ...noNumbers(), ...numbers },
  figures: { ...NOTHING, ...figures },
});
const of = (now: Counted, before: Counted | null = null) =>
  Object.fromEntries(figuresOf(now, before).map((one) => [one.key, one]));

describe('[F010a] [A-K01] the six numbers of a report', () => {
  it('say nothing where there is nothing to divide by', () => {
    const all = of(counted({}, {}));
    expect(all.first).toMatchObject({ value: '–', good: null });
    expect(all.score).toMatchObject({ value: '–', unit: '', good: null });
    expect(all.received?.value).toBe('0');
  });

  it('hold times, scores and shares against their targets', () => {
    const all = of(
      counted(
        { scores: [0, 0, 0, 0, 40] },
        {
          firstReplyMs: 91_000,
          replyMs: 181_000,
          score: 5,
          solvedInOne: 0.84,
          conversion: 0.2,
        }
      )
    );
    expect(all.first).toMatchObject({ value: '1:31', good: true });
    expect(all.reply).toMatchObject({ value: '3:01', good: false });
    expect(all.score).toMatchObject({ value: '5.00', good: true });
    expect(all.solved).toMatchObject({ value: '84.0', good: false });
    expect(all.converted).toMatchObject({ value: '20.0', good: true });
  });

  it('do not judge by a handful of ratings', () => {
    const all = of(counted({ scores: [3, 0, 0, 0, 0] }, { score: 1 }));
    expect(all.score).toMatchObject({ how: '样本少（3 份）', good: null });
  });

  it('compare with the time before, which may have been nothing', () => {
    const before = counted({ customers: 10 }, {});
    expect(of(counted({ customers: 12 }, {}), before).received?.how).toBe(
      '比上期 +20%'
    );
    const none = counted({}, {});
    expect(of(counted({ customers: 12 }, {}), none).received?.how).toBe('');
  });

  it('lead to the rows behind them', () => {
    const all = of(counted({}, {}));
    expect(all.received?.rows).toBe('customers');
    expect(all.first?.rows).toBeNull();
    const period = { from: '2026-11-01', to: '2026-11-07' };
    const link = rowsLink('converted', period, { teamId: 't1' });
    expect(link).toEqual({
      path: '/records',
      query: {
        ...period,
        team: 't1',
        by: 'closedAt',
        state: 'closed',
        converted: 'yes',
      },
    });
  });
});
