import type { Readable } from 'node:stream';
import type { FileEntry } from '../kernel/services';

/** What is known of a file before its bytes were read. */
export type FileDraft = Omit<FileEntry, 'size' | 'etag'>;

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where files lie. */
export interface Shelf {
  get(path: string): FileEntry | null;
  /** The bytes as they are at this moment, whatever replaces them later. */
  open(path: string, range?: ByteRange): Readable | null;
  /** Resolves when bytes and record are durable. */
  put(draft: FileDraft, body: AsyncIterable<Buffer>): Promise<FileEntry>;
  /** Null when there is no such file. */
  copy(from: string, draft: FileDraft): Promise<FileEntry | null>;
  remove(path: string): Promise<boolean>;
  /** Everything, in no order. */
  entries(): Iterable<FileEntry>;
  clear(): Promise<void>;
  /** Kept for as long as the files are. */
  secret(): Buffer;
}
