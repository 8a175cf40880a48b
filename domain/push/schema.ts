import * as z from 'zod';
import { PUSH_PURPOSES, PUSH_STATUSES } from '../values/states';

/**
 * `credits/{openid}`: our ledger of one customer's consents, and when he was
 * pushed. One document, so that "three in an hour", "one consent is one
 * message" and "one at a time" are decided together.
 */
export const Credit = z.object({
  _id: z.string(),
  openid: z.string(),
  /** Consents not used up yet, by template. */
  balances: z.record(z.string(), z.int().min(0)),
  /** Reports by phones less reports by WeChat, by template. */
  ahead: z.record(z.string(), z.int()),
  /** Reports that were counted, so that none counts twice. */
  keys: z.array(z.string()),
  /** When he was pushed in the last hour. */
  times: z.array(z.number()),
  /** WeChat is being asked for him right now; by then, or its asker died. */
  sending: z.object({ pushId: z.string(), until: z.number() }).nullable(),
  updatedAt: z.number(),
});
export type Credit = z.infer<typeof Credit>;

/** `pushes/{_id}`: one row for each push that was wanted (A-DM05). */
export const Push = z.object({
  _id: z.string(),
  openid: z.string(),
  customerId: z.string(),
  conversationId: z.string(),
  /** '' where no message is told of. */
  messageId: z.string(),
  /** Whose answer it tells of; '-' is nobody's. */
  staffId: z.string(),
  purpose: z.enum(PUSH_PURPOSES),
  /** By which template it goes; '' until somebody tries. */
  templateId: z.string(),
  sender: z.string(),
  summary: z.string(),
  status: z.enum(PUSH_STATUSES),
  /** WeChat's code where it answered one; -2: nobody knows its answer. */
  errCode: z.int().nullable(),
  tries: z.int(),
  createdAt: z.number(),
  sentAt: z.number().nullable(),
  clickedAt: z.number().nullable(),
});
export type Push = z.infer<typeof Push>;
