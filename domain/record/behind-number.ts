import type * as z from 'zod';
import type { RecordQuery } from './query';

type Query = z.input<typeof RecordQuery>;

/** Days, and whose: a member of staff, a team, or a code. */
export type RowsOf = Pick<
  Query,
  'from' | 'to' | 'firstDay' | 'lastDay' | 'staffId' | 'teamId' | 'codeId'
>;

const ENDED = { by: 'closedAt', state: 'closed' } as const;

/**
 * What `record.list` has to be asked for to see the rows of a number of the
 * reports. Of several days or people a number is a sum, and what counts on
 * two of them is one row; 'customers' are the customers of the rows.
 */
export const BEHIND = {
  customers: { by: 'customerAt' },
  begun: { by: 'createdAt' },
  handled: { by: 'agentAt' },
  closed: ENDED,
  converted: { ...ENDED, converted: true },
  solved: { ...ENDED, solvedInOne: true },
  rated: { ...ENDED, rated: true },
  commented: { ...ENDED, rated: true, commented: true },
  /** Of a code: what its scans began. */
  started: { by: 'scannedAt' },
  replied: { by: 'scannedAt', answered: true },
} as const satisfies Record<string, Query>;

/** Or of one score, or of one hour of the week. */
export type OpenedNumber =
  keyof typeof BEHIND | { score: number } | { slot: number };

export function rowsBehind(number: OpenedNumber, of: RowsOf): Query {
  if (typeof number === 'string') return { ...of, ...BEHIND[number] };
  const rest = 'slot' in number ? BEHIND.begun : ENDED;
  return { ...of, ...rest, ...number };
}
