import type { Change } from '../kernel/store';
import type { Collection } from './collection';
import type { CommitQueue } from './commit-queue';

/** Documents that one commit removes, and tells listeners of, at most. */
const STEP = 500;

/** Removes what a collection holds now, step by step. */
export async function emptyCollection(
  collection: Collection,
  queue: CommitQueue
): Promise<void> {
  const last = collection.size();
  let done = false;
  while (!done) {
    done = await queue.add((changes) => removeSome(collection, last, changes));
  }
}

function removeSome(
  collection: Collection,
  last: number,
  changes: Change[]
): boolean {
  const some: Change[] = [];
  for (const { rid, doc } of collection.scan()) {
    if (rid > last || some.length === STEP) break;
    const { name } = collection;
    some.push({ collection: name, id: doc._id, before: doc, after: null });
  }
  for (const { before } of some) if (before) collection.delete(before);
  changes.push(...some);
  return some.length < STEP;
}
