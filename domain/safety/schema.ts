import * as z from 'zod';
import { ConversationId, IdentityId } from '../ids';
import { CHECK_VERDICTS } from '../values/states';

/** `checks/{messageId}`: one message that WeChat is asked about. */
export const Check = z.object({
  _id: z.string(),
  conversationId: ConversationId.or(z.literal('-')),
  /** Who said it: WeChat asks for his openid. */
  openid: IdentityId,
  kind: z.enum(['text', 'image', 'voice']),
  /**
   * ask: for a call that may reach WeChat; asked: its event is awaited;
   * early: a verdict, under `trace.{traceId}`, of nobody knew what as it came.
   */
  status: z.enum(['ask', 'asked', 'done', 'early']),
  /** Nobody else sees it before. */
  held: z.boolean(),
  /** By which WeChat tells the verdict on media; '-' before. */
  traceId: z.string(),
  verdict: z.enum(CHECK_VERDICTS).nullable(),
  /** WeChat's label of what it found; 0: none yet. */
  label: z.int(),
  /** WeChat's last refusal; 0: none, -1: it did not answer. */
  errCode: z.int(),
  tries: z.int(),
  /** Whoever asks has it until then. */
  claimedUntil: z.number(),
  at: z.number(),
  /** Then doubt decides. */
  dueAt: z.number(),
});
export type Check = z.infer<typeof Check>;
