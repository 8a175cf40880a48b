import * as z from 'zod';
import { ConversationId, MessageId } from '../ids';
import { CannedReply, ReplyFields } from '../reply/schema';
import { action } from './spec';

/** Everybody his own; supervisors and administrators those of all as well. */
const STAFF = {
  agent: 'own',
  supervisor: 'organisation',
  admin: 'organisation',
} as const;

export const replyActions = {
  /** Those of all and his own, by group, place and use. */
  'reply.list': action({
    in: 'conversation',
    access: STAFF,
    input: z.strictObject({}),
    output: z.object({ replies: z.array(CannedReply) }),
  }),
  /** The client makes the id; the same twice is one. */
  'reply.create': action({
    in: 'conversation',
    access: STAFF,
    input: ReplyFields.extend({ replyId: MessageId, shared: z.boolean() }),
    output: z.object({ reply: CannedReply }),
  }),
  /** Only what is given changes. */
  'reply.update': action({
    in: 'conversation',
    access: STAFF,
    input: z.strictObject({
      replyId: MessageId,
      title: ReplyFields.shape.title.optional(),
      text: ReplyFields.shape.text.optional(),
      group: ReplyFields.shape.group.unwrap().optional(),
      order: ReplyFields.shape.order.unwrap().optional(),
    }),
    output: z.object({ reply: CannedReply }),
  }),
  'reply.remove': action({
    in: 'conversation',
    access: STAFF,
    input: z.strictObject({ replyId: MessageId }),
    output: z.object({}),
  }),
  /** Its text for this conversation, variables filled; counts one use. */
  'reply.use': action({
    in: 'conversation',
    access: { agent: 'own', supervisor: 'own', admin: 'own' },
    input: z.strictObject({
      replyId: MessageId,
      conversationId: ConversationId,
      /** Makes a repeated call count once. */
      key: z.string().min(8).max(40).optional(),
    }),
    output: z.object({ text: z.string(), uses: z.int() }),
  }),
};
