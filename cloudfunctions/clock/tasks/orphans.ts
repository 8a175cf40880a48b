import type { StoredFile } from '../../../domain/file/schema';
import { NOBODY } from '../../../domain/values/collections';
import { LIMITS } from '../../../domain/values/limits';
import { tidyUp } from '../../conversation/file/check-file';
import { command } from '../../platform/cloud';
import { find, removeById, type Loose } from '../../platform/documents';
import { deleteStored } from '../../platform/storage';
import type { Progress, Task, Turn } from '../task';

const BATCH = 50;
/** Whoever looks into a file deletes what it leaves within this time. */
const LOOK_MS = 60_000;

/**
 * Uploads that were never sent, and what a look that died left behind. Rows
 * go last, so that whatever is left is found again.
 */
export const orphans: Task = { every: 'hour', run };

async function run({ now, until }: Turn): Promise<Progress> {
  const never = {
    conversationId: NOBODY,
    at: command.lt(now - LIMITS.orphanMs),
  };
  const left = { leftover: true, at: command.lt(now - LOOK_MS) };
  const counts = {
    tidied: await each(left, until, tidyUp),
    unsent: await each(never, until, forget),
  };
  return { cursor: null, counts };
}

/** Each one is done away with, so that the next batch begins anew. */
async function each(
  filter: Loose,
  until: number,
  work: (file: StoredFile) => Promise<void>
): Promise<number> {
  let done = 0;
  for (;;) {
    const batch = await find('files', filter, { limit: BATCH });
    for (const file of batch) {
      if (Date.now() >= until) return done;
      await work(file);
      done += 1;
    }
    if (batch.length < BATCH) return done;
  }
}

async function forget({ _id, uploadId, fileId }: StoredFile): Promise<void> {
  await deleteStored([uploadId, fileId]);
  await removeById('files', _id);
}
