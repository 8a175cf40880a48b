import * as z from 'zod';
import { ConversationId } from '../ids';
import { CLOSE_REASONS, RATING_REASONS } from '../values/states';

export const Rated = z.object({
  score: z.int(),
  resolved: z.boolean(),
  /** What was missing, if he says so. */
  reason: z.enum(RATING_REASONS).optional(),
  comment: z.string(),
  at: z.number(),
});
export type Rated = z.infer<typeof Rated>;

/** Somebody handed it on: to a member of staff or a team, the other is '-'. */
export const Transfer = z.object({
  at: z.number(),
  /** staffId of whoever decided it. */
  by: z.string(),
  /** Who had it until then, or '-'. */
  from: z.string(),
  staffId: z.string(),
  teamId: z.string(),
});
export type Transfer = z.infer<typeof Transfer>;

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
  /** Higher is served sooner. */
  priority: z.int(),
  /** What an agent must know to answer it, or ''. */
  skill: z.string(),
  tags: z.array(z.string()),
  /** Whether it led to a deal; null: nobody said. */
  converted: z.boolean().nullable(),
  /** Whether the problem is solved, as the agent says; null: nobody said. */
  resolved: z.boolean().nullable(),
  /** The first agent's answer, ms; null: none yet. */
  firstReplyAt: z.number().nullable(),
  /** How many lines stand between message `seq` and the next. */
  between: z.object({ seq: z.int(), count: z.int() }),
  /** Everybody who had it, in order. */
  held: z.array(z.object({ staffId: z.string(), at: z.number() })),
  /** The last time it was handed on by hand; null: never. */
  transfer: Transfer.nullable(),
  /** How often a check found something here, and when last. */
  flagged: z.int().optional(),
  flaggedAt: z.number().optional(),
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
  /** Who had it and did not answer, or '-': rather somebody else. */
  avoidStaffId: z.string(),
  /** Only for members of this team, or '-'. */
  teamId: z.string(),
  priority: z.int(),
  skill: z.string(),
  at: z.number(),
});
export type Arrival = z.infer<typeof Arrival>;
