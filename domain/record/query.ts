import * as z from 'zod';
import { Tag } from '../customer/names';
import { CodeId, CustomerId, StaffId, TeamId } from '../ids';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import { CHANNELS, CONVERSATION_STATES } from '../values/states';
import type { RecordRow } from './row';
import { SPAN } from './span';

/**
 * The times of a conversation by which records are found: three of its own,
 * and when a customer or an agent said something, or the code was scanned that
 * began it. Each has them in the order of `orderOf`, the latest first.
 */
export const RECORD_TIMES = [
  'lastAt',
  'createdAt',
  'closedAt',
  'customerAt',
  'agentAt',
  'scannedAt',
] as const;
export type RecordTime = (typeof RECORD_TIMES)[number];

/** Which conversations; all filters hold together. */
export const RecordQuery = z.strictObject({
  ...SPAN,
  /** The time that lies there. 'closedAt': only those that have ended. */
  by: z.enum(RECORD_TIMES).default('lastAt'),
  /** Who had it at that time, as the reports count; by 'lastAt': has it. */
  staffId: StaffId.optional(),
  /** Somebody of those who are in that team now. */
  teamId: TeamId.optional(),
  /** The code that brought its customer; '-': none did. */
  codeId: z.union([CodeId, z.literal(NOBODY)]).optional(),
  customerId: CustomerId.optional(),
  state: z.enum(CONVERSATION_STATES).optional(),
  channel: z.enum(CHANNELS).optional(),
  /** The score of its rating, one to five. */
  score: z.int().min(1).max(5).optional(),
  rated: z.boolean().optional(),
  /** Rated with words. */
  commented: z.boolean().optional(),
  tag: Tag.optional(),
  resolved: z.boolean().optional(),
  /** Solved at the first contact, as the reports count it. */
  solvedInOne: z.boolean().optional(),
  converted: z.boolean().optional(),
  /** An agent answered its first message. */
  answered: z.boolean().optional(),
  /** The hour of the week in which it began there; Monday 0:00 is 0. */
  slot: z.int().min(0).max(167).optional(),
  /** A part of anything said in it, or of its customer's name. */
  text: z.string().trim().max(LIMITS.search).optional(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

/** The field of a conversation that orders what is found. */
export function orderOf(by: RecordTime): 'lastAt' | 'createdAt' | 'closedAt' {
  if (by === 'scannedAt') return 'createdAt';
  return by === 'customerAt' || by === 'agentAt' ? 'lastAt' : by;
}

/** Whether who has it now is whom the query means. */
export function meansHolder({ by }: Pick<RecordQuery, 'by'>): boolean {
  return by === 'lastAt' || by === 'closedAt';
}

/** Whether the database alone cannot tell which ones these are. */
export function needsLook(query: RecordQuery): boolean {
  const { by, tag, text, codeId, staffId, teamId } = query;
  const said = LOOKED.some((key) => query[key] !== undefined);
  const whose = !meansHolder(query) && Boolean(staffId ?? teamId);
  const when = by !== orderOf(by);
  return Boolean(tag || text || codeId) || said || whose || when;
}

const LOOKED = [
  'resolved',
  'solvedInOne',
  'converted',
  'commented',
  'answered',
  'slot',
] as const;

/** What a row does not tell of a conversation. */
export interface RecordFacts {
  /** Who had it at each moment that is meant; '-' is nobody. */
  holders: readonly string[];
  /** Which code brought its customer, or '-'. */
  codeId: string;
  answered: boolean;
  slot: number;
  /** Whether the text was found among what was said. */
  said: boolean;
}

/** @param whose work is meant; null: everybody's and nobody's */
export function fitsQuery(
  row: RecordRow,
  query: RecordQuery,
  { holders, codeId, answered, slot, said }: RecordFacts,
  whose: ReadonlySet<string> | null = null
): boolean {
  const { tag, text } = query;
  if (!holders.some((one) => whose?.has(one) ?? true)) return false;
  if (query.codeId !== undefined && query.codeId !== codeId) return false;
  if (tag && !row.tags.includes(tag)) return false;
  const found = { ...row, answered, slot, commented: row.comment !== '' };
  if (LOOKED.some((key) => (query[key] ?? found[key]) !== found[key])) {
    return false;
  }
  if (!text) return true;
  return said || row.nick.toLowerCase().includes(text.toLowerCase());
}
