import * as z from 'zod';

/** When a complaint was settled, and what he is called now who did it. */
export const Settled = z.object({ at: z.number(), name: z.string() });
export type Settled = z.infer<typeof Settled>;

/** A complaint as a line of a list. */
export const ComplaintRow = z.object({
  complaintId: z.string(),
  conversationId: z.string(),
  messageId: z.string(),
  at: z.number(),
  /** Which side reports what the other said. */
  by: z.enum(['customer', 'agent']),
  reason: z.string(),
  /** The customer's nick, telephone numbers masked; '' where he is gone. */
  nick: z.string(),
  /** Who had the conversation then; '' for nobody. */
  agentName: z.string(),
  /** What was said; null: the reader may not read that conversation. */
  words: z.string().nullable(),
  /** null: it is open. */
  settled: Settled.nullable(),
  /** Whether the reader may settle it. */
  maySettle: z.boolean(),
});
export type ComplaintRow = z.infer<typeof ComplaintRow>;
