import * as z from 'zod';
import { ConversationId, MessageId } from '../ids';
import {
  CHANNELS,
  CONVERSATION_STATES,
  RATING_REASONS,
} from '../values/states';

export const AgentCard = z.object({
  name: z.string(),
  avatar: z.string(),
  specialty: z.string(),
});
export type AgentCard = z.infer<typeof AgentCard>;

export const CustomerCard = z.object({ nick: z.string(), avatar: z.string() });
export type CustomerCard = z.infer<typeof CustomerCard>;

/** `conversations/{_id}`: only what both sides may see. Times are ms. */
export const Conversation = z.object({
  _id: ConversationId,
  customer: z.string(),
  agentOpenid: z.string(),
  agentUid: z.string(),
  staffId: z.string(),
  customerId: z.string(),
  channel: z.enum(CHANNELS),
  state: z.enum(CONVERSATION_STATES),
  /** The highest seq given out so far. */
  seq: z.int().min(0),
  createdAt: z.number(),
  lastAt: z.number(),
  closedAt: z.number().nullable(),
  lastText: z.string(),
  /** 'customer', 'agent' or 'system'. */
  lastFrom: z.string(),
  unreadAgent: z.int().min(0),
  unreadCustomer: z.int().min(0),
  /** Since when the oldest unanswered customer message waits; null: answered. */
  waitingSince: z.number().nullable(),
  queue: z
    .object({
      position: z.int(),
      etaSeconds: z.int().nullable(),
      /** Where he stood at first. Absent: nobody wrote it down. */
      from: z.int().optional(),
    })
    .nullable(),
  agentCard: AgentCard.nullable(),
  customerCard: CustomerCard,
  /** His last opinion; what he wrote to it only staff may read. */
  rating: z
    .object({
      score: z.int(),
      resolved: z.boolean(),
      reason: z.enum(RATING_REASONS).optional(),
    })
    .nullable(),
  /** The staffId whose stamps the messages carry; differs while restamping. */
  stamped: z.string(),
  /** The message that was last taken back: read it again. Absent: none. */
  recalledId: MessageId.optional(),
  /** When its customer had his data deleted; then only numbers are left. */
  erasedAt: z.number().optional(),
  /** True: he was told that the answer takes longer, once for each wait. */
  slowTold: z.boolean().optional(),
  /** Since when he wants to be called when it is his turn; 0: no more. */
  keepPlaceAt: z.number().optional(),
  /** Since when he only wants an answer, whenever it comes; 0: no more. */
  leftMessageAt: z.number().optional(),
});
export type Conversation = z.infer<typeof Conversation>;

/** `cursors/{conversationId}.c` and `.a`: read marks, typing, presence. */
export const Cursor = z.object({
  _id: z.string(),
  side: z.enum(['customer', 'agent']),
  customer: z.string(),
  agentOpenid: z.string(),
  agentUid: z.string(),
  conversationId: ConversationId,
  readSeq: z.number().min(0),
  typingAt: z.number(),
  lookingAt: z.number(),
});
export type Cursor = z.infer<typeof Cursor>;
