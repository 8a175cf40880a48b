import * as z from 'zod';
import { PUSH_STATUSES } from '../values/states';

/** `credits/{openid}.{templateId}`: our ledger of consents. */
export const Credit = z.object({
  _id: z.string(),
  openid: z.string(),
  templateId: z.string(),
  balance: z.int().min(0),
  updatedAt: z.number(),
});
export type Credit = z.infer<typeof Credit>;

/** `pushes/{_id}`: one row for each push that was wanted (A-DM05). */
export const Push = z.object({
  _id: z.string(),
  openid: z.string(),
  customerId: z.string(),
  conversationId: z.string(),
  messageId: z.string(),
  templateId: z.string(),
  sender: z.string(),
  summary: z.string(),
  status: z.enum(PUSH_STATUSES),
  /** WeChat's code where it answered one. */
  errCode: z.int().nullable(),
  tries: z.int(),
  createdAt: z.number(),
  sentAt: z.number().nullable(),
  clickedAt: z.number().nullable(),
});
export type Push = z.infer<typeof Push>;
