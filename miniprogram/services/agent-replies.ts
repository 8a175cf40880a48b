import { newMessageId } from '../contract/message-id';
import type { CannedReply } from '../../domain/reply/schema';
import type { AgentDesk } from './agent-desk';
import type { ServicePorts } from './ports';
import { createStore, type Store } from './store';

export interface RepliesState {
  phase: 'unread' | 'loading' | 'ready' | 'failed';
  replies: readonly CannedReply[];
  /** Ids of those he took last, the latest first. */
  recent: readonly string[];
}

export interface Replies {
  store: Store<RepliesState>;
  /** Reads them where they are unknown or older than five minutes, or anew. */
  load(anew?: boolean): Promise<void>;
  /** Its text for that conversation, variables filled; counts one use. */
  use(replyId: string, conversationId: string): Promise<string>;
}

const FRESH_MS = 5 * 60_000;
const RECENT_MOST = 5;
const RECENT = 'replies:recent';

/** Canned replies of his own and of all. */
export function createReplies(
  { clock, storage, random, log }: ServicePorts,
  { call, serverClock }: Pick<AgentDesk, 'call' | 'serverClock'>
): Replies {
  const store = createStore<RepliesState>({
    phase: 'unread',
    replies: [],
    recent: idsOf(storage.get(RECENT)),
  });
  let readAt = Number.NEGATIVE_INFINITY;

  function remember(replyId: string): void {
    const others = store.get().recent.filter((id) => id !== replyId);
    const recent = [replyId, ...others].slice(0, RECENT_MOST);
    store.set({ recent });
    storage.set(RECENT, recent);
  }

  return {
    store,
    async load(anew = false) {
      const { phase, replies } = store.get();
      if (phase === 'loading') return;
      const fresh = clock.now() - readAt < FRESH_MS;
      if (phase === 'ready' && fresh && !anew) return;
      if (replies.length === 0) store.set({ phase: 'loading' });
      try {
        const answer = await call('reply.list', {});
        readAt = clock.now();
        store.set({ phase: 'ready', replies: answer.replies });
      } catch (error) {
        log.warn('reply.list', error);
        store.set({ phase: replies.length > 0 ? 'ready' : 'failed' });
      }
    },
    async use(replyId, conversationId) {
      const key = newMessageId(serverClock.now(), random);
      const input = { replyId, conversationId, key };
      const { text } = await call('reply.use', input);
      remember(replyId);
      return text;
    },
  };
}

/** Storage may hold anything. */
function idsOf(kept: unknown): string[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter((id): id is string => typeof id === 'string');
}
