import { backOffMs } from './back-off';
import type { CloudQuery, CloudWatcher, WatchSnapshot } from './cloud-port';
import type { Cancel, ServicePorts } from './ports';

/** One watch that is rebuilt for ever. */
export interface LiveQuery {
  start(): void;
  stop(): void;
  /** Closes and opens anew: its silence is doubted. */
  restart(): void;
  isLive(): boolean;
}

export interface LiveQueryOptions {
  name: string;
  query: () => CloudQuery;
  onSnapshot(snapshot: WatchSnapshot): void;
  /** Each failure is told, also the first. */
  onState(live: boolean): void;
}

const RETRY = { firstMs: 1_000, maxMs: 60_000 };
/** The first snapshot must come within this time. */
const FIRST_WITHIN_MS = 10_000;

export function createLiveQuery(
  { clock, random, log }: Pick<ServicePorts, 'clock' | 'random' | 'log'>,
  { name, query, onSnapshot, onState }: LiveQueryOptions
): LiveQuery {
  /** Events of an older generation are late and do not count. */
  let generation = 0;
  let watcher: CloudWatcher | null = null;
  let live = false;
  let tries = 0;
  let timer: Cancel = () => undefined;

  function setLive(next: boolean): void {
    if (live === next) return;
    live = next;
    onState(live);
  }

  function open(): void {
    const mine = ++generation;
    const current = () => mine === generation;
    timer = clock.after(FIRST_WITHIN_MS, () => {
      if (current()) fail(new Error('no first snapshot'));
    });
    try {
      watcher = query().watch({
        onChange(snapshot) {
          if (!current()) return;
          timer();
          tries = 0;
          onSnapshot(snapshot);
          setLive(true);
        },
        onError(error) {
          if (current()) fail(error);
        },
      });
    } catch (error) {
      fail(error);
    }
  }

  function close(): void {
    generation++;
    timer();
    const old = watcher;
    watcher = null;
    if (!old) return;
    Promise.resolve()
      .then(() => old.close())
      .catch((error: unknown) => log.warn(`watch.${name}.close`, error));
  }

  function fail(error: unknown): void {
    log.warn(`watch.${name}`, error);
    close();
    tries++;
    live = false;
    onState(false);
    timer = clock.after(backOffMs(tries, random, RETRY), open);
  }

  return {
    start() {
      close();
      open();
    },
    stop() {
      close();
      live = false;
      tries = 0;
    },
    restart() {
      close();
      setLive(false);
      open();
    },
    isLive: () => live,
  };
}
