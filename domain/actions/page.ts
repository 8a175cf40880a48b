import * as z from 'zod';

/** Rows of a page on the web; phones have LIMITS.phonePage. */
export const PAGE_ROWS = 20;

/**
 * The last row of a page: its time and its id, which decides between rows of
 * the same time. The next page begins after it, whatever came in between.
 */
export const PageMark = z.strictObject({
  at: z.number(),
  id: z.string().min(1).max(64),
});
export type PageMark = z.infer<typeof PageMark>;

/** From one row more than a page has: the page, and where the next begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  markOf: (row: Row) => PageMark
): { page: Row[]; next: PageMark | null } {
  const page = rows.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  const next = last && rows.length > PAGE_ROWS ? markOf(last) : null;
  return { page, next };
}
