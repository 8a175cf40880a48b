import { NOBODY } from '../values/collections';
import type { StoredFile } from './schema';

/** A place that somebody may upload to, and nobody sends from yet. */
export function newFile(
  of: Pick<
    StoredFile,
    '_id' | 'owner' | 'kind' | 'extension' | 'uploadId' | 'fileId'
  >,
  now: number
): StoredFile {
  return {
    ...of,
    conversationId: NOBODY,
    verdict: 'waiting',
    size: 0,
    at: now,
    leftover: false,
  };
}
