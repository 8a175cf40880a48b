import * as z from 'zod';
import { Case } from '../conversation/case';
import { ConversationId, CustomerId, StaffId } from '../ids';
import { Message } from '../message/schema';
import { RecordRow } from '../record/row';
import { CHANNELS, CONVERSATION_STATES } from '../values/states';
import { PageMark } from './page';
import { action } from './spec';

/** An agent reads what he had; a supervisor what his team had. */
const STAFF = {
  agent: 'own',
  supervisor: 'team',
  admin: 'organisation',
} as const;

export const recordActions = {
  /** Conversations by time, agent, customer and state; the latest first. */
  'record.list': action({
    in: 'admin',
    access: STAFF,
    input: z.strictObject({
      /** Time of the last message, both ends included, ms. */
      from: z.number().optional(),
      to: z.number().optional(),
      staffId: StaffId.optional(),
      customerId: CustomerId.optional(),
      state: z.enum(CONVERSATION_STATES).optional(),
      channel: z.enum(CHANNELS).optional(),
      after: PageMark.optional(),
    }),
    output: z.object({
      records: z.array(RecordRow),
      next: PageMark.nullable(),
    }),
  }),
  /** One of them with its messages, the last 20 or those before `beforeSeq`. */
  'record.get': action({
    in: 'admin',
    access: STAFF,
    input: z.strictObject({
      conversationId: ConversationId,
      beforeSeq: z.number().positive().optional(),
    }),
    output: z.object({
      record: RecordRow,
      case: Case.nullable(),
      /** Oldest first, internal notes among them. */
      messages: z.array(Message),
      /** Pass it as `beforeSeq`; null: that was the beginning. */
      next: z.number().nullable(),
    }),
  }),
};
