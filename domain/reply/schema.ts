import * as z from 'zod';
import { MessageId } from '../ids';
import { LIMITS } from '../values/limits';
import { lengthOf } from '../values/text';

const line = (max: number) =>
  z
    .string()
    .trim()
    .refine((text) => lengthOf(text) <= max, { error: 'too long' });

/** What somebody writes of a canned reply. */
export const ReplyFields = z.strictObject({
  title: line(LIMITS.replyTitle).min(1),
  /** May hold variables: {客户} {客服} {时间}. */
  text: z
    .string()
    .refine((text) => text.trim().length > 0, { error: 'empty text' })
    .refine((text) => lengthOf(text) <= LIMITS.messageText, {
      error: 'text too long',
      params: { code: 'MESSAGE_TOO_LONG' },
    }),
  group: line(LIMITS.replyGroup).default(''),
  /** Lower stands higher within its group. */
  order: z.int().min(0).max(9_999).default(0),
});

/** `replies/{_id}`: a canned reply. */
export const CannedReply = z.object({
  /** Made by the writer's client, so that the same twice is one. */
  _id: MessageId,
  /** Whose it is, or '-': everybody's. */
  staffId: z.string(),
  title: z.string(),
  text: z.string(),
  group: z.string(),
  order: z.int(),
  /** How often it was taken. */
  uses: z.int(),
  /** staffId of whoever wrote it last. */
  by: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type CannedReply = z.infer<typeof CannedReply>;

/** By group, then as ordered by hand, then by how often they are taken. */
export function inOrder(one: CannedReply, other: CannedReply): number {
  return (
    compare(one.group, other.group) ||
    one.order - other.order ||
    other.uses - one.uses ||
    compare(one.title, other.title) ||
    compare(one._id, other._id)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
