import * as z from 'zod';
import { ConversationId, MessageId } from '../ids';
import { FILE_KINDS } from '../file/schema';
import { FileId } from '../file/names';
import { Message } from '../message/schema';
import { LIMITS } from '../values/limits';
import { action } from './spec';

export const messageActions = {
  /**
   * Takes a message back: a tombstone keeps its place. Its sender within the
   * time the settings give, an agent only while the conversation is his;
   * supervisors any. Idempotent.
   */
  'message.recall': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      messageId: MessageId,
    }),
    output: z.object({ message: Message }),
  }),
  /** A participant reports what the other side said. Once for each side. */
  'message.report': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      messageId: MessageId,
      reason: z.string().trim().min(1).max(LIMITS.reason),
    }),
    output: z.object({ complaintId: z.string() }),
  }),
  /**
   * A place for one upload of his. What is put there can be sent once it was
   * looked into; what is never sent is deleted after a day.
   */
  'file.reserve': action({
    in: 'conversation',
    access: 'customer',
    input: z.strictObject({
      kind: z.enum(FILE_KINDS),
      /** Without a dot, as the file is called: `jpg`, `docx`. */
      extension: z.string().regex(/^[0-9a-zA-Z]{1,5}$/),
      /** Bytes, as far as he knows; what is uploaded is measured again. */
      size: z.int().min(1),
    }),
    output: z.object({
      /** Where to upload to. */
      cloudPath: z.string(),
      /** What the message names. */
      fileId: FileId,
      /** The most that is kept, in bytes. */
      mostBytes: z.int(),
    }),
  }),
  /**
   * Addresses of files that stand in messages he may see, for a while; others
   * are left out. Pictures have a small one too.
   */
  'file.links': action({
    in: 'conversation',
    access: 'participant',
    input: z.strictObject({
      conversationId: ConversationId,
      fileIds: z.array(FileId).min(1).max(LIMITS.filesAtOnce),
    }),
    output: z.object({
      links: z.array(
        z.object({
          fileId: FileId,
          url: z.string(),
          /** As the platform's picture service makes it, where it is on. */
          smallUrl: z.string().nullable(),
        })
      ),
      expiresAt: z.number(),
    }),
  }),
};
