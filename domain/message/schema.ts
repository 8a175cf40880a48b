import * as z from 'zod';
import { FileId } from '../file/names';
import { ConversationId, IdentityId, MessageId } from '../ids';
import { LIMITS } from '../values/limits';
import type { CLIENT_MESSAGE_KINDS } from '../values/states';
import {
  MESSAGE_KINDS,
  SENDER_TYPES,
  WITHHELD_REASONS,
} from '../values/states';
import { lengthOf } from '../values/text';
import { isOneEmoji } from './emoji';

/** `seq` of a message that waits for its check; no client can write it. */
export const HELD = -1;

export const TextBody = z.strictObject({
  text: z
    .string()
    .refine((text) => text.trim().length > 0, { error: 'empty text' })
    .refine((text) => lengthOf(text) <= LIMITS.messageText, {
      error: 'text too long',
      params: { code: 'MESSAGE_TOO_LONG' },
    }),
});

/** Every body has a text, so that whoever draws only texts draws nothing. */
const NoText = z.literal('');
const Pixels = z.int().min(1).max(30_000);
/** Bytes as the client says; the check writes the real number over it. */
const Bytes = z.int().min(1).max(1_000_000_000);

const BODIES = {
  text: TextBody,
  emoji: z.strictObject({ text: z.string().max(40).refine(isOneEmoji) }),
  image: z.strictObject({
    text: NoText,
    fileId: FileId,
    width: Pixels,
    height: Pixels,
    size: Bytes,
  }),
  voice: z.strictObject({
    text: NoText,
    fileId: FileId,
    durationMs: z.int().min(1).max(LIMITS.voiceMs),
    size: Bytes,
  }),
  file: z.strictObject({
    text: NoText,
    fileId: FileId,
    name: z
      .string()
      .trim()
      .min(1)
      // One name: no folder, no line, nothing that turns its direction.
      .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]+$/u)
      .refine((name) => lengthOf(name) <= LIMITS.fileName),
    size: Bytes,
  }),
} as const satisfies Record<(typeof CLIENT_MESSAGE_KINDS)[number], z.ZodType>;

const OUTGOING = {
  _id: MessageId,
  sentAt: z.int().positive(),
  replyTo: MessageId.optional(),
};

/** What a client writes directly under the rules, besides what it says. */
const ADDRESSED = {
  conversationId: ConversationId,
  customer: IdentityId,
  agentOpenid: z.string(),
  agentUid: z.string(),
  from: IdentityId,
  seq: z.literal(0),
};

/** One shape for each kind; nothing more than it has. */
const kindsWith = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ ...shape, kind: z.literal('text'), body: BODIES.text }),
    z.strictObject({ ...shape, kind: z.literal('emoji'), body: BODIES.emoji }),
    z.strictObject({ ...shape, kind: z.literal('image'), body: BODIES.image }),
    z.strictObject({ ...shape, kind: z.literal('voice'), body: BODIES.voice }),
    z.strictObject({ ...shape, kind: z.literal('file'), body: BODIES.file }),
  ]);

/** What a sender hands over; the rest of the document is derived. */
export const OutgoingMessage = kindsWith(OUTGOING);
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;

export const ClientMessage = kindsWith({ ...OUTGOING, ...ADDRESSED });
export type ClientMessage = z.infer<typeof ClientMessage>;

/** A body as it is stored, of whatever kind. */
export const MessageBody = z.object({
  text: z.string(),
  fileId: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  durationMs: z.number().optional(),
  name: z.string().optional(),
  size: z.number().optional(),
});
export type MessageBody = z.infer<typeof MessageBody>;

/**
 * pass: nothing against it; waiting: WeChat is asked; review: somebody should
 * look; unchecked: WeChat could not be asked, and doubt lets it pass;
 * neutralised: a tombstone stands here, and `reason` says why.
 */
export const MESSAGE_SAFETIES = [
  'pass',
  'waiting',
  'review',
  'unchecked',
  'neutralised',
] as const;

/** `messages/{_id}`. Times are milliseconds; seq 0 means not numbered yet. */
export const Message = z.object({
  _id: MessageId,
  conversationId: ConversationId,
  customer: z.string(),
  agentOpenid: z.string(),
  agentUid: z.string(),
  from: z.string(),
  sentAt: z.number(),
  /**
   * Whole for what people say, a fraction for what stands between; below 0
   * while it is held back.
   */
  seq: z.number().min(HELD),
  kind: z.enum(MESSAGE_KINDS),
  body: MessageBody,
  replyTo: MessageId.optional(),
  /** Server time, written with the seq. */
  at: z.number().optional(),
  senderType: z.enum(SENDER_TYPES).optional(),
  safety: z.enum(MESSAGE_SAFETIES).optional(),
  /** Of a tombstone that nobody asked for. */
  reason: z.enum(WITHHELD_REASONS).optional(),
});
export type Message = z.infer<typeof Message>;
