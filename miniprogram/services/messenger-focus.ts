import type { RefreshReason } from './live-feed';
import type { createRecords } from './messenger-records';
import type { MessengerState } from './messenger-state';
import type { Cancel, ServicePorts } from './ports';
import type { Queries } from './queries';
import type { Store } from './store';
import type { ThreadBook } from './thread-book';

export interface FocusOptions {
  queries: Queries;
  book: ThreadBook;
  records: ReturnType<typeof createRecords>;
  store: Store<MessengerState>;
  /** The conversation that is read now; null: none, or nobody looks. */
  seen(): string | null;
  cursorsLive(): boolean;
  /** It could not be read. */
  onDoubt(): void;
}

/** A new number is expected by watch; after this it is read. */
const DOUBT_AFTER_MS = 400;

/** Reads what is missing of the conversation in front. */
export function createFocusReader(
  { clock, log }: Pick<ServicePorts, 'clock' | 'log'>,
  { queries, book, records, store, seen, cursorsLive, onDoubt }: FocusOptions
) {
  let doubtTimer: Cancel = () => undefined;

  /** Its list entry knows of a number that its thread does not. */
  const isBehind = (id: string) => {
    const conversation = store.get().conversations[id];
    return !conversation || conversation.seq > book.get(id).readThrough;
  };

  async function readCursor(id: string): Promise<void> {
    records.learnCursors(await queries.readOthersCursor(id));
  }

  return {
    /** true: there was something new. */
    async read(id: string | null, reason: RefreshReason): Promise<boolean> {
      if (!id) return false;
      const whole = book.get(id).loaded && !isBehind(id);
      const [found] = await Promise.all([
        reason === 'poll' && whole ? false : book.catchUp(id),
        cursorsLive() ? null : readCursor(id),
      ]);
      return found;
    },
    doubtSoon(): void {
      doubtTimer();
      doubtTimer = clock.after(DOUBT_AFTER_MS, () => {
        const id = seen();
        if (!id || !book.get(id).loaded || !isBehind(id)) return;
        book.catchUp(id).catch((error: unknown) => {
          log.warn('catch-up', error);
          onDoubt();
        });
      });
    },
    cancel: () => doubtTimer(),
  };
}
