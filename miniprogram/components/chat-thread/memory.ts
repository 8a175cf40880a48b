import type { ThreadItem } from '../../views/thread-view';
import type { Chunk } from '../../views/thread-window';

/** A chunk as the thread draws it: its items, or nothing as high as they. */
export interface ChunkView {
  key: string;
  drawn: boolean;
  /** In px; 0: as high as its items. */
  height: number;
}

/** From the first chunk's top, in px. */
export interface Offset {
  top: number;
  height: number;
}

/** What a thread knows beside what it draws. */
export interface Memory {
  nearEnd: boolean;
  /** Of the view, in px. */
  height: number;
  top: number;
  /** From the first chunk's top to the view's, in px. */
  above: number;
  /** Tops and heights of the chunks as they were measured last. */
  rects: readonly Offset[];
  /** A look is on its way. */
  soon: boolean;
  unseen: number;
  last: string | undefined;
  borders: Set<string>;
  chunks: readonly Chunk[];
  /** Chunks before this one nobody has wanted to see yet. */
  from: number;
  /** Heights of those that are not drawn, by key. */
  folded: Map<string, number>;
  /** What drawn ones show, by key. */
  filled: Map<string, readonly ThreadItem[]>;
}

export const newMemory = (): Memory => ({
  nearEnd: true,
  height: 0,
  top: 0,
  above: 0,
  rects: [],
  soon: false,
  unseen: 0,
  last: undefined,
  borders: new Set(),
  chunks: [],
  from: 0,
  folded: new Map(),
  filled: new Map(),
});

/** What the view does not draw is kept beside the data. */
export function memoryOf(component: object): Memory {
  return component as Memory;
}

export function chunkViews({ chunks, from, folded }: Memory): ChunkView[] {
  return chunks.slice(from).map(({ key }) => {
    const height = folded.get(key);
    return { key, drawn: height === undefined, height: height ?? 0 };
  });
}

export function sameItems(
  a: readonly ThreadItem[] | undefined,
  b: readonly ThreadItem[]
): boolean {
  return a?.length === b.length && b.every((item, i) => item === a[i]);
}
