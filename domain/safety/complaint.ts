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
  /** When somebody settled it, and who; absent while it is open. */
  settledAt: z.number().optional(),
  settledBy: z.string().optional(),
});
export type Complaint = z.infer<typeof Complaint>;

/** Whether it is about this member of staff: he does not settle it himself. */
export function isAbout(
  { by, staffId }: Pick<Complaint, 'by' | 'staffId'>,
  him: string
): boolean {
  return by === 'customer' && staffId === him;
}
