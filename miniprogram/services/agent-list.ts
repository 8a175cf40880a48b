import { LIMITS } from '../contract/limits';
import type { Conversation } from '../../domain/conversation/schema';
import type { DeskState } from './agent-desk';
import type { RefreshReason } from './live-feed';
import type { Messenger } from './messenger';
import type { MessengerState } from './messenger-state';
import type { Store } from './store';

/** Which conversations an agent has: open, closed, gone to another. */
export function createAgentList(store: Store<DeskState>) {
  function addClosed(conversations: readonly Conversation[]): void {
    const ids = new Set(conversations.map((one) => one._id));
    const others = store.get().closed.filter((one) => !ids.has(one._id));
    const closed = [...others, ...conversations]
      .filter((one) => one.state === 'closed')
      .sort(newestFirst);
    store.set({ closed });
  }

  /** It left the open ones: closed, or taken over by another. */
  async function settle(id: string, messenger: Messenger): Promise<void> {
    const conversation = await messenger.queries.readConversation(id);
    if (conversation) {
      messenger.learn(conversation);
      if (conversation.state === 'closed') addClosed([conversation]);
      return;
    }
    messenger.forget(id);
    store.set({ gone: [...store.get().gone, id] });
  }

  /** A poll reads the first page, anything else all of them. */
  async function read(
    reason: RefreshReason,
    messenger: Messenger
  ): Promise<boolean> {
    const before = store.get().open;
    const found = await readPages(messenger, reason === 'poll');
    found.list.forEach(messenger.learn);
    const ids = new Set(found.list.map((one) => one._id));
    const missing = before.filter((one) => !ids.has(one._id));
    if (found.complete) {
      for (const one of missing) await settle(one._id, messenger);
    }
    const known = new Map(before.map((one) => [one._id, one.seq]));
    return found.list.some((one) => known.get(one._id) !== one.seq);
  }

  return {
    read,
    settle,
    addClosed,
    openOf: (state: MessengerState): Conversation[] =>
      Object.values(state.conversations)
        .filter((one) => one.state !== 'closed')
        .sort(newestFirst),
    /** What comes back to him is not gone any more. */
    goneOf: ({ conversations }: MessengerState): string[] =>
      store.get().gone.filter((id) => !(id in conversations)),
    async loadClosed(messenger: Messenger): Promise<void> {
      const { closed } = store.get();
      const page = await messenger.queries.readClosed(
        closed[closed.length - 1]?.lastAt
      );
      addClosed(page);
      if (page.length < LIMITS.phonePage) store.set({ closedComplete: true });
    },
  };
}

async function readPages({ queries }: Messenger, firstOnly: boolean) {
  const list: Conversation[] = [];
  while (list.length < LIMITS.conversationWindow) {
    const page = await queries.readConversations(list[list.length - 1]?.lastAt);
    list.push(...page);
    const complete = page.length < LIMITS.phonePage;
    if (complete || firstOnly) return { list, complete };
  }
  return { list, complete: false };
}

function newestFirst(a: Conversation, b: Conversation): number {
  return b.lastAt - a.lastAt;
}
