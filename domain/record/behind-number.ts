import type * as z from 'zod';
import type { RecordQuery } from './query';

/** Numbers of a report that have a list of conversations behind them. */
export type OpenedNumber =
  'begun' | 'closed' | 'converted' | 'solved' | { score: number };

/**
 * What `record.list` has to be asked for to see the rows of a number. What
 * ended counts for who had it last and is exactly these rows. What began counts
 * for who got it first: after a transfer it stands with the next one.
 */
export function rowsBehind(
  number: OpenedNumber,
  span: { from: number; to: number; staffId?: string }
): z.input<typeof RecordQuery> {
  const { to, ...rest } = span;
  const within = { ...rest, to: to - 1 };
  if (typeof number === 'object') {
    return { ...within, ...ENDED, score: number.score };
  }
  switch (number) {
    case 'begun':
      return { ...within, by: 'createdAt' };
    case 'closed':
      return { ...within, ...ENDED };
    case 'converted':
      return { ...within, ...ENDED, converted: true };
    case 'solved':
      return { ...within, ...ENDED, solvedInOne: true };
  }
}

const ENDED = { by: 'closedAt', state: 'closed' } as const;
