import type { ReadMessage } from './guard';

/**
 * One conversation's messages as this client knows them: by id each once,
 * numbered ones by `seq`, those without a number at the end.
 */
export interface Thread {
  messages: readonly ReadMessage[];
  /** Everything up to this seq has been read; what follows may have gaps. */
  readThrough: number;
  /** Nothing older exists on the server. */
  complete: boolean;
  /** At least one page was read. */
  loaded: boolean;
}

export const EMPTY_THREAD: Thread = {
  messages: [],
  readThrough: 0,
  complete: false,
  loaded: false,
};

/** Duplicates and any order are welcome; a number is never taken back. */
export function mergeMessages(
  known: readonly ReadMessage[],
  incoming: readonly ReadMessage[]
): readonly ReadMessage[] {
  const byId = new Map(known.map((message) => [message._id, message]));
  let changed = false;
  for (const message of incoming) {
    const before = byId.get(message._id);
    if (before && before.seq > 0 && message.seq === 0) continue;
    byId.set(message._id, message);
    changed = true;
  }
  return changed ? [...byId.values()].sort(bySeq) : known;
}

/** Follows an unbroken run of numbers; a gap needs a read. */
export function advance(thread: Thread): Thread {
  let readThrough = thread.readThrough;
  for (const { seq } of thread.messages) {
    if (seq === readThrough + 1) readThrough = seq;
  }
  return { ...thread, readThrough };
}

/** The oldest number known, from where history is read upward; 0: none. */
export function firstSeq(thread: Thread): number {
  return thread.messages.find((message) => message.seq > 0)?.seq ?? 0;
}

export function lastSeq(thread: Thread): number {
  return thread.messages.reduce((max, { seq }) => Math.max(max, seq), 0);
}

function bySeq(a: ReadMessage, b: ReadMessage): number {
  const left = a.seq || Number.MAX_SAFE_INTEGER;
  const right = b.seq || Number.MAX_SAFE_INTEGER;
  if (left !== right) return left - right;
  if (a.sentAt !== b.sentAt) return a.sentAt - b.sentAt;
  return a._id < b._id ? -1 : 1;
}
