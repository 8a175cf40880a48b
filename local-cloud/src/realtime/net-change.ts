import type { Change, Commit, Doc } from '../kernel/store';
import { encodeWeb } from '../values/encode';
import { diffFields } from './diff-fields';
import type { EventBody } from './wire';

type DataType = 'init' | 'add' | 'update' | 'replace' | 'remove' | 'limit';
type QueueType = 'init' | 'enqueue' | 'update' | 'dequeue';

/**
 * What one commit did to one document in the end. Each event that it can be
 * is encoded once, however many watches get it.
 */
export class NetChange {
  private entering?: EventBody;
  private updating?: EventBody | null;

  constructor(
    readonly collection: string,
    readonly id: string,
    readonly before: Doc | null,
    readonly after: Doc | null,
    private readonly replaced: boolean
  ) {}

  /** For a watch that did not have the document. */
  entered(): EventBody {
    return (this.entering ??= eventBody(
      this.before ? this.kind() : 'add',
      'enqueue',
      this.id,
      docText(this.after)
    ));
  }

  /** For a watch that had it and goes on; null when no field differs. */
  updated(): EventBody | null {
    if (this.updating === undefined) this.updating = this.update();
    return this.updating;
  }

  /**
   * For a watch that has it no more. What it is now is not sent to somebody
   * whose query it left: the SDK shows the copy it has. A replacement would
   * have to carry the document, so it leaves as an update.
   */
  left(): EventBody {
    const dataType = this.after ? 'update' : 'remove';
    return eventBody(dataType, 'dequeue', this.id, '');
  }

  private kind(): DataType {
    return this.replaced ? 'replace' : 'update';
  }

  private update(): EventBody | null {
    if (!this.before || !this.after) return null;
    const diff = diffFields(this.before, this.after);
    if (!diff) return null;
    const doc = docText(this.after);
    if (this.replaced) return eventBody('replace', 'update', this.id, doc);
    return eventBody('update', 'update', this.id, doc, {
      UpdatedFields: JSON.stringify(diff.updated),
      // The SDK reads this one in lower case.
      removedFields: JSON.stringify(diff.removed),
    });
  }
}

/** Several writes of one document in one commit are one change. */
export function netChanges({ changes }: Commit): NetChange[] {
  const [only] = changes;
  if (only && changes.length === 1) return [netChange(only, only.before, only)];
  const byDocument = new Map<string, { first: Change; last: Change }>();
  for (const change of changes) {
    const key = `${change.collection}\n${change.id}`;
    const known = byDocument.get(key);
    if (known) known.last = merged(known.last, change);
    else byDocument.set(key, { first: change, last: change });
  }
  return [...byDocument.values()]
    .filter(({ first, last }) => first.before !== null || last.after !== null)
    .map(({ first, last }) => netChange(first, first.before, last));
}

function merged(earlier: Change, later: Change): Change {
  return earlier.replaced ? { ...later, replaced: true } : later;
}

function netChange(
  { collection, id }: Change,
  before: Doc | null,
  { after, replaced }: Change
): NetChange {
  return new NetChange(collection, id, before, after, replaced === true);
}

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

/** A document in the js dialect. */
export function docText(doc: Doc | null): string {
  return JSON.stringify(encodeWeb(doc));
}

/** The documents of a snapshot as events; the client numbers them. */
export function initBodies(docs: Doc[]): EventBody[] {
  return docs.map((doc) => eventBody('init', 'init', doc._id, docText(doc)));
}
