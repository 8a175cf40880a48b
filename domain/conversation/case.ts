import * as z from 'zod';
import { ConversationId } from '../ids';
import { CLOSE_REASONS } from '../values/states';

export const Rated = z.object({
  score: z.int(),
  resolved: z.boolean(),
  comment: z.string(),
  at: z.number(),
});
export type Rated = z.infer<typeof Rated>;

/** `cases/{conversationId}`: what only staff may know. No client reads it. */
export const Case = z.object({
  _id: ConversationId,
  customerId: z.string(),
  entryId: z.string(),
  /** Whose code brought him, or '-'. */
  exclusiveStaffId: z.string(),
  /** Who had it before it was reopened or handed back, or '-'. */
  previousStaffId: z.string(),
  assignedAt: z.number().nullable(),
  assignedWhy: z.string(),
  explanation: z.string(),
  closeReason: z.enum(CLOSE_REASONS).nullable(),
  closedBy: z.enum(['customer', 'agent', 'system']).nullable(),
  reopened: z.int(),
  /** Every rating he gave, the last one counts. */
  ratings: z.array(Rated),
});
export type Case = z.infer<typeof Case>;

/** `arrivals/{conversationId}`: waits for the dispatcher. */
export const Arrival = z.object({
  _id: ConversationId,
  customer: z.string(),
  exclusiveStaffId: z.string(),
  previousStaffId: z.string(),
  at: z.number(),
});
export type Arrival = z.infer<typeof Arrival>;
