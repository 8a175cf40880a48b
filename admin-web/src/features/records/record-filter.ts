import type { InputOf } from '../../../../domain/actions/index';
import { RECORD_TIMES } from '../../../../domain/record/query';
import { CONVERSATION_STATES } from '../../../../domain/values/states';

/** As it stands in the address; '' where nothing is asked. */
export interface RecordFilter {
  q: string;
  /** Days of the product's calendar, `2026-11-20`, both included. */
  from: string;
  to: string;
  staff: string;
  customer: string;
  state: string;
  tag: string;
  /** What only a number of the reports asks for: a team, a code … */
  team: string;
  code: string;
  /** … the time that counts … */
  by: string;
  /** … a score of one to five … */
  score: string;
  /** … and 'yes' where it led to a deal, or was solved. */
  converted: string;
  resolved: string;
  /** 'yes' where it was solved and he came back no more. */
  inOne: string;
  /** 'yes' where it was rated, with words, or answered. */
  rated: string;
  commented: string;
  answered: string;
  /** An hour of the week, 0 to 167. */
  slot: string;
}
export const RECORD_KEYS = [
  'q',
  'from',
  'to',
  'staff',
  'customer',
  'state',
  'tag',
  'team',
  'code',
  'by',
  'score',
  'converted',
  'resolved',
  'inOne',
  'rated',
  'commented',
  'answered',
  'slot',
] as const satisfies (keyof RecordFilter)[];

export const NO_RECORD_FILTER: RecordFilter = {
  q: '',
  from: '',
  to: '',
  staff: '',
  customer: '',
  state: '',
  tag: '',
  team: '',
  code: '',
  by: '',
  score: '',
  converted: '',
  resolved: '',
  inOne: '',
  rated: '',
  commented: '',
  answered: '',
  slot: '',
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
    ...daysOf(filter),
    ...(q ? { text: q } : {}),
    ...(staff ? { staffId: staff } : {}),
    ...(customer ? { customerId: customer } : {}),
    ...(state ? { state } : {}),
    ...(tag ? { tag } : {}),
    ...behindNumber(filter),
  };
}

/** An address may hold anything; what is no day is left out. */
export function daysOf({ from, to }: { from: string; to: string }): {
  firstDay?: string;
  lastDay?: string;
} {
  return {
    ...(isDay(from) ? { firstDay: from } : {}),
    ...(isDay(to) ? { lastDay: to } : {}),
  };
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return at >= 0 && new Date(at).toISOString().slice(0, 10) === day;
}

function behindNumber(filter: RecordFilter): InputOf<'record.list'> {
  const { team, code } = filter;
  const by = RECORD_TIMES.find((one) => one === filter.by);
  const score = Number(filter.score);
  return {
    ...(by ? { by } : {}),
    ...(team ? { teamId: team } : {}),
    ...(code ? { codeId: code } : {}),
    ...(score >= 1 && score <= 5 ? { score } : {}),
    ...(filter.converted === 'yes' ? { converted: true } : {}),
    ...(filter.resolved === 'yes' ? { resolved: true } : {}),
    ...(filter.inOne === 'yes' ? { solvedInOne: true } : {}),
    ...(filter.rated === 'yes' ? { rated: true } : {}),
    ...(filter.commented === 'yes' ? { commented: true } : {}),
    ...(filter.answered === 'yes' ? { answered: true } : {}),
    ...(SLOT.test(filter.slot) ? { slot: Number(filter.slot) } : {}),
  };
}

const SLOT = /^(\d{1,2}|1[0-5]\d|16[0-7])$/;

/** The same query as it stands in the address. */
export function recordAddressOf(
  query: InputOf<'record.list'>
): Record<string, string> {
  const yes = (value: boolean | undefined) => value === true && 'yes';
  const all = {
    from: query.firstDay,
    to: query.lastDay,
    staff: query.staffId,
    team: query.teamId,
    code: query.codeId,
    by: query.by,
    state: query.state,
    score: query.score?.toString(),
    slot: query.slot?.toString(),
    converted: yes(query.converted),
    inOne: yes(query.solvedInOne),
    rated: yes(query.rated),
    commented: yes(query.commented),
    answered: yes(query.answered),
  };
  const said = Object.entries(all).filter(([, value]) => Boolean(value));
  return Object.fromEntries(said) as Record<string, string>;
}
