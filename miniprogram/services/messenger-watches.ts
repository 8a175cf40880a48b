import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { WatchSnapshot } from './cloud-port';
import {
  readAll,
  readConversation,
  readCursor,
  readMessage,
  type ReadMessage,
} from './guard';
import { createLiveQuery } from './live-query';
import type { ServicePorts } from './ports';
import type { Queries } from './queries';

export interface WatchEvents {
  messages(messages: ReadMessage[]): void;
  conversations(conversations: Conversation[]): void;
  /** Conversations that no longer match: closed, or another's now. */
  left(conversationIds: string[]): void;
  cursors(cursors: Cursor[]): void;
  state(name: 'messages' | 'conversations' | 'cursors', live: boolean): void;
}

/** Three watches of fixed shape; all their documents pass the guard. */
export function createWatches(
  ports: Pick<ServicePorts, 'clock' | 'random' | 'log'>,
  queries: Queries,
  since: number,
  on: WatchEvents
) {
  return {
    messages: createLiveQuery(ports, {
      name: 'messages',
      query: () => queries.messagesSince(since),
      onSnapshot: (snapshot) =>
        on.messages(readAll(changedDocs(snapshot), readMessage)),
      onState: (live) => on.state('messages', live),
    }),
    conversations: createLiveQuery(ports, {
      name: 'conversations',
      query: queries.conversationsNow,
      onSnapshot(snapshot) {
        on.conversations(readAll(changedDocs(snapshot), readConversation));
        const left = snapshot.docChanges
          .filter((change) => change.queueType === 'dequeue')
          .map((change) => change.docId);
        if (left.length > 0) on.left(left);
      },
      onState: (live) => on.state('conversations', live),
    }),
    cursors: createLiveQuery(ports, {
      name: 'cursors',
      query: queries.othersCursors,
      onSnapshot: (snapshot) =>
        on.cursors(readAll(changedDocs(snapshot), readCursor)),
      onState: (live) => on.state('cursors', live),
    }),
  };
}

/** The first snapshot brings all; later ones only what has changed. */
function changedDocs(snapshot: WatchSnapshot): unknown[] {
  if (snapshot.type === 'init') return snapshot.docs;
  return snapshot.docChanges
    .filter((change) => change.queueType !== 'dequeue')
    .map((change) => change.doc);
}
