import * as z from 'zod';
import { IdentityId } from '../ids';
import { FileId } from './names';

export const FILE_KINDS = ['image', 'voice', 'file'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Whether a file is there as it should be; anything but 'kept' is why not. */
export const FILE_VERDICTS = [
  'waiting',
  'kept',
  'file-missing',
  'file-too-large',
  'file-type',
] as const;
export type FileVerdict = (typeof FILE_VERDICTS)[number];

/** `files/{name}`: what was, or may be, uploaded, and what its check said. */
export const StoredFile = z.object({
  _id: z.string(),
  owner: IdentityId,
  /** The one conversation it belongs to; '-' until it was sent. */
  conversationId: z.string(),
  kind: z.enum(FILE_KINDS),
  extension: z.string(),
  /** Where its owner may put it. */
  uploadId: FileId,
  /** Where it is kept once it was checked; messages carry this one. */
  fileId: FileId,
  verdict: z.enum(FILE_VERDICTS),
  /** Bytes; 0 until it was checked. */
  size: z.int(),
  at: z.number(),
  /** True while something of it still has to be deleted. */
  leftover: z.boolean(),
});
export type StoredFile = z.infer<typeof StoredFile>;
