import * as z from 'zod';

/** `entries/{_id}`: he opened the chat, from where. Not yet a conversation. */
export const Entry = z.object({
  _id: z.string(),
  customer: z.string(),
  channel: z.enum(['phone', 'web']),
  /** What he scanned, as far as it is or was a code of ours, else '-'. */
  scene: z.string(),
  /** Whom that code belonged to then, or '-'. */
  staffId: z.string(),
  /** False: he scanned it when it led to nobody any more. */
  codeValid: z.boolean(),
  at: z.number(),
});
export type Entry = z.infer<typeof Entry>;
