import * as z from 'zod';
import type { Case } from '../conversation/case';
import type { Conversation } from '../conversation/schema';
import { ConversationId } from '../ids';
import { CHANNELS, CLOSE_REASONS, CONVERSATION_STATES } from '../values/states';

/** A conversation as a line of a list. Times are ms (A-DM03). */
export const RecordRow = z.object({
  conversationId: ConversationId,
  customerId: z.string(),
  nick: z.string(),
  avatar: z.string(),
  /** Who has it or had it last, or '-'. */
  staffId: z.string(),
  agentName: z.string(),
  channel: z.enum(CHANNELS),
  state: z.enum(CONVERSATION_STATES),
  createdAt: z.number(),
  closedAt: z.number().nullable(),
  lastAt: z.number(),
  lastText: z.string(),
  lastFrom: z.string(),
  /** How many things people said. */
  messages: z.int(),
  unreadAgent: z.int(),
  tags: z.array(z.string()),
  priority: z.int(),
  closeReason: z.enum(CLOSE_REASONS).nullable(),
  score: z.int().nullable(),
  resolved: z.boolean().nullable(),
  converted: z.boolean().nullable(),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** `agentName` is what he is called now; his card what he was called then. */
export function recordRow(
  conversation: Conversation,
  kept: Case | null,
  agentName: string
): RecordRow {
  const { customerCard, agentCard, rating } = conversation;
  return {
    conversationId: conversation._id,
    customerId: conversation.customerId,
    nick: customerCard.nick,
    avatar: customerCard.avatar,
    staffId: conversation.staffId,
    agentName: agentName || (agentCard?.name ?? ''),
    channel: conversation.channel,
    state: conversation.state,
    createdAt: conversation.createdAt,
    closedAt: conversation.closedAt,
    lastAt: conversation.lastAt,
    lastText: conversation.lastText,
    lastFrom: conversation.lastFrom,
    messages: conversation.seq,
    unreadAgent: conversation.unreadAgent,
    tags: kept?.tags ?? [],
    priority: kept?.priority ?? 0,
    closeReason: kept?.closeReason ?? null,
    score: rating?.score ?? null,
    resolved: kept?.resolved ?? rating?.resolved ?? null,
    converted: kept?.converted ?? null,
  };
}
