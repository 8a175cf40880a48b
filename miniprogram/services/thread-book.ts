import { LIMITS } from '../contract/limits';
import type { ReadMessage } from './guard';
import type { Queries } from './queries';
import {
  advance,
  EMPTY_THREAD,
  firstSeq,
  lastSeq,
  mergeMessages,
  type Thread,
} from './thread';

/** The threads of all conversations that this client has opened or heard of. */
export interface ThreadBook {
  get(conversationId: string): Thread;
  merge(messages: readonly ReadMessage[]): void;
  number(
    conversationId: string,
    numbers: readonly { _id: string; seq: number; at: number }[]
  ): void;
  /** The newest page; afterwards catchUp keeps up. */
  load(conversationId: string): Promise<void>;
  /** Reads what came after the last number known; true: there was something. */
  catchUp(conversationId: string): Promise<boolean>;
  loadOlder(conversationId: string): Promise<void>;
  restore(conversationId: string, messages: readonly ReadMessage[]): void;
  drop(conversationId: string): void;
}

const NEWEST = Number.MAX_SAFE_INTEGER;
/** Rounds of one catch-up; more than this is read at the next doubt. */
const ROUNDS = 25;

export function createThreadBook(
  queries: Queries,
  onChange: (conversationId: string) => void
): ThreadBook {
  const threads = new Map<string, Thread>();
  const get = (id: string) => threads.get(id) ?? EMPTY_THREAD;

  function put(id: string, patch: Partial<Thread>): void {
    threads.set(id, advance({ ...get(id), ...patch }));
    onChange(id);
  }

  function add(id: string, incoming: readonly ReadMessage[]): void {
    const messages = mergeMessages(get(id).messages, incoming);
    if (messages !== get(id).messages) put(id, { messages });
  }

  async function load(id: string): Promise<void> {
    const page = await queries.readBefore(id, NEWEST);
    const messages = mergeMessages(get(id).messages, page);
    put(id, {
      messages,
      loaded: true,
      complete: page.length < LIMITS.phonePage,
      readThrough: Math.max(get(id).readThrough, newestOf(page)),
    });
  }

  async function catchUp(id: string): Promise<boolean> {
    let found = false;
    for (let round = 0; round < ROUNDS; round++) {
      const from = get(id).readThrough;
      const page = await queries.readAfter(id, from);
      if (page.length > 0) {
        found = true;
        put(id, {
          messages: mergeMessages(get(id).messages, page),
          readThrough: Math.max(get(id).readThrough, newestOf(page)),
        });
      }
      if (page.length < LIMITS.phonePage) return found;
    }
    return found;
  }

  return {
    get,
    merge(messages) {
      const ids = new Set(messages.map((message) => message.conversationId));
      for (const id of ids) {
        add(
          id,
          messages.filter((message) => message.conversationId === id)
        );
      }
    },
    number(id, numbers) {
      const byId = new Map(numbers.map((number) => [number._id, number]));
      const numbered = get(id).messages.flatMap((message) => {
        const number = byId.get(message._id);
        return number && message.seq === 0 ? [{ ...message, ...number }] : [];
      });
      add(id, numbered);
    },
    load,
    catchUp: async (id) => {
      if (get(id).loaded) return catchUp(id);
      await load(id);
      return get(id).messages.length > 0;
    },
    async loadOlder(id) {
      const thread = get(id);
      if (thread.complete) return;
      const page = await queries.readBefore(id, firstSeq(thread) || NEWEST);
      put(id, {
        messages: mergeMessages(get(id).messages, page),
        complete: page.length < LIMITS.phonePage,
        loaded: true,
      });
    },
    restore(id, messages) {
      if (threads.has(id)) return;
      const merged = mergeMessages([], messages);
      const thread = { ...EMPTY_THREAD, messages: merged };
      threads.set(id, { ...thread, readThrough: lastSeq(thread) });
      onChange(id);
    },
    drop(id) {
      if (threads.delete(id)) onChange(id);
    },
  };
}

function newestOf(page: readonly ReadMessage[]): number {
  return page.reduce((max, { seq }) => Math.max(max, seq), 0);
}
