import type { ClockPort, StoragePort } from './ports';

/** Raised when the privacy guideline changes; then everybody is asked again. */
export const CONSENT_VERSION = 1;
const KEY = 'consent';

export interface Consent {
  given(): boolean;
  give(): void;
}

export function createConsent({
  storage,
  clock,
}: {
  storage: StoragePort;
  clock: ClockPort;
}): Consent {
  return {
    given() {
      const stored = storage.get(KEY) as { version?: unknown } | undefined;
      return stored?.version === CONSENT_VERSION;
    },
    give: () => storage.set(KEY, { version: CONSENT_VERSION, at: clock.now() }),
  };
}
