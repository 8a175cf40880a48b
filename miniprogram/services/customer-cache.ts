import type { OutputOf } from '../../domain/actions';
import type { Identity } from '../../domain/actions/account-actions';
import type { Conversation } from '../../domain/conversation/schema';
import {
  readAll,
  readConversation,
  readMessage,
  type ReadMessage,
} from './guard';
import type { MessengerState } from './messenger-state';
import type { Cancel, ClockPort, StoragePort } from './ports';

/** What a phone needs to paint the last thread before the cloud answers. */
export interface CustomerCache {
  identity: Identity;
  conversation: Conversation | null;
  messages: readonly ReadMessage[];
  push: OutputOf<'conversation.enter'>['push'];
}

type Cached = MessengerState & Pick<CustomerCache, 'conversation' | 'push'>;

const KEY = 'cache:customer';
const MESSAGES = 40;
const SETTLE_MS = 500;

export function createCustomerCache({
  storage,
  clock,
}: {
  storage: StoragePort;
  clock: ClockPort;
}) {
  let timer: Cancel = () => undefined;
  return {
    read(): CustomerCache | null {
      const stored = storage.get(KEY) as Partial<CustomerCache> | undefined;
      if (!stored?.identity?.me || !stored.push) return null;
      const messages = Array.isArray(stored.messages) ? stored.messages : [];
      return {
        identity: stored.identity,
        push: stored.push,
        conversation: readConversation(stored.conversation),
        messages: readAll([...messages], readMessage),
      };
    },
    /** Soon; many changes are one write. */
    write(state: Cached, identity: Identity): void {
      timer();
      timer = clock.after(SETTLE_MS, () => {
        const { conversation, push, threads } = state;
        const thread = conversation ? threads[conversation._id] : undefined;
        const messages = thread ? thread.messages.slice(-MESSAGES) : [];
        storage.set(KEY, { identity, conversation, messages, push });
      });
    },
    clear(): void {
      timer();
      storage.remove(KEY);
    },
  };
}
