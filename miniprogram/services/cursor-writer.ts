import type { Cancel, ClockPort, LogPort } from './ports';

export type CursorData = {
  readSeq?: number;
  typingAt?: number;
  lookingAt?: number;
};

/** Writes the own cursor of conversations, at most once in 1.5 s each. */
export interface CursorWriter {
  write(conversationId: string, data: CursorData): void;
  stop(): void;
}

const PAUSE_MS = 1_500;

export function createCursorWriter(
  { clock, log }: { clock: ClockPort; log: LogPort },
  update: (
    conversationId: string,
    data: Record<string, number>
  ) => Promise<unknown>
): CursorWriter {
  const waiting = new Map<string, Record<string, number>>();
  const paused = new Map<string, Cancel>();

  function flush(conversationId: string): void {
    const data = waiting.get(conversationId);
    waiting.delete(conversationId);
    if (!data) return;
    paused.set(
      conversationId,
      clock.after(PAUSE_MS, () => {
        paused.delete(conversationId);
        flush(conversationId);
      })
    );
    update(conversationId, data).catch((error: unknown) =>
      log.warn('cursor.update', error)
    );
  }

  return {
    write(conversationId, data) {
      const merged = { ...waiting.get(conversationId), ...data };
      waiting.set(conversationId, merged);
      if (!paused.has(conversationId)) flush(conversationId);
    },
    stop() {
      paused.forEach((cancel) => cancel());
      paused.clear();
      waiting.clear();
    },
  };
}
