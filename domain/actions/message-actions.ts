import * as z from 'zod';
import { ConversationId, MessageId } from '../ids';
import { Message } from '../message/schema';
import { action } from './spec';

export const messageActions = {
  /**
   * Takes a message back: a tombstone keeps its place. Its sender within the
   * time the settings give, an agent only while the conversation is his;
   * supervisors any. Idempotent.
   */
  'message.recall': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      messageId: MessageId,
    }),
    output: z.object({ message: Message }),
  }),
};
