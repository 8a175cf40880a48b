import { CloudError } from '../kernel/errors';
import type { Change, Doc, Filter, SortSpec } from '../kernel/store';
import { candidatesOf } from './candidates';
import { duplicate, type Collection } from './collection';
import type { Catalog } from './catalog';
import { overlaid, type Overlay } from './overlay';
import type { Target } from './write-docs';

/** A document that the transaction leaves behind. */
export interface Written {
  collection: string;
  id: string;
  after: Doc | null;
  /** It was put in place of another as a whole. */
  whole: boolean;
}

/** Who holds which document, among all open transactions. */
export interface Holders {
  isHeld(collection: string, id: string, except: Transaction): boolean;
  hold(collection: string, id: string, by: Transaction): void;
}

/**
 * One open transaction: it sees the state at its first operation plus its own
 * writes, and holds the documents that it wrote until it ends.
 */
export class Transaction {
  /** Its commit is on the way: it takes no more operations. */
  ending = false;
  /** Counts what has changed of the overlays: commits of others, own writes. */
  version = 0;
  /** As in MongoDB, the snapshot is that of the first operation. */
  private begun = false;
  /** What documents were then, where commits changed them since. */
  private readonly snapshot = new Map<string, Overlay>();
  private readonly writes = new Map<string, Overlay>();
  /** `collection/id` of what was replaced as a whole. */
  private readonly whole = new Set<string>();

  constructor(
    readonly id: string,
    readonly startedAt: number,
    private readonly catalog: Catalog,
    private readonly holders: Holders
  ) {}

  /** Remembers what a commit of somebody else is about to hide. */
  observe(change: Change): void {
    if (!this.begun) return;
    const images = imagesOf(this.snapshot, change.collection);
    if (images.has(change.id)) return;
    images.set(change.id, change.before);
    this.version += 1;
  }

  target(name: string): Target {
    this.begun = true;
    const collection = this.catalog.get(name);
    const committed = {
      candidates: (filter: Filter, sort?: SortSpec) =>
        candidatesOf(collection, filter, sort),
    };
    const { candidates } = overlaid(committed, this.overlay(name));
    return {
      candidates,
      insert: (doc) => {
        if (this.read(collection, doc._id)) {
          throw duplicate(name, '_id_', doc._id);
        }
        this.write(collection, doc._id, doc);
      },
      replace: (before, after, whole) => {
        this.write(collection, before._id, after);
        if (whole) this.whole.add(`${name}/${before._id}`);
      },
      delete: (doc) => this.write(collection, doc._id, null),
    };
  }

  /** What it sees instead of the committed documents. */
  overlay(collection: string): Overlay {
    this.begun = true;
    return new Map([
      ...(this.snapshot.get(collection) ?? []),
      ...(this.writes.get(collection) ?? []),
    ]);
  }

  read(collection: Collection, id: string): Doc | null {
    for (const layer of [this.writes, this.snapshot]) {
      const images = layer.get(collection.name);
      if (images?.has(id)) return images.get(id) ?? null;
    }
    return collection.get(id);
  }

  /** Every write, in the order of first touch, for the commit. */
  *pending(): Iterable<Written> {
    for (const [collection, images] of this.writes) {
      for (const [id, after] of images) {
        const whole = this.whole.has(`${collection}/${id}`);
        yield { collection, id, after, whole };
      }
    }
  }

  private write(collection: Collection, id: string, after: Doc | null): void {
    const { name } = collection;
    const stale = this.snapshot.get(name)?.has(id) ?? false;
    if (stale || this.holders.isHeld(name, id, this)) {
      throw new CloudError(
        'DATABASE_TRANSACTION_CONFLICT',
        '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.'
      );
    }
    if (after) collection.assertUnique(after);
    imagesOf(this.writes, name).set(id, after);
    this.holders.hold(name, id, this);
    this.version += 1;
  }
}

function imagesOf(layer: Map<string, Overlay>, collection: string): Overlay {
  const images = layer.get(collection) ?? new Map<string, Doc | null>();
  layer.set(collection, images);
  return images;
}
