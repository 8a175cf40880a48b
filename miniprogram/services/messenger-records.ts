import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { MessengerState } from './messenger-state';
import type { StoragePort } from './ports';
import type { Store } from './store';

/** Conversations, the other side's cursors and what was read, in the store. */
export function createRecords(
  store: Store<MessengerState>,
  storage: StoragePort,
  readKey: string
) {
  store.set({ ownRead: readNumbers(storage.get(readKey)) });
  return {
    /** false: an older answer that came late. */
    learn(conversation: Conversation): boolean {
      const { conversations } = store.get();
      const known = conversations[conversation._id];
      if (known && known.seq > conversation.seq) return false;
      store.set({
        conversations: { ...conversations, [conversation._id]: conversation },
      });
      return true;
    },
    learnCursors(read: readonly Cursor[]): void {
      const cursors = { ...store.get().cursors };
      for (const cursor of read) cursors[cursor.conversationId] = cursor;
      store.set({ cursors });
    },
    /** true: further than before. */
    markRead(conversationId: string, seq: number): boolean {
      const { ownRead } = store.get();
      if (seq <= (ownRead[conversationId] ?? 0)) return false;
      const next = { ...ownRead, [conversationId]: seq };
      store.set({ ownRead: next });
      storage.set(readKey, next);
      return true;
    },
    forget(conversationId: string): void {
      const conversations = { ...store.get().conversations };
      const threads = { ...store.get().threads };
      delete conversations[conversationId];
      delete threads[conversationId];
      store.set({ conversations, threads });
    },
  };
}

function readNumbers(stored: unknown): Record<string, number> {
  if (typeof stored !== 'object' || stored === null) return {};
  const numbers = Object.entries(stored).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number'
  );
  return Object.fromEntries(numbers);
}
