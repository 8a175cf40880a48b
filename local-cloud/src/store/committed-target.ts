import type { Change, Doc } from '../kernel/store';
import { candidatesOf } from './candidates';
import type { Collection } from './collection';
import { HeldDocument } from './commit-queue';
import type { Written } from './transaction';
import type { Target } from './write-docs';

/**
 * The committed documents as a place to write to, inside a job of the queue.
 * A document that an open transaction holds makes the job wait.
 */
export function committedTarget(
  collection: Collection,
  isHeld: (id: string) => boolean,
  changes: Change[]
): Target {
  const { name } = collection;
  const guard = (id: string): void => {
    if (isHeld(id)) throw new HeldDocument();
  };
  return {
    candidates: (filter, sort) => candidatesOf(collection, filter, sort),
    insert(doc) {
      guard(doc._id);
      collection.insert(doc);
      changes.push(changeOf(name, null, doc, false));
    },
    replace(before, after, whole) {
      guard(before._id);
      collection.replace(before, after);
      changes.push(changeOf(name, before, after, whole));
    },
    delete(before) {
      guard(before._id);
      collection.delete(before);
      changes.push(changeOf(name, before, null, false));
    },
  };
}

/** Writes one document of a transaction that commits. */
export function applyWritten(
  collection: Collection,
  { id, after, whole }: Written,
  changes: Change[]
): void {
  const before = collection.get(id);
  if (!before && !after) return;
  if (!before) collection.insert(after as Doc);
  else if (!after) collection.delete(before);
  else collection.replace(before, after);
  changes.push(changeOf(collection.name, before, after, whole));
}

function changeOf(
  collection: string,
  before: Doc | null,
  after: Doc | null,
  whole: boolean
): Change {
  const id = (before ?? after)?._id ?? '';
  const replaced = whole && before !== null && after !== null;
  return { collection, id, before, after, ...(replaced && { replaced }) };
}
