import type { LiveQuery } from './live-query';
import type { Cancel, ServicePorts } from './ports';

/** How news arrives now; 'unreachable' is the only one a person is told. */
export type Connection = 'connecting' | 'live' | 'polling' | 'unreachable';

export interface LiveFeedOptions {
  queries(): readonly LiveQuery[];
  /** Reads what is new; true: there was something. Throws: no answer. */
  refresh(reason: RefreshReason): Promise<boolean>;
  onConnection(connection: Connection): void;
  /** Since when somebody waits for an answer here; null: nobody does. */
  expectingSince?(): number | null;
}
export type RefreshReason = 'show' | 'reconnect' | 'doubt' | 'poll';

export interface LiveFeed {
  show(): void;
  hide(): void;
  /** News may have been missed: reads at once, soon after is the same. */
  doubt(): void;
  /** Somebody begins to wait: silence is believed less. */
  expect(): void;
  /** A watch has just changed its state. */
  stateChanged(live: boolean): void;
  /** Something arrived, so the cloud can be reached. */
  heard(): void;
  /** Somebody has just touched the page: he would notice a silence. */
  touch(): void;
  /** Whether somebody did so a moment ago. */
  attended(): boolean;
}

const POLL_MIN_MS = 2_000;
const POLL_MAX_MS = 15_000;
/** Live watches are believed this long; then one cheap read looks. */
const LIVENESS_MS = 120_000;
/** Who waits for an answer: sooner, and each time after twice as long. */
const LIVENESS_MIN_MS = 4_500;
/** Whoever touched the page this recently is there. */
const ATTENDED_MS = 20_000;

/**
 * Watches and polling as equals. While every watch is live nothing is polled;
 * as soon as one is not, polling takes its place until it is back.
 */
export function createLiveFeed(
  { clock, network, log }: Pick<ServicePorts, 'clock' | 'network' | 'log'>,
  { queries, refresh, onConnection, expectingSince }: LiveFeedOptions
): LiveFeed {
  let shown = false;
  let reachable = true;
  let everLive = false;
  /** A watch has failed, so polling is not only the beginning. */
  let failed = false;
  let pollMs = POLL_MIN_MS;
  let timer: Cancel = () => undefined;
  let reading: Promise<void> | null = null;
  let again = false;
  let told: Connection | null = null;
  let touchedAt = Number.NEGATIVE_INFINITY;
  let offNetwork: Cancel = () => undefined;

  const allLive = () => queries().every((query) => query.isLive());

  function connection(): Connection {
    if (!network.isOnline() || !reachable) return 'unreachable';
    if (allLive()) return 'live';
    return everLive || failed ? 'polling' : 'connecting';
  }

  function tell(): void {
    const now = connection();
    if (now === told) return;
    told = now;
    onConnection(now);
  }

  function plan(): void {
    timer();
    if (!shown) return;
    timer = clock.after(allLive() ? livenessMs() : pollMs, () => read('poll'));
  }

  const attended = () => clock.now() - touchedAt < ATTENDED_MS;

  function livenessMs(): number {
    if (attended()) return LIVENESS_MIN_MS;
    const since = expectingSince?.() ?? null;
    if (since === null) return LIVENESS_MS;
    const waited = clock.now() - since;
    return Math.min(LIVENESS_MS, Math.max(LIVENESS_MIN_MS, waited));
  }

  function read(reason: RefreshReason): void {
    if (!shown) return;
    if (reading) {
      again = again || reason !== 'poll';
      return;
    }
    timer();
    reading = readOnce(reason).finally(() => {
      reading = null;
      tell();
      if (again) {
        again = false;
        read('doubt');
      } else plan();
    });
  }

  async function readOnce(reason: RefreshReason): Promise<void> {
    const expectNothing = reason === 'poll' && allLive();
    try {
      const found = await refresh(reason);
      reachable = true;
      pollMs = found ? POLL_MIN_MS : Math.min(POLL_MAX_MS, pollMs * 1.5);
      if (found && expectNothing) restartSilentWatches();
    } catch (error) {
      log.warn(`refresh.${reason}`, error);
      reachable = allLive();
      pollMs = Math.min(POLL_MAX_MS, pollMs * 1.5);
    }
  }

  /** Half-open: they look alive and have missed what the read has found. */
  function restartSilentWatches(): void {
    log.warn('watch.silent');
    queries().forEach((query) => query.restart());
  }

  function onNetwork(online: boolean): void {
    tell();
    if (!online) return;
    queries()
      .filter((query) => !query.isLive())
      .forEach((query) => query.restart());
    read('reconnect');
  }

  function heard(something: boolean): void {
    reachable = reachable || something;
    everLive = everLive || allLive();
    tell();
    // What speaks is alive: the next look is that much later.
    if (something && !reading && allLive()) plan();
  }

  function touch(): void {
    const began = !attended();
    touchedAt = clock.now();
    if (began && !reading && allLive()) plan();
  }

  return {
    show() {
      if (shown) return;
      shown = true;
      pollMs = POLL_MIN_MS;
      touchedAt = clock.now();
      offNetwork = network.onChange(onNetwork);
      queries().forEach((query) => query.start());
      tell();
      read('show');
    },
    hide() {
      shown = false;
      timer();
      offNetwork();
      queries().forEach((query) => query.stop());
    },
    doubt: () => read('doubt'),
    expect: () => plan(),
    stateChanged(live) {
      failed = failed || !live;
      // The first snapshot of a session covers its start; later ones may not.
      if (everLive || failed) read(live ? 'reconnect' : 'doubt');
      heard(live);
    },
    heard: () => heard(true),
    touch,
    attended,
  };
}
