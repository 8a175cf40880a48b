import type { Cancel } from './ports';

export interface Store<T> {
  get(): T;
  set(patch: Partial<T>): void;
  /** Called after each change; the answer ends it. */
  subscribe(listener: (state: T) => void): Cancel;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<(state: T) => void>();
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch };
      [...listeners].forEach((listener) => listener(state));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
