import * as z from 'zod';
import { Tag } from '../customer/names';
import { CustomerId, StaffId } from '../ids';
import { LIMITS } from '../values/limits';
import { CHANNELS, CONVERSATION_STATES } from '../values/states';
import type { RecordRow } from './row';

/** The times of a conversation by which records are found and ordered. */
export const RECORD_TIMES = ['lastAt', 'createdAt', 'closedAt'] as const;
export type RecordTime = (typeof RECORD_TIMES)[number];

/** Which conversations; all filters hold together. */
export const RecordQuery = z.strictObject({
  /** Both ends included, ms, of the time named by `by`. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** The latest of these first. 'closedAt': only those that have ended. */
  by: z.enum(RECORD_TIMES).default('lastAt'),
  staffId: StaffId.optional(),
  customerId: CustomerId.optional(),
  state: z.enum(CONVERSATION_STATES).optional(),
  channel: z.enum(CHANNELS).optional(),
  /** The score of its rating, one to five. */
  score: z.int().min(1).max(5).optional(),
  tag: Tag.optional(),
  resolved: z.boolean().optional(),
  /** Solved at the first contact, as the reports count it. */
  solvedInOne: z.boolean().optional(),
  converted: z.boolean().optional(),
  /** A part of anything said in it, or of its customer's name. */
  text: z.string().trim().max(LIMITS.search).optional(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

/** Whether the database alone cannot tell which ones these are. */
export function needsLook({ tag, text, ...query }: RecordQuery): boolean {
  const { resolved, solvedInOne, converted } = query;
  const said = resolved ?? solvedInOne ?? converted;
  return Boolean(tag || text) || said !== undefined;
}

/** @param said whether its text was found among what was said */
export function fitsQuery(
  row: RecordRow,
  query: RecordQuery,
  said: boolean
): boolean {
  const { tag, text } = query;
  if (tag && !row.tags.includes(tag)) return false;
  for (const key of ['resolved', 'solvedInOne', 'converted'] as const) {
    if (query[key] !== undefined && row[key] !== query[key]) return false;
  }
  if (!text) return true;
  return said || row.nick.toLowerCase().includes(text.toLowerCase());
}
