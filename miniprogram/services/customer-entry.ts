import type { OutputOf } from '../../domain/actions';
import { backOffMs } from './back-off';
import type { Call } from './call';
import type { Cancel, ServicePorts } from './ports';

export type Entered = OutputOf<'conversation.enter'>;

export interface EntryEvents {
  entered(entered: Entered): void;
  /** The server could not be asked; it is asked again. */
  failed(): void;
}

const RETRY = { firstMs: 1_000, maxMs: 20_000 };

/** A customer opens the chat; while it cannot be done it is tried again. */
export function createCustomerEntry(
  { clock, random, log }: Pick<ServicePorts, 'clock' | 'random' | 'log'>,
  call: Call,
  on: EntryEvents
) {
  let scene: string | undefined;
  let entryId: string | undefined;
  let stopped = false;
  let entering: Promise<void> | null = null;
  let retryTimer: Cancel = () => undefined;

  async function enter(): Promise<void> {
    const entered = await call('conversation.enter', scene ? { scene } : {});
    entryId = entered.entryId;
    on.entered(entered);
  }

  function tryToEnter(tries: number): Promise<void> {
    entering = enter()
      .catch((error: unknown) => {
        log.warn('conversation.enter', error);
        on.failed();
        if (stopped) return;
        const wait = backOffMs(tries, random, RETRY);
        retryTimer = clock.after(wait, () => void tryToEnter(tries + 1));
      })
      .finally(() => {
        entering = null;
      });
    return entering;
  }

  return {
    /** Safe to call again; ends with the first try. */
    open(scanned?: string): Promise<void> {
      const another = scanned !== undefined && scanned !== scene;
      scene = scanned ?? scene;
      stopped = false;
      retryTimer();
      if (!entering) return tryToEnter(1);
      // Who is just entering knows nothing of the code that was scanned now.
      return another ? entering.then(() => tryToEnter(1)) : entering;
    },
    /** Which entry led to what is begun now. */
    id: () => entryId,
    forget(): void {
      entryId = undefined;
      scene = undefined;
    },
    stop(): void {
      stopped = true;
      retryTimer();
    },
  };
}
