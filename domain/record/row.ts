import * as z from 'zod';
import type { Case } from '../conversation/case';
import { isResolved, resolvedInOne } from '../conversation/outcome';
import type { Conversation } from '../conversation/schema';
import { ConversationId } from '../ids';
import {
  CHANNELS,
  CLOSE_REASONS,
  CONVERSATION_STATES,
  RATING_REASONS,
} from '../values/states';

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
  /** What was missing, and what he wrote: of his last rating. */
  reason: z.enum(RATING_REASONS).nullable(),
  comment: z.string(),
  /** As the customer says, else the agent; null: nobody said. */
  resolved: z.boolean().nullable(),
  /** Solved, and he came back no more; null: not known yet (A-K04). */
  solvedInOne: z.boolean().nullable(),
  converted: z.boolean().nullable(),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** How long after its end a conversation may be opened again, and now. */
export interface RowTerms {
  now: number;
  reopenMs: number;
}

/** `agentName` is what he is called now; his card what he was called then. */
export function recordRow(
  conversation: Conversation,
  kept: Case | null,
  agentName: string,
  { now, reopenMs }: RowTerms
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
    reason: rating?.reason ?? null,
    comment: (rating && kept?.ratings.at(-1)?.comment) ?? '',
    resolved: kept ? isResolved(kept) : (rating?.resolved ?? null),
    solvedInOne: kept ? resolvedInOne(conversation, kept, now, reopenMs) : null,
    converted: kept?.converted ?? null,
  };
}
