import type { ThreadItem } from './thread-view';

/** Neighbouring items that are drawn, or not, together. */
export interface Chunk {
  key: string;
  items: readonly ThreadItem[];
}

/** Messages of a chunk; few, so that drawing one is short work. */
export const CHUNK = 2;
/** Messages that a thread begins with; the rest comes when it is wanted. */
export const FIRST_SHOWN = 15;

/**
 * Cuts a thread into chunks whose borders stay where they are while it grows
 * at both ends. `borders` are the keys of messages that begin a chunk; it is
 * added to. Lines before a message belong to its chunk.
 */
export function cut(
  items: readonly ThreadItem[],
  borders: Set<string>
): Chunk[] {
  addBorders(items, borders);
  const starts = items.flatMap((item, i) =>
    borders.has(item.key) ? [startOf(items, i)] : []
  );
  if (starts[0] !== 0) starts.unshift(0);
  return starts
    .map((from, i) => items.slice(from, starts[i + 1]))
    .filter((one) => one.length > 0)
    .map((one) => ({ key: keyOf(one, borders), items: one }));
}

/** Back over time lines, seams and dividers that stand before a message. */
function startOf(items: readonly ThreadItem[], at: number): number {
  let start = at;
  while (start > 0 && items[start - 1]?.type !== 'message') start--;
  return start;
}

function keyOf(items: readonly ThreadItem[], borders: Set<string>): string {
  return items.find(({ key }) => borders.has(key))?.key ?? 'head';
}

/** Upward from the first border known, downward from the last one. */
function addBorders(items: readonly ThreadItem[], borders: Set<string>): void {
  const messages = items.filter((item) => item.type === 'message');
  const known = messages.findIndex(({ key }) => borders.has(key));
  for (let i = known - CHUNK; i > 0; i -= CHUNK) add(i);
  if (known !== 0) add(0);
  let run = 0;
  messages.forEach(({ key }, i) => {
    run = borders.has(key) ? 1 : run + 1;
    if (run <= CHUNK) return;
    add(i);
    run = 1;
  });
  function add(at: number): void {
    const message = messages[at];
    if (message) borders.add(message.key);
  }
}

/** From which chunk on a thread begins that nobody has scrolled yet. */
export function firstShown(chunks: readonly Chunk[]): number {
  let messages = 0;
  for (let i = chunks.length - 1; i > 0; i--) {
    messages += messagesOf(chunks[i]);
    if (messages >= FIRST_SHOWN) return i;
  }
  return 0;
}

function messagesOf(chunk: Chunk | undefined): number {
  return chunk?.items.filter(({ type }) => type === 'message').length ?? 0;
}
