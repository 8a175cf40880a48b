import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import type { CloudQuery } from '../../miniprogram/services/cloud-port';
import {
  createQueries,
  type Queries,
} from '../../miniprogram/services/queries';
import type { Person } from './person';
import { phonePorts, type CloudAddress } from './phone';

/** What somebody sees through the client's own queries, as the rules let him. */
export interface Watching {
  queries: Queries;
  /** What the three watches show at this moment. */
  messages(): Message[];
  conversations(): Conversation[];
  /** Of the other side. */
  cursors(): Cursor[];
  stop(): void;
}

/** Opens the three watches of a phone, over the vendor's SDK. */
export function watching(
  cloud: CloudAddress,
  person: Person,
  field: 'customer' | 'agentOpenid'
): Watching {
  const { cloud: port } = phonePorts(cloud, person.me);
  const identity = { me: person.me, field, channel: 'phone' as const };
  const queries = createQueries(port.database(), identity);
  const messages = follow<Message>(queries.messagesSince(0));
  const conversations = follow<Conversation>(queries.conversationsNow());
  const cursors = follow<Cursor>(queries.othersCursors());
  return {
    queries,
    messages: messages.now,
    conversations: conversations.now,
    cursors: cursors.now,
    stop() {
      for (const one of [messages, conversations, cursors]) one.stop();
    },
  };
}

function follow<T>(query: CloudQuery) {
  let docs: unknown[] | null = null;
  let failed: unknown = null;
  const watcher = query.watch({
    onChange: (snapshot) => {
      docs = snapshot.docs;
    },
    onError: (error) => {
      failed = error;
    },
  });
  return {
    now(): T[] {
      if (failed) throw new Error('the watch was refused', { cause: failed });
      if (!docs) throw new Error('the watch has shown nothing yet');
      return docs as T[];
    },
    stop: () => void watcher.close(),
  };
}
