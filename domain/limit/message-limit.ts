/** Within which time messages are counted. */
export const MESSAGE_WINDOW_MS = 60 * 60_000;
/** How many times within a full hour's messages somebody counts them. */
const COUNTS_PER_LIMIT = 10;

/**
 * Direct writes are counted each time a conversation's numbers pass a
 * multiple of this. Odd, so that two who take turns are both met.
 * @param most messages per hour; 300 gives 31, less than 10 gives 1
 */
export function countEvery(most: number): number {
  return Math.floor(most / COUNTS_PER_LIMIT) | 1;
}

/** Whether numbering from `before` to `after` makes a count due. */
export function isCountDue(
  before: number,
  after: number,
  most: number
): boolean {
  const every = countEvery(most);
  return Math.floor(after / every) > Math.floor(before / every);
}

/**
 * Which of somebody's stored messages, the newest first and from 0, decides
 * once `more` are added: the limit is reached when it is within the window.
 * null: those that are added reach it by themselves.
 */
export function decidingMessage(most: number, more: number): number | null {
  return more >= most ? null : most - more - 1;
}
