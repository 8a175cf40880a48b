import type { Commit, Doc } from '../kernel/store';
import { encodeWeb } from '../values/encode';
import { diffFields } from './diff-fields';
import type { EventBody } from './wire';

/** What one commit did to one document in the end. */
export interface NetChange {
  collection: string;
  id: string;
  before: Doc | null;
  after: Doc | null;
  /** The change as a member sees it; null when no field differs. */
  updateBody(): EventBody | null;
}

/** Several writes of one document in one commit are one change. */
export function netChanges(commit: Commit): NetChange[] {
  const byDocument = new Map<string, { before: Doc | null; at: number }>();
  commit.changes.forEach((change, at) => {
    const key = `${change.collection}\n${change.id}`;
    const first = byDocument.get(key);
    byDocument.set(key, { before: first ? first.before : change.before, at });
  });
  const result: NetChange[] = [];
  for (const { before, at } of byDocument.values()) {
    const last = commit.changes[at];
    if (!last || (!before && !last.after)) continue;
    result.push(netChange(last.collection, last.id, before, last.after));
  }
  return result;
}

function netChange(
  collection: string,
  id: string,
  before: Doc | null,
  after: Doc | null
): NetChange {
  let update: EventBody | null | undefined;
  return {
    collection,
    id,
    before,
    after,
    updateBody: () => (update ??= updateBody(id, before, after)),
  };
}

function updateBody(
  id: string,
  before: Doc | null,
  after: Doc | null
): EventBody | null {
  if (!before || !after) return null;
  const diff = diffFields(before, after);
  if (!diff) return null;
  return eventBody('update', 'update', id, docText(after), {
    UpdatedFields: JSON.stringify(diff.updated),
    // The SDK reads this one in lower case.
    removedFields: JSON.stringify(diff.removed),
  });
}

type DataType = 'init' | 'add' | 'update' | 'remove' | 'limit';
type QueueType = 'init' | 'enqueue' | 'update' | 'dequeue';

/** With an empty `doc` the client takes the copy that it has. */
export function eventBody(
  DataType: DataType,
  QueueType: QueueType,
  DocID: string,
  Doc: string,
  fields: Record<string, string> = {}
): EventBody {
  const event = { DataType, QueueType, DocID, Doc, ...fields };
  return JSON.stringify(event).slice(1, -1);
}

const texts = new WeakMap<Doc, string>();

/** A document in the js dialect, encoded once however many watches see it. */
export function docText(doc: Doc): string {
  let text = texts.get(doc);
  if (text === undefined) {
    text = JSON.stringify(encodeWeb(doc));
    texts.set(doc, text);
  }
  return text;
}
