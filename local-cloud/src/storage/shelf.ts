import type { FileEntry } from '../kernel/services';

/** Where files lie. */
export interface Shelf {
  get(path: string): FileEntry | null;
  read(path: string): Promise<Buffer | null>;
  /** Resolves when bytes and record are durable. */
  put(entry: FileEntry, body: Buffer): Promise<void>;
  remove(path: string): Promise<boolean>;
  clear(): Promise<void>;
  /** Kept for as long as the files are. */
  secret(): Buffer;
}
