import type { Call } from './call';
import type { ClockPort, StoragePort } from './ports';

const KEY = 'consent';

interface Stored {
  /** Of the text that was agreed to; 0: the server has not been told yet. */
  version: number;
  at: number;
}

/** Whether he has agreed to the privacy text, on this phone and the server. */
export interface Consent {
  given(): boolean;
  give(): void;
  /** His data was deleted: he is asked as if he had never been here. */
  withdraw(): void;
  /**
   * Tells the server what it does not know, and learns of a new text. True:
   * what `given` answers has changed. Throws what the call throws.
   */
  settle(call: Call): Promise<boolean>;
}

export function createConsent({
  storage,
  clock,
}: {
  storage: StoragePort;
  clock: ClockPort;
}): Consent {
  const read = () => readStored(storage.get(KEY));
  const write = (stored: Stored) => storage.set(KEY, stored);

  async function tell(call: Call, version: number): Promise<void> {
    write(await call('privacy.consent', { version }));
  }

  return {
    given: () => read() !== null,
    give: () => write({ version: 0, at: clock.now() }),
    withdraw: () => storage.remove(KEY),
    async settle(call) {
      const { version, consent } = await call('privacy.state', {});
      // Read after the answer: he may have agreed meanwhile.
      const stored = read();
      if (stored?.version === 0) {
        await tell(call, version);
        return false;
      }
      if (consent?.version === version) {
        write(consent);
        return stored === null;
      }
      if (!stored) return false;
      storage.remove(KEY);
      return true;
    },
  };
}

function readStored(stored: unknown): Stored | null {
  const { version, at } = (stored ?? {}) as Partial<Stored>;
  if (typeof version !== 'number' || typeof at !== 'number') return null;
  return { version, at };
}
