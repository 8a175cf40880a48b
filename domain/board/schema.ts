import * as z from 'zod';
import { Colleague } from '../staff/colleague';
import { STAFF_ROLES } from '../values/states';

/** Somebody who answers customers, at this moment. Times are ms. */
export const BoardAgent = Colleague.extend({
  role: z.enum(STAFF_ROLES),
  /** 0: he was never here. */
  lastSeenAt: z.number(),
  /** Conversations of his in which the customer's word is the last one. */
  unanswered: z.int(),
  /** Since when the oldest of them waits; null: none does. */
  oldestWaitAt: z.number().nullable(),
});
export type BoardAgent = z.infer<typeof BoardAgent>;

/** Those who have nobody yet. */
export const BoardQueue = z.object({
  waiting: z.int(),
  oldestWaitAt: z.number().nullable(),
  /** The 20 who have waited longest, the longest first. */
  first: z.array(
    z.object({
      conversationId: z.string(),
      customerId: z.string(),
      nick: z.string(),
      lastText: z.string(),
      waitingSince: z.number(),
    })
  ),
});
export type BoardQueue = z.infer<typeof BoardQueue>;
