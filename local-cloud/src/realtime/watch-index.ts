import type { Doc, Filter } from '../kernel/store';
import { equalitiesOf, keysOfDocument, type Equality } from './value-keys';

export interface Indexed {
  collection: string;
  filter: Filter;
}

/** Finds the watches that a write can concern without asking all of them. */
export interface WatchIndex<W extends Indexed> {
  add(watch: W): void;
  remove(watch: W): void;
  /** A superset of the watches that match one of the two images. */
  candidates(collection: string, before: Doc | null, after: Doc | null): Set<W>;
}

interface CollectionIndex<W> {
  /** path → value key → watches */
  paths: Map<string, Map<string, Set<W>>>;
  /** Watches without any equality. */
  scan: Set<W>;
}

/**
 * Each watch sits under one of its equalities: `_id` where it has one, else
 * the field whose buckets are smallest now. A watch is never placed by the
 * field it sorts by unless that is an equality too.
 */
export function createWatchIndex<W extends Indexed>(): WatchIndex<W> {
  const collections = new Map<string, CollectionIndex<W>>();
  const placed = new Map<W, Equality | null>();

  function indexOf(collection: string): CollectionIndex<W> {
    let index = collections.get(collection);
    if (!index) {
      index = { paths: new Map(), scan: new Set() };
      collections.set(collection, index);
    }
    return index;
  }

  return {
    add(watch) {
      const index = indexOf(watch.collection);
      const place = choosePlace(index, equalitiesOf(watch.filter));
      placed.set(watch, place);
      if (!place) index.scan.add(watch);
      else
        for (const key of place.keys) bucket(index, place.path, key).add(watch);
    },
    remove(watch) {
      const place = placed.get(watch);
      placed.delete(watch);
      const index = collections.get(watch.collection);
      if (!index) return;
      if (!place) index.scan.delete(watch);
      else takeOut(index, place, watch);
    },
    candidates(collection, before, after) {
      const index = collections.get(collection);
      if (!index) return new Set();
      const found = new Set(index.scan);
      for (const [path, buckets] of index.paths) {
        for (const doc of [before, after]) {
          if (!doc) continue;
          for (const key of keysOfDocument(doc, path)) {
            for (const watch of buckets.get(key) ?? []) found.add(watch);
          }
        }
      }
      return found;
    },
  };
}

function choosePlace<W>(
  index: CollectionIndex<W>,
  equalities: Equality[]
): Equality | null {
  const byId = equalities.find(({ path }) => path === '_id');
  if (byId) return byId;
  let best: Equality | null = null;
  let least = Infinity;
  for (const equality of equalities) {
    const buckets = index.paths.get(equality.path);
    const load = equality.keys.reduce(
      (sum, key) => sum + (buckets?.get(key)?.size ?? 0),
      equality.keys.length
    );
    if (load < least) [best, least] = [equality, load];
  }
  return best;
}

function bucket<W>(
  index: CollectionIndex<W>,
  path: string,
  key: string
): Set<W> {
  const buckets = index.paths.get(path) ?? new Map<string, Set<W>>();
  index.paths.set(path, buckets);
  const watches = buckets.get(key) ?? new Set<W>();
  buckets.set(key, watches);
  return watches;
}

function takeOut<W>(
  index: CollectionIndex<W>,
  place: Equality,
  watch: W
): void {
  const buckets = index.paths.get(place.path);
  for (const key of place.keys) {
    const watches = buckets?.get(key);
    watches?.delete(watch);
    if (watches?.size === 0) buckets?.delete(key);
  }
  if (buckets?.size === 0) index.paths.delete(place.path);
}
