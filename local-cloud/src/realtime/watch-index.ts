import type { Doc, Filter } from '../kernel/store';
import { Bucket, type Placed } from './index-bucket';
import { coversOf } from './value-keys';

export interface Indexed {
  collection: string;
  filter: Filter;
}

/**
 * Finds the watches that a write can concern without asking all of them. Each
 * sits in a tree under one of its equalities; never under the field it sorts
 * by, unless that is an equality too.
 */
export class WatchIndex<W extends Indexed> {
  private readonly roots = new Map<string, Bucket<W>>();
  private readonly placed = new Map<W, Placed<W>>();
  private stamp = 0;

  add(watch: W): void {
    const { collection, filter } = watch;
    const root = this.roots.get(collection) ?? new Bucket<W>(null);
    this.roots.set(collection, root);
    const placed: Placed<W> = { watch, spots: [], stamp: 0 };
    this.placed.set(watch, placed);
    root.place(placed, coversOf(filter));
  }

  remove(watch: W): void {
    for (const spot of this.placed.get(watch)?.spots ?? []) {
      spot.takeOut(this.placed.get(watch) as Placed<W>);
    }
    this.placed.delete(watch);
    const root = this.roots.get(watch.collection);
    if (root?.isEmpty()) this.roots.delete(watch.collection);
  }

  /** A superset of the watches that match one of the two images. */
  candidates(collection: string, before: Doc | null, after: Doc | null): W[] {
    const found: W[] = [];
    this.stamp += 1;
    this.roots.get(collection)?.gather(before, after, this.stamp, found);
    return found;
  }

  /** Watches of a collection that every write of it has to be tested with. */
  scanned(collection: string): number {
    return this.roots.get(collection)?.here.size ?? 0;
  }

  /** Where a watch is looked up: `customer=o1`, or `scan`. */
  accessOf(watch: W): string {
    const spots = this.placed.get(watch)?.spots ?? [];
    return spots.map((spot) => spot.name() || 'scan').join(' | ');
  }
}
