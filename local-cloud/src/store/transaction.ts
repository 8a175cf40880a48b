import { CloudError } from '../kernel/errors';
import type { Change, Doc, Filter, SortSpec } from '../kernel/store';
import { duplicate, type Candidates, type Collection } from './collection';
import type { Catalog } from './catalog';
import type { Target } from './write-docs';

type Images = Map<string, Doc | null>;

/**
 * One open transaction: it sees the state at its begin plus its own writes,
 * and holds the documents that it wrote until it ends.
 */
export class Transaction {
  /** Its commit is on the way: it takes no more operations. */
  ending = false;
  /** What documents were at begin, where commits changed them since. */
  private readonly snapshot = new Map<string, Images>();
  private readonly writes = new Map<string, Images>();

  constructor(
    readonly id: string,
    readonly startedAt: number,
    private readonly catalog: Catalog,
    private readonly heldByAnother: (
      tx: Transaction,
      collection: string,
      id: string
    ) => boolean
  ) {}

  /** Remembers what a commit of somebody else is about to hide. */
  observe(change: Change): void {
    const images = imagesOf(this.snapshot, change.collection);
    if (!images.has(change.id)) images.set(change.id, change.before);
  }

  holds(collection: string, id: string): boolean {
    return this.writes.get(collection)?.has(id) ?? false;
  }

  target(name: string): Target {
    const collection = this.catalog.get(name);
    return {
      candidates: (filter, sort) => this.candidates(collection, filter, sort),
      insert: (doc) => {
        if (this.read(collection, doc._id)) {
          throw duplicate(name, '_id_', doc._id);
        }
        this.write(collection, doc._id, doc);
      },
      replace: (before, after) => this.write(collection, before._id, after),
      delete: (doc) => this.write(collection, doc._id, null),
    };
  }

  /** Every write, in the order of first touch, for the commit. */
  *pending(): Iterable<{ collection: string; id: string; after: Doc | null }> {
    for (const [collection, images] of this.writes) {
      for (const [id, after] of images) yield { collection, id, after };
    }
  }

  private write(collection: Collection, id: string, after: Doc | null): void {
    const stale = this.snapshot.get(collection.name)?.has(id) ?? false;
    if (stale || this.heldByAnother(this, collection.name, id)) {
      throw new CloudError(
        'DATABASE_TRANSACTION_CONFLICT',
        '[ResourceUnavailable.TransactionConflict] Transaction is conflict, write conflict'
      );
    }
    if (after) collection.assertUnique(after);
    imagesOf(this.writes, collection.name).set(id, after);
  }

  private read(collection: Collection, id: string): Doc | null {
    for (const layer of [this.writes, this.snapshot]) {
      const images = layer.get(collection.name);
      if (images?.has(id)) return images.get(id) ?? null;
    }
    return collection.get(id);
  }

  private candidates(
    collection: Collection,
    filter: Filter,
    sort?: SortSpec
  ): Candidates {
    const overlay: Images = new Map([
      ...(this.snapshot.get(collection.name) ?? []),
      ...(this.writes.get(collection.name) ?? []),
    ]);
    const committed = collection.candidates(filter, sort);
    if (overlay.size === 0) return committed;
    const docs: Doc[] = [];
    for (const doc of committed.docs) if (!overlay.has(doc._id)) docs.push(doc);
    for (const doc of overlay.values()) if (doc) docs.push(doc);
    return { docs, ordered: false, path: committed.path };
  }
}

function imagesOf(layer: Map<string, Images>, collection: string): Images {
  const images = layer.get(collection) ?? new Map<string, Doc | null>();
  layer.set(collection, images);
  return images;
}
