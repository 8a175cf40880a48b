import * as z from 'zod';
import { MessageId } from '../ids';

/** `account`: everything; `chats`: what was said, he stays who he is. */
export const ERASURE_KINDS = ['account', 'chats'] as const;

/** `erasures/{_id}`: that somebody's data was deleted; no identity stays. */
export const Erasure = z.object({
  /** Made by whoever asks, so that the same twice is one. */
  _id: MessageId,
  what: z.enum(ERASURE_KINDS),
  state: z.enum(['working', 'done']),
  /** Whose; '-' when it is done. */
  customer: z.string(),
  customerId: z.string(),
  /** In place of his customerId where numbers must still add up. */
  alias: z.string(),
  by: z.enum(['customer', 'admin']),
  /** What there was when it began. */
  counts: z.object({ conversations: z.int(), messages: z.int() }),
  askedAt: z.number(),
  doneAt: z.number().nullable(),
});
export type Erasure = z.infer<typeof Erasure>;

/** What he is shown. */
export const Certificate = Erasure.pick({
  what: true,
  state: true,
  by: true,
  counts: true,
  askedAt: true,
  doneAt: true,
}).extend({ erasureId: MessageId });
export type Certificate = z.infer<typeof Certificate>;

export function certificateOf(erasure: Erasure): Certificate {
  const { _id: erasureId, what, state, by, counts, askedAt, doneAt } = erasure;
  return { erasureId, what, state, by, counts, askedAt, doneAt };
}

/** What stays when all of it is gone. */
export function doneErasure(erasure: Erasure, now: number): Erasure {
  const nobody = { customer: '-', customerId: '-', alias: '-' };
  return { ...erasure, ...nobody, state: 'done', doneAt: now };
}
