// Copied by scripts/contract-sync.ts; edit it in domain/.
/** Cuts by code points, so that no emoji is torn; marks the cut with …. */
export function cutText(text: string, max: number): string {
  const points = Array.from(text);
  if (points.length <= max) return text;
  return points.slice(0, max - 1).join('') + '…';
}

/** One line for lists and pushes. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

export function lengthOf(text: string): number {
  return Array.from(text).length;
}
