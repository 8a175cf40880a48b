/** Milliseconds since the epoch. Everything that asks the time asks this. */
export interface Clock {
  now(): number;
  /** Moves time forward; timers that fall due meanwhile fire in order. */
  advance(ms: number): void;
  onAdvance(listener: () => void): () => void;
}

export function movableClock(): Clock {
  let offset = 0;
  const listeners = new Set<() => void>();
  return {
    now: () => Date.now() + offset,
    advance(ms) {
      offset += ms;
      for (const listener of [...listeners]) listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
