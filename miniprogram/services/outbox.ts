import { backOffMs } from './back-off';
import type { Media } from './media';
import type { Cancel, ServicePorts } from './ports';

/** A message that waits for its delivery. Kept in storage until delivered. */
export interface OutboxEntry {
  /** The message's id from the first try to the last. */
  id: string;
  /** Messages of one lane are sent one after another, in order. */
  lane: string;
  /** '' where a file is sent. */
  text: string;
  /** A file, sent once `fileId` says that it is uploaded. */
  media?: Media;
  fileId?: string;
  /** Where it may be uploaded to; asked for once. */
  reserved?: { cloudPath: string; fileId: string; mostBytes: number };
  /** The message that this one answers. */
  replyTo?: string;
  /** Whose message: another person on this phone never sends it. */
  from: string;
  createdAt: number;
  /** Where it was written: a failed one keeps this place in the thread. */
  place: { conversationId: string | null; afterSeq: number };
  state: 'waiting' | 'failed';
  /** Tries without an answer since the last start. */
  tries: number;
  reason?: { code: string; message: string; retryAt?: number };
}

export interface Refused {
  state: 'refused';
  reason: { code: string; message: string; retryAt?: number };
}

export type Delivery =
  | { state: 'delivered' }
  | Refused
  /** Nobody knows; the same id is tried again. */
  | { state: 'unknown' };

/** 'again': another way is open now; 'remove': dealt with elsewhere. */
export type AfterRefusal = 'fail' | 'again' | 'remove';

export interface OutboxOptions {
  /** Name in storage. */
  key: string;
  /** Never throws. */
  deliver(entry: OutboxEntry): Promise<Delivery>;
  onChange(): void;
  onRefused?(entry: OutboxEntry, code: string): AfterRefusal;
}

export interface Outbox {
  /** Entries of one person, oldest first. */
  entries(from: string): OutboxEntry[];
  add(entry: Omit<OutboxEntry, 'state' | 'tries'>): void;
  resend(id: string, now?: { newId: string }): void;
  remove(id: string): void;
  /** What an upload says of its entry. */
  update(id: string, patch: Partial<OutboxEntry>): void;
  /** Begins to deliver this person's entries. */
  start(from: string): void;
  stop(): void;
  /** Tries everything that waits at once, e.g. when the network is back. */
  nudge(): void;
}

const RETRY = { firstMs: 1_000, maxMs: 30_000 };

type OutboxPorts = Pick<ServicePorts, 'storage' | 'clock' | 'random'>;

export function createOutbox(
  { storage, clock, random }: OutboxPorts,
  { key, deliver, onChange, onRefused }: OutboxOptions
): Outbox {
  let entries = readEntries(storage.get(key));
  let person: string | null = null;
  const running = new Set<string>();
  const retries = new Map<string, Cancel>();

  function save(next: OutboxEntry[]): void {
    entries = next;
    storage.set(key, entries);
    onChange();
  }
  const update = (id: string, patch: Partial<OutboxEntry>) =>
    save(entries.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const remove = (id: string) => save(entries.filter((one) => one.id !== id));

  /** Texts overtake an upload; files keep their order among themselves. */
  function nextIn(lane: string): OutboxEntry | undefined {
    const waiting = entries.filter(
      (one) =>
        one.lane === lane && one.from === person && one.state === 'waiting'
    );
    const uploading = waiting.findIndex((one) => one.media && !one.fileId);
    return waiting.find(
      (one, i) => !one.media || uploading < 0 || i < uploading
    );
  }

  async function run(lane: string): Promise<void> {
    if (running.has(lane) || person === null) return;
    running.add(lane);
    retries.get(lane)?.();
    retries.delete(lane);
    try {
      for (let next = nextIn(lane); next; next = nextIn(lane)) {
        const delivery = await deliver(next);
        if (!settle(next, delivery)) return;
      }
    } finally {
      running.delete(lane);
    }
  }

  /** true: the next one may go. */
  function settle(entry: OutboxEntry, delivery: Delivery): boolean {
    if (delivery.state === 'delivered') {
      remove(entry.id);
      return true;
    }
    if (delivery.state === 'refused') {
      const then = onRefused?.(entry, delivery.reason.code) ?? 'fail';
      if (then === 'remove') remove(entry.id);
      if (then === 'fail') {
        update(entry.id, { state: 'failed', reason: delivery.reason });
      }
      return true;
    }
    const tries = entry.tries + 1;
    update(entry.id, { tries });
    const wait = backOffMs(tries, random, RETRY);
    retries.set(
      entry.lane,
      clock.after(wait, () => void run(entry.lane))
    );
    return false;
  }

  const runAll = () =>
    new Set(entries.map((one) => one.lane)).forEach((lane) => void run(lane));

  return {
    entries: (from) => entries.filter((one) => one.from === from),
    add(entry) {
      save([...entries, { ...entry, state: 'waiting', tries: 0 }]);
      void run(entry.lane);
    },
    resend(id, now) {
      const entry = entries.find((one) => one.id === id);
      if (!entry) return;
      const fresh = { ...entry, id: now?.newId ?? id, tries: 0 };
      delete fresh.reason;
      save(
        entries.map((one) =>
          one.id === id ? { ...fresh, state: 'waiting' } : one
        )
      );
      void run(entry.lane);
    },
    remove,
    update(id, patch) {
      update(id, patch);
      const entry = entries.find((one) => one.id === id);
      if (entry?.fileId) void run(entry.lane);
    },
    start(from) {
      person = from;
      runAll();
    },
    stop() {
      person = null;
      retries.forEach((cancel) => cancel());
      retries.clear();
    },
    nudge: runAll,
  };
}

function readEntries(stored: unknown): OutboxEntry[] {
  if (!Array.isArray(stored)) return [];
  return stored
    .filter((one): one is OutboxEntry => isEntry(one))
    .map((one) => ({ ...one, tries: 0 }));
}

function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, lane, text, from, place } = value as Partial<OutboxEntry>;
  const texts = [id, lane, text, from];
  return texts.every((one) => typeof one === 'string') && !!place;
}
