import { backOffMs } from './back-off';
import { CallError, type Call } from './call';
import type { OutputOf } from '../../domain/actions';
import { newMessageId } from '../contract/message-id';
import type { Cancel, ServicePorts } from './ports';
import { createStore, type Store } from './store';

export type Certificate = OutputOf<'privacy.erase'>['certificate'];

export interface MyDataState {
  /** What is kept of him; null: not read yet. */
  kept: OutputOf<'privacy.state'> | null;
  copy: { state: 'none' | 'working' | 'ready'; urls: readonly string[] };
  erasure: {
    state: 'none' | 'working' | 'done';
    certificate: Certificate | null;
  };
  /** A sentence for what went wrong last; '': nothing. */
  error: string;
}

/** A person's own data: what is kept, a copy of it, the end of it. */
export interface MyData {
  store: Store<MyDataState>;
  /** Reads what is kept, and goes on with a deletion that was begun. */
  open(): Promise<void>;
  /** Has a copy made, for as long as it takes. */
  copy(): Promise<void>;
  /** Deletes everything; safe to call again, also after a restart. */
  erase(): Promise<void>;
  stop(): void;
}

const ERASURE = 'erasure';
const AGAIN = { firstMs: 1_000, maxMs: 10_000 };

const EMPTY: MyDataState = {
  kept: null,
  copy: { state: 'none', urls: [] },
  erasure: { state: 'none', certificate: null },
  error: '',
};

export function createMyData(
  ports: Pick<ServicePorts, 'clock' | 'random' | 'storage' | 'log'>,
  call: Call,
  /** Nothing of him is left on the server: forget it here too. */
  onErased: () => void
): MyData {
  const { clock, random, storage, log } = ports;
  const store = createStore(EMPTY);
  let stopped = false;
  let wake: Cancel = () => undefined;

  const pause = (tries: number) =>
    new Promise<void>((resolve) => {
      wake = clock.after(backOffMs(tries, random, AGAIN), resolve);
    });

  /** Asks until it is finished; each call does a part of the work. */
  async function until<T>(ask: () => Promise<T | null>): Promise<T | null> {
    for (let tries = 1; !stopped; tries++) {
      try {
        const answer = await ask();
        if (answer) return answer;
      } catch (error) {
        if (!(error instanceof CallError) || !error.mayRetry) throw error;
        log.warn('my-data', error);
      }
      await pause(tries);
    }
    return null;
  }

  async function copy(): Promise<void> {
    store.set({ copy: { state: 'working', urls: [] }, error: '' });
    try {
      const ready = await until(async () => {
        const answer = await call('privacy.export', {});
        return answer.state === 'ready' ? answer : null;
      });
      if (ready) store.set({ copy: { state: 'ready', urls: ready.urls } });
    } catch (error) {
      store.set({ copy: EMPTY.copy, error: wordsOf(error) });
    }
  }

  async function erase(): Promise<void> {
    const erasureId = begunIn(storage) ?? newMessageId(clock.now(), random);
    storage.set(ERASURE, erasureId);
    store.set({ erasure: { state: 'working', certificate: null }, error: '' });
    try {
      const input = { erasureId, confirm: true, what: 'account' } as const;
      const certificate = await until(async () => {
        const answer = await call('privacy.erase', input);
        return answer.certificate.state === 'done' ? answer.certificate : null;
      });
      if (!certificate) return;
      storage.remove(ERASURE);
      store.set({ erasure: { state: 'done', certificate } });
      onErased();
    } catch (error) {
      storage.remove(ERASURE);
      store.set({ erasure: EMPTY.erasure, error: wordsOf(error) });
    }
  }

  return {
    store,
    copy,
    erase,
    async open() {
      stopped = false;
      // What was shown last time has been seen.
      store.set(EMPTY);
      if (begunIn(storage)) return erase();
      try {
        store.set({ kept: await call('privacy.state', {}), error: '' });
      } catch (error) {
        store.set({ error: wordsOf(error) });
      }
    },
    stop() {
      stopped = true;
      wake();
    },
  };
}

function begunIn(storage: ServicePorts['storage']): string | null {
  const stored = storage.get(ERASURE);
  return typeof stored === 'string' && stored !== '' ? stored : null;
}

function wordsOf(error: unknown): string {
  if (error instanceof CallError) return error.message;
  throw error;
}
