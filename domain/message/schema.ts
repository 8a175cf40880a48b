import * as z from 'zod';
import { ConversationId, IdentityId, MessageId } from '../ids';
import { LIMITS } from '../values/limits';
import { MESSAGE_KINDS, SENDER_TYPES } from '../values/states';
import { lengthOf } from '../values/text';

export const TextBody = z.strictObject({
  text: z
    .string()
    .refine((text) => text.trim().length > 0, { error: 'empty text' })
    .refine((text) => lengthOf(text) <= LIMITS.messageText, {
      error: 'text too long',
      params: { code: 'MESSAGE_TOO_LONG' },
    }),
});

/** What a sender hands over; the rest of the document is derived. */
export const OutgoingMessage = z.strictObject({
  _id: MessageId,
  kind: z.literal('text'),
  body: TextBody,
  sentAt: z.int().positive(),
  replyTo: MessageId.optional(),
});
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;

/** `messages/{_id}`. Times are milliseconds; seq 0 means not numbered yet. */
export const Message = z.object({
  _id: MessageId,
  conversationId: ConversationId,
  customer: z.string(),
  agentOpenid: z.string(),
  agentUid: z.string(),
  from: z.string(),
  sentAt: z.number(),
  /** Whole for what people say; a fraction for what stands between. */
  seq: z.number().min(0),
  kind: z.enum(MESSAGE_KINDS),
  body: z.object({ text: z.string() }),
  replyTo: MessageId.optional(),
  /** Server time, written with the seq. */
  at: z.number().optional(),
  senderType: z.enum(SENDER_TYPES).optional(),
  safety: z.enum(['pass', 'neutralised']).optional(),
});
export type Message = z.infer<typeof Message>;

/** What a client writes directly under the rules. */
export const ClientMessage = OutgoingMessage.extend({
  conversationId: ConversationId,
  customer: IdentityId,
  agentOpenid: z.string(),
  agentUid: z.string(),
  from: IdentityId,
  seq: z.literal(0),
});
export type ClientMessage = z.infer<typeof ClientMessage>;
