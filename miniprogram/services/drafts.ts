import type { Cancel, ClockPort, StoragePort } from './ports';

/** Unsent text for each conversation of this device. */
export interface Drafts {
  get(conversationId: string): string;
  /** Kept at once in memory, in storage 300 ms after the last key. */
  set(conversationId: string, text: string): void;
  /** Before the app may be suspended. */
  flush(): void;
}

const SETTLE_MS = 300;

export function createDrafts(
  { storage, clock }: { storage: StoragePort; clock: ClockPort },
  key: string
): Drafts {
  const drafts = readDrafts(storage.get(key));
  let timer: Cancel | null = null;

  function flush(): void {
    timer?.();
    timer = null;
    storage.set(key, { ...drafts });
  }

  return {
    get: (conversationId) => drafts[conversationId] ?? '',
    set(conversationId, text) {
      if (text === '') delete drafts[conversationId];
      else drafts[conversationId] = text;
      timer?.();
      timer = clock.after(SETTLE_MS, flush);
    },
    flush,
  };
}

function readDrafts(stored: unknown): Record<string, string> {
  if (typeof stored !== 'object' || stored === null) return {};
  const texts = Object.entries(stored).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string'
  );
  return Object.fromEntries(texts);
}
