import * as z from 'zod';
import { ConversationId, MessageId } from '../ids';

/** `complaints/{messageId}.{side}`: somebody reported what the other said. */
export const Complaint = z.object({
  _id: z.string(),
  conversationId: ConversationId,
  messageId: MessageId,
  customerId: z.string(),
  /** Who had the conversation then, or '-'. */
  staffId: z.string(),
  /** Which side reports. */
  by: z.enum(['customer', 'agent']),
  reason: z.string(),
  at: z.number(),
});
export type Complaint = z.infer<typeof Complaint>;
