import type { ChunkView, Memory, Offset } from './memory';

/** So many heights of the view above and below it are drawn. */
const DRAWN = 1.2;
/** What is drawn stays a little longer, so that nothing flickers. */
const KEPT = 2;

export function offsets(
  rects: readonly { top: number; height: number }[]
): Offset[] {
  const first = rects[0]?.top ?? 0;
  return rects.map(({ top, height }) => ({ top: top - first, height }));
}

interface Wanted {
  /** Keys of what should be drawn and is not, the nearest first. */
  draw: string[];
  /** What need not be drawn, with its height. */
  fold: { key: string; height: number }[];
}

/** What the place of the view asks for. */
export function wanted(
  { rects, above, height }: Memory,
  chunks: readonly ChunkView[]
): Wanted {
  const draw: { key: string; distance: number }[] = [];
  const fold: Wanted['fold'] = [];
  // Another number of chunks: they are about to be measured.
  if (rects.length !== chunks.length) return { draw: [], fold };
  chunks.forEach(({ key, drawn }, i) => {
    const rect = rects[i] as Offset;
    const distance = Math.max(
      above - (rect.top + rect.height),
      rect.top - (above + height)
    );
    if (!drawn && distance < height * DRAWN) draw.push({ key, distance });
    if (drawn && distance > height * KEPT) fold.push({ key, ...rect });
  });
  draw.sort((a, b) => a.distance - b.distance);
  return { draw: draw.map(({ key }) => key), fold };
}
