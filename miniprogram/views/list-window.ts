/** Rows `from` up to `to`, which is not one of them. */
export interface Range {
  from: number;
  to: number;
}

/** Rows in sight, and with them those that a finger may reach soon. */
export interface Rows {
  seen: Range;
  near: Range;
}

/** What is drawn, and the room kept above and below for the others. */
export interface ListWindow extends Range {
  before: number;
  after: number;
}

/** Drawn beyond each edge, so that a fast finger finds no hole. */
const BEYOND = 8;

/** Where the view stands in a list; all lengths in one unit. */
export function rowsAt(
  heights: readonly number[],
  scrollTop: number,
  viewHeight: number
): Rows {
  if (heights.length === 0) return { seen: NONE, near: NONE };
  const from = indexAt(heights, scrollTop);
  const to = indexAt(heights, scrollTop + viewHeight) + 1;
  return {
    seen: { from, to },
    near: {
      from: Math.max(0, from - BEYOND),
      to: Math.min(heights.length, to + BEYOND),
    },
  };
}

/** All that is in sight at once; of what is drawn already, what is near. */
export function atOnce(drawn: Range, { seen, near }: Rows): Range {
  const { from, to } = cut(drawn, near);
  if (from > seen.to || to < seen.from) return seen;
  return { from: Math.min(from, seen.from), to: Math.max(to, seen.to) };
}

/** One row more, the nearest first: drawing one is short work. */
export function oneMore(drawn: Range, { seen, near }: Rows): Range {
  const { from, to } = cut(drawn, near);
  if (from >= to) {
    return { from: seen.from, to: Math.min(seen.from + 1, near.to) };
  }
  const above = from > near.from && (from > seen.from || to === near.to);
  if (above) return { from: from - 1, to };
  return { from, to: Math.min(to + 1, near.to) };
}

export const isSame = (a: Range, b: Range) =>
  a.from === b.from && a.to === b.to;

export function withRoom(
  heights: readonly number[],
  { from, to }: Range
): ListWindow {
  const before = sum(heights.slice(0, from));
  return { from, to, before, after: sum(heights.slice(to)) };
}

const NONE: Range = { from: 0, to: 0 };

function cut(drawn: Range, near: Range): Range {
  return {
    from: Math.max(drawn.from, near.from),
    to: Math.min(drawn.to, near.to),
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

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
