import type { InputOf } from '../../../../domain/actions/index';
import { RECORD_TIMES } from '../../../../domain/record/query';
import { CONVERSATION_STATES } from '../../../../domain/values/states';

/** As it stands in the address; '' where nothing is asked. */
export interface RecordFilter {
  q: string;
  /** Days of the reader's time zone, `2026-11-20`, both included. */
  from: string;
  to: string;
  staff: string;
  customer: string;
  state: string;
  tag: string;
  /** What only a number of the reports asks for: the time that counts … */
  by: string;
  /** … a score of one to five … */
  score: string;
  /** … and 'yes' where it led to a deal, or was solved. */
  converted: string;
  resolved: string;
  /** 'yes' where it was solved and he came back no more. */
  inOne: string;
}
export const RECORD_KEYS = [
  'q',
  'from',
  'to',
  'staff',
  'customer',
  'state',
  'tag',
  'by',
  'score',
  'converted',
  'resolved',
  'inOne',
] as const satisfies (keyof RecordFilter)[];

export const NO_RECORD_FILTER: RecordFilter = {
  q: '',
  from: '',
  to: '',
  staff: '',
  customer: '',
  state: '',
  tag: '',
  by: '',
  score: '',
  converted: '',
  resolved: '',
  inOne: '',
};

export function recordFilterFrom(read: (key: string) => string): RecordFilter {
  const filter = { ...NO_RECORD_FILTER };
  for (const key of RECORD_KEYS) filter[key] = read(key).trim();
  return filter;
}

export function recordQueryOf(filter: RecordFilter): InputOf<'record.list'> {
  const { q, staff, customer, tag } = filter;
  const state = CONVERSATION_STATES.find((one) => one === filter.state);
  return {
    ...spanOf(filter),
    ...(q ? { text: q } : {}),
    ...(staff ? { staffId: staff } : {}),
    ...(customer ? { customerId: customer } : {}),
    ...(state ? { state } : {}),
    ...(tag ? { tag } : {}),
    ...behindNumber(filter),
  };
}

function behindNumber(filter: RecordFilter): InputOf<'record.list'> {
  const by = RECORD_TIMES.find((one) => one === filter.by);
  const score = Number(filter.score);
  return {
    ...(by ? { by } : {}),
    ...(score >= 1 && score <= 5 ? { score } : {}),
    ...(filter.converted === 'yes' ? { converted: true } : {}),
    ...(filter.resolved === 'yes' ? { resolved: true } : {}),
    ...(filter.inOne === 'yes' ? { solvedInOne: true } : {}),
  };
}

/** From the first moment of the one day to the last of the other, ms. */
export function spanOf({ from, to }: { from: string; to: string }): {
  from?: number;
  to?: number;
} {
  const first = dayStart(from, 0);
  const after = dayStart(to, 1);
  return {
    ...(first === null ? {} : { from: first }),
    ...(after === null ? {} : { to: after - 1 }),
  };
}

/** null: no day. Days of 23 and 25 hours exist, so they are not added. */
function dayStart(day: string, later: number): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!parts) return null;
  const [, year, month, date] = parts.map(Number);
  return new Date(year!, month! - 1, date! + later).getTime();
}
