export interface ListWindow {
  /** The items drawn: `from` included, `to` not. */
  from: number;
  to: number;
  /** Room kept above and below for those that are not drawn. */
  before: number;
  after: number;
}

/** Drawn beyond each edge, so that a fast finger finds no hole. */
const BEYOND = 10;
/** The window moves in steps: one setData for so many rows. */
const STEP = 5;

/**
 * Which items of a long list are drawn, so that two hundred cost what thirty
 * cost. All lengths in one unit.
 */
export function listWindow(
  heights: readonly number[],
  scrollTop: number,
  viewHeight: number
): ListWindow {
  const first = indexAt(heights, scrollTop);
  const last = indexAt(heights, scrollTop + viewHeight);
  const from = Math.max(0, floorTo(first - BEYOND));
  const to = Math.min(heights.length, floorTo(last + BEYOND) + STEP);
  return {
    from,
    to,
    before: sum(heights.slice(0, from)),
    after: sum(heights.slice(to)),
  };
}

/** Which item covers that place; beyond the end: the last one. */
function indexAt(heights: readonly number[], place: number): number {
  let below = 0;
  for (let i = 0; i < heights.length; i++) {
    below += heights[i] ?? 0;
    if (below > place) return i;
  }
  return Math.max(0, heights.length - 1);
}

const floorTo = (index: number) => Math.floor(index / STEP) * STEP;
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
