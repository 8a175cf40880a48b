import type { Conversation } from '../../domain/conversation/schema';
import type { Messenger } from './messenger';
import type { MessengerState } from './messenger-state';

/** All of a customer's conversations, as one thread that grows upward. */
export interface CustomerHistory {
  /** One page more; true: the very first message is known now. */
  older(): Promise<boolean>;
  /** Three conversations more, without messages; true: there are no more. */
  earlier(): Promise<boolean>;
  /** One page more of one conversation. */
  readMore(conversationId: string): Promise<void>;
}

/** Empty conversations are stepped over, so many in one call at most. */
const STEPS = 10;

export function createCustomerHistory(messenger: Messenger): CustomerHistory {
  const { book, queries, store } = messenger;

  /** The next conversation upward that is not wholly known; null: none. */
  const unfinished = () =>
    [...inOrder(store.get())]
      .reverse()
      .find(({ _id }) => !book.get(_id).complete) ?? null;

  async function readEarlier(): Promise<boolean> {
    const [oldest] = inOrder(store.get());
    if (!oldest) return false;
    const earlier = await queries.readConversations(oldest.lastAt);
    const fresh = earlier.filter(
      ({ _id }) => !(_id in store.get().conversations)
    );
    fresh.forEach(messenger.learn);
    return fresh.length > 0;
  }

  /** True: messages have come. */
  async function readPage(_id: string): Promise<boolean> {
    const before = book.get(_id).messages.length;
    if (book.get(_id).loaded) await book.loadOlder(_id);
    else await book.load(_id);
    return book.get(_id).messages.length > before;
  }

  return {
    earlier: async () => !(await readEarlier()),
    readMore: async (_id) => void (await readPage(_id)),
    async older() {
      for (let step = 0; step < STEPS; step++) {
        const next = unfinished();
        if (next) {
          if (await readPage(next._id)) return false;
        } else if (!(await readEarlier())) return true;
      }
      return false;
    },
  };
}

/** Oldest first; the last one is where he writes. */
export function inOrder({
  conversations,
}: Pick<MessengerState, 'conversations'>): Conversation[] {
  return Object.values(conversations).sort((a, b) => a.createdAt - b.createdAt);
}
