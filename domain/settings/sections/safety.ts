import * as z from 'zod';

/** What is checked before or after it is seen, and what doubt means. */
export const SafetySettings = z.object({
  /** hold: seen after the check; show-first: seen at once, taken back. */
  mode: z.enum(['hold', 'show-first']).default('show-first'),
  /** WeChat's check of texts and media, where it can be asked. */
  askWechat: z.boolean().default(false),
  /** No answer from WeChat: open lets it pass, closed holds it back. */
  onFailure: z.enum(['open', 'closed']).default('open'),
  /** Texts with one of these are refused, wherever they come from. */
  words: z.array(z.string().trim().min(1).max(50)).max(2_000).default([]),
});
