import * as z from 'zod';
import { AgentCard, Conversation } from '../conversation/schema';
import { ConversationId, EntryId, MessageId } from '../ids';
import { Message, OutgoingMessage } from '../message/schema';
import { Service } from '../settings/service';
import { LIMITS } from '../values/limits';
import {
  CLOSE_REASONS,
  PRESENCE_STATES,
  RATING_REASONS,
} from '../values/states';
import { Identity } from './account-actions';
import { action } from './spec';

const Numbered = z.object({ _id: MessageId, seq: z.int(), at: z.number() });

/** What a customer sees who opens the chat. */
const Entered = z.object({
  identity: Identity,
  serverTime: z.number(),
  /** The one conversation that is open, else the last one, else null. */
  conversation: Conversation.nullable(),
  /** Whom he would get; null: brand only. */
  agent: AgentCard.extend({
    presence: z.enum(PRESENCE_STATES),
    kind: z.enum(['exclusive', 'default']),
    /** Within how many minutes he usually answers; null: not known. */
    replyMinutes: z.int().nullable(),
  }).nullable(),
  /** Whether it is open now, and when that changes. */
  service: Service,
  /** What people often ask; a tap sends it. */
  questions: z.array(z.string()),
  shortcuts: z.array(z.string()),
  push: z.object({
    templateIds: z.array(z.string()),
    balance: z.int(),
  }),
  /** True: what the other side says is drawn once it has a number. */
  hold: z.boolean().optional(),
});

export const conversationActions = {
  /** A customer opens the chat. Writes an entry, never a conversation (X2). */
  'conversation.enter': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({
      /** What the scanned code carried; anything unknown is the default. */
      scene: z.string().optional(),
    }),
    output: Entered.extend({
      entryId: EntryId,
      /** False where a scene was given that no active code has. */
      codeValid: z.boolean(),
    }),
  }),
  /** What entering answers, for who comes back to the page. Writes nothing. */
  'conversation.look': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({}),
    output: Entered,
  }),
  /**
   * The first message: makes (or within 24 h reopens) the conversation and
   * stores the message in one transaction. Idempotent by message id.
   */
  'conversation.start': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({
      message: OutgoingMessage,
      entryId: EntryId.optional(),
    }),
    output: z.object({ conversation: Conversation, message: Message }),
  }),
  /** After direct writes: numbers messages, summary, unread, push jobs. */
  'conversation.afterSend': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({ conversationId: ConversationId }),
    output: z.object({
      conversation: Conversation,
      numbered: z.array(Numbered),
      /** True: call wechat `work.run`, something waits for a phone. */
      workWaits: z.boolean(),
      /** Of a push that is all that waits, to hand to `work.run`. */
      pushId: z.string().optional(),
    }),
  }),
  /** The fallback where the platform refuses a legitimate direct write. */
  'conversation.send': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      message: OutgoingMessage,
    }),
    output: z.object({ message: Message }),
  }),
  'conversation.close': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      reason: z.enum(CLOSE_REASONS).exclude(['timeout']),
    }),
    output: z.object({ conversation: Conversation }),
  }),
  'conversation.rate': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({
      conversationId: ConversationId,
      score: z.int().min(1).max(5),
      resolved: z.boolean(),
      /** What was missing. */
      reason: z.enum(RATING_REASONS).optional(),
      /** Absent: what he wrote before stays. */
      comment: z.string().trim().max(LIMITS.ratingComment).optional(),
    }),
    output: z.object({ conversation: Conversation }),
  }),
  /** History for whoever takes part, and for supervisors; 20 a page. */
  'conversation.history': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      /** What stands between two messages has a fraction. */
      afterSeq: z.number().min(0).optional(),
      beforeSeq: z.number().min(1).optional(),
    }),
    output: z.object({ messages: z.array(Message) }),
  }),
  /** "Keep my place and push me": whoever waits may leave. */
  'conversation.keepPlace': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({ conversationId: ConversationId }),
    output: z.object({
      conversation: Conversation,
      /** False: he waits no more, somebody has him. */
      kept: z.boolean(),
      /** Whether he can be pushed at all; his consents are not asked. */
      willPush: z.boolean(),
    }),
  }),
  /** "I do not wait": he is answered later, and told no place any more. */
  'conversation.leaveMessage': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({ conversationId: ConversationId }),
    output: z.object({
      conversation: Conversation,
      /** False: he waits no more, somebody has him. */
      left: z.boolean(),
    }),
  }),
  /**
   * Goes on where a dispatcher ran out of time. Functions call it; whoever
   * else does merely helps.
   */
  'conversation.dispatch': action({
    in: 'conversation',
    access: 'anyone',
    input: z.strictObject({ hops: z.int().min(0).max(50).default(0) }),
    output: z.object({ assigned: z.int() }),
  }),
  /** Everything nobody reported. Only a timer may start it. */
  'conversation.sweep': action({
    in: 'conversation',
    access: 'timer',
    input: z.strictObject({}),
    /** How much of each kind was done. */
    output: z.record(z.string(), z.int()),
  }),
};
