import { SessionTokens } from '../../../domain/session/schema';

const KEY = 'web-session';

/** Where this browser keeps its session; all its tabs share one. */
export interface TokenStore {
  read(): SessionTokens | null;
  /** null: there is none any more. */
  write(tokens: SessionTokens | null): void;
}

export function storedTokens(storage: Storage): TokenStore {
  return {
    read() {
      try {
        const kept = SessionTokens.safeParse(
          JSON.parse(storage.getItem(KEY) ?? 'null')
        );
        return kept.success ? kept.data : null;
      } catch {
        // Something else lies under our name: that is no session.
        return null;
      }
    },
    write(tokens) {
      if (tokens) storage.setItem(KEY, JSON.stringify(tokens));
      else storage.removeItem(KEY);
    },
  };
}

/** For tests, and for where nothing is to be kept. */
export function heldTokens(first: SessionTokens | null = null): TokenStore {
  let held = first;
  return {
    read: () => held,
    write: (tokens) => void (held = tokens),
  };
}
