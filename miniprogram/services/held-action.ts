import type { Cancel, ClockPort } from './ports';
import { createStore, type Store } from './store';

/** Something that is done unless he takes it back. */
export interface Held {
  words: string;
  /** Whole seconds in which it may still be taken back. */
  left: number;
}

export interface HeldAction {
  store: Store<{ held: Held | null }>;
  /** Does it after five seconds; whatever was held before is done at once. */
  hold(words: string, action: () => void): void;
  undo(): void;
  /** Does at once what is held: he leaves the page. */
  flush(): void;
}

const SECONDS = 5;

/** Undo instead of "are you sure": the server is told when nobody undid. */
export function createHeldAction(clock: ClockPort): HeldAction {
  const store = createStore<{ held: Held | null }>({ held: null });
  let due: (() => void) | null = null;
  let cancel: Cancel = () => undefined;

  function end(): (() => void) | null {
    cancel();
    const action = due;
    due = null;
    store.set({ held: null });
    return action;
  }

  function tick(words: string, left: number): void {
    if (left === 0) return flush();
    store.set({ held: { words, left } });
    cancel = clock.after(1_000, () => tick(words, left - 1));
  }

  function flush(): void {
    end()?.();
  }

  return {
    store,
    hold(words, action) {
      flush();
      due = action;
      tick(words, SECONDS);
    },
    undo: () => void end(),
    flush,
  };
}
