import type { Doc } from '../kernel/store';
import { isById, keysOfDocument, type Cover } from './value-keys';

/** Above this a bucket is split by what else its watches ask for. */
const MOST_IN_BUCKET = 64;

/** A watch in the index; `stamp` tells whether it was found already. */
export interface Placed<W> {
  watch: W;
  spots: Bucket<W>[];
  stamp: number;
}

interface Branches<W> {
  parts: string[];
  byKey: Map<string, Bucket<W>>;
}

/** Watches that cannot be told apart by what was looked at so far. */
export class Bucket<W> {
  /** With the covers that are left to split by. */
  readonly here = new Map<Placed<W>, Cover[]>();
  private readonly paths = new Map<string, Branches<W>>();
  private split: boolean;

  constructor(
    private readonly parent: {
      bucket: Bucket<W>;
      path: string;
      key: string;
    } | null
  ) {
    this.split = parent === null;
  }

  place(placed: Placed<W>, covers: Cover[]): void {
    const cover = this.split ? this.choose(covers) : undefined;
    if (cover) return this.placeBelow(placed, cover, covers);
    if (this.here.has(placed)) return;
    this.here.set(placed, covers);
    placed.spots.push(this);
    if (!this.split && this.here.size > MOST_IN_BUCKET) this.spill();
  }

  takeOut(placed: Placed<W>): void {
    this.here.delete(placed);
    this.prune();
  }

  isEmpty(): boolean {
    return this.here.size === 0 && this.paths.size === 0;
  }

  /** Adds what can match one of the two images and is not found yet. */
  gather(
    before: Doc | null,
    after: Doc | null,
    stamp: number,
    found: W[]
  ): void {
    for (const placed of this.here.keys()) {
      if (placed.stamp === stamp) continue;
      placed.stamp = stamp;
      found.push(placed.watch);
    }
    for (const { parts, byKey } of this.paths.values()) {
      const now = after ? keysOfDocument(after, parts) : [];
      for (const key of now)
        byKey.get(key)?.gather(before, after, stamp, found);
      if (!before) continue;
      for (const key of keysOfDocument(before, parts)) {
        // Nothing that the first loop went into: a bucket is visited once.
        if (now.length === 1 && now[0] === key) continue;
        byKey.get(key)?.gather(before, after, stamp, found);
      }
    }
  }

  /** `customer=o1 state=open`; empty for the bucket of all. */
  name(): string {
    if (!this.parent) return '';
    const { bucket, path, key } = this.parent;
    const value = key === '0' ? 'null' : key.slice(1);
    return `${bucket.name()} ${path}=${value}`.trim();
  }

  private placeBelow(placed: Placed<W>, cover: Cover, covers: Cover[]): void {
    const rest = covers.filter((other) => other !== cover);
    for (const { path, keys } of cover) {
      for (const key of keys) this.child(path, key).place(placed, rest);
    }
  }

  private spill(): void {
    this.split = true;
    for (const [placed, covers] of [...this.here]) {
      const cover = this.choose(covers);
      if (!cover) continue;
      this.here.delete(placed);
      placed.spots.splice(placed.spots.indexOf(this), 1);
      this.placeBelow(placed, cover, covers);
    }
  }

  /** `_id` where there is one, else what leads to the smallest buckets now. */
  private choose(covers: Cover[]): Cover | undefined {
    const byId = covers.find(isById);
    if (byId) return byId;
    let best: Cover | undefined;
    let least = Infinity;
    for (const cover of covers) {
      const load = this.loadOf(cover);
      if (load < least) [best, least] = [cover, load];
    }
    return best;
  }

  private loadOf(cover: Cover): number {
    let load = 0;
    for (const { path, keys } of cover) {
      const byKey = this.paths.get(path)?.byKey;
      for (const key of keys) load += 1 + (byKey?.get(key)?.here.size ?? 0);
    }
    return load;
  }

  private child(path: string, key: string): Bucket<W> {
    let branches = this.paths.get(path);
    if (!branches) {
      branches = { parts: path.split('.'), byKey: new Map() };
      this.paths.set(path, branches);
    }
    let bucket = branches.byKey.get(key);
    if (!bucket) {
      bucket = new Bucket<W>({ bucket: this, path, key });
      branches.byKey.set(key, bucket);
    }
    return bucket;
  }

  private prune(): void {
    if (!this.parent || !this.isEmpty()) return;
    const { bucket, path, key } = this.parent;
    const branches = bucket.paths.get(path);
    if (branches?.byKey.get(key) !== this) return;
    branches.byKey.delete(key);
    if (branches.byKey.size === 0) bucket.paths.delete(path);
    bucket.prune();
  }
}
