import type { Doc } from '../kernel/store';
import { docText, eventBody, type NetChange } from './net-change';
import type { EventBody } from './wire';

/** What a watch knows of its documents, and how a write changes that. */
export interface Tracker {
  /** Takes the snapshot and answers the documents that the client sees. */
  load(docs: Doc[]): Doc[];
  /** The events of a change. */
  apply(change: NetChange): EventBody[];
  /** Whether documents have to be read to fill what has become empty. */
  needsReload(): boolean;
  /** Takes a newer snapshot and answers what changed for the client. */
  reload(docs: Doc[]): EventBody[];
  /** Documents that the client sees. */
  size(): number;
}

/** Every matching document: only the ids are kept. */
export function createMembership(test: (doc: Doc) => boolean): Tracker {
  const members = new Set<string>();
  return {
    load(docs) {
      for (const doc of docs) members.add(doc._id);
      return docs;
    },
    apply(change) {
      const { id, after } = change;
      const was = members.has(id);
      const is = after !== null && test(after);
      if (is && !was) {
        members.add(id);
        return [entered(change, after)];
      }
      if (was && !is) {
        members.delete(id);
        return [left(change)];
      }
      const update = is ? change.updateBody() : null;
      return update ? [update] : [];
    },
    needsReload: () => false,
    reload: () => [],
    size: () => members.size,
  };
}

export function entered(change: NetChange, after: Doc): EventBody {
  const dataType = change.before ? 'update' : 'add';
  return eventBody(dataType, 'enqueue', change.id, docText(after));
}

/**
 * The document as it is now is not sent to somebody whose query it left: the
 * SDK shows the copy it has.
 */
export function left(change: NetChange): EventBody {
  const dataType = change.after ? 'update' : 'remove';
  return eventBody(dataType, 'dequeue', change.id, '');
}
