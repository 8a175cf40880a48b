import { COPY } from '../contract/copy/phone';
import { ERROR_CODES } from '../contract/error-codes';
import { LIMITS } from '../contract/limits';
import { newMessageId } from '../contract/message-id';
import { lengthOf } from '../contract/text';
import { CallError } from './call';
import type { FileLink, MediaLinks } from './media-links';
import { refusalOf, type Media } from './media';
import type { ReadMessage } from './guard';
import type { Outbox, OutboxEntry } from './outbox';
import type { ServicePorts } from './ports';
import type { DeliveryTools } from './messenger';
import type { Store } from './store';
import { lastSeq } from './thread';
import type { ThreadBook } from './thread-book';
import type { UploadQueue } from './upload-queue';
import type { MessengerState } from './messenger-state';

/** What is said; where, and as an answer to what. */
export interface Saying {
  text: string;
  lane: string;
  conversationId: string | null;
  replyTo?: string | undefined;
}

/** What one does with messages, the same for customers and agents. */
export interface Deeds {
  /** Shows it at once and delivers it; answers the message's id. */
  send(saying: Saying): string;
  /** Answers why not, a sentence for each; what is good goes. */
  sendMedia(media: readonly Media[], saying: Omit<Saying, 'text'>): string[];
  resend(id: string): void;
  /** Also in the middle of an upload. */
  discard(id: string): void;
  recall(message: ReadMessage): Promise<void>;
  report(message: ReadMessage, reason: string): Promise<void>;
  /** The message as the server knows it. */
  find(id: string): ReadMessage | undefined;
  /** Where its file is: on this phone, or an address for a while. */
  locate(id: string): Promise<FileLink>;
  /** A picture did not load: its address is asked for anew. */
  broken(message: ReadMessage): void;
}

export interface DeedsOptions {
  me: string;
  tools: DeliveryTools;
  store: Store<MessengerState>;
  outbox: Outbox;
  uploads: UploadQueue | null;
  links: MediaLinks;
  book: ThreadBook;
}

type DeedsPorts = Pick<ServicePorts, 'clock' | 'random' | 'files' | 'log'>;

/** The check of a file takes about a second; then something is wrong. */
const CHECK_WITHIN_MS = 10_000;

export function createDeeds(
  { clock, random, files, log }: DeedsPorts,
  { me, tools, store, outbox, uploads, links, book }: DeedsOptions
): Deeds {
  const { call, serverClock } = tools;
  const newId = () => newMessageId(serverClock.now(), random);
  const entryOf = (id: string) =>
    outbox.entries(me).find((one) => one.id === id);

  function put(
    saying: Saying,
    id = newId(),
    more: Partial<OutboxEntry> = {}
  ): string {
    const { text, lane, conversationId, replyTo } = saying;
    const thread = conversationId ? book.get(conversationId) : null;
    outbox.add({
      id,
      lane,
      text,
      from: me,
      createdAt: serverClock.now(),
      place: { conversationId, afterSeq: thread ? lastSeq(thread) : 0 },
      ...(replyTo ? { replyTo } : {}),
      ...more,
    });
    return id;
  }

  /** Shown from where it is; delivered from where it outlives the app. */
  function putMedia(media: Media, saying: Omit<Saying, 'text'>): void {
    const id = newId();
    const { local } = store.get();
    store.set({ local: { ...local, [id]: media.path } });
    put({ ...saying, text: '' }, id, { media });
    void keep(id, media);
    uploads?.run();
  }

  async function keep(id: string, media: Media): Promise<void> {
    try {
      const name = `${id}.${media.extension}`;
      const path = (await files?.keep(media.path, name)) ?? media.path;
      if (entryOf(id)) outbox.update(id, { media: { ...media, path } });
      else files?.drop(path);
    } catch (error) {
      log.warn('file.keep', error);
    }
  }

  function find(id: string): ReadMessage | undefined {
    const threads = Object.values(store.get().threads);
    const all = threads.flatMap(({ messages }) => messages);
    return all.find((one) => one._id === id);
  }

  /** Before that nobody has looked into its file, so none is given out. */
  function numbered(id: string): Promise<void> {
    const isReady = () => (find(id)?.seq ?? 0) > 0;
    if (isReady()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        unfollow();
        timer();
        resolve();
      };
      const unfollow = store.subscribe(() => isReady() && end());
      const timer = clock.after(CHECK_WITHIN_MS, end);
    });
  }

  return {
    send(saying) {
      refuseTooLong(saying.text);
      return put(saying);
    },
    sendMedia(media, saying) {
      if (!uploads) return [COPY.mediaUnavailable];
      const reasons: string[] = [];
      for (const one of media) {
        const reason = refusalOf(one);
        if (reason) reasons.push(reason);
        else putMedia(one, saying);
      }
      return reasons;
    },
    resend(id) {
      const taken = entryOf(id)?.reason?.code === 'MESSAGE_ID_TAKEN';
      outbox.resend(id, taken ? { newId: newId() } : undefined);
      uploads?.run();
    },
    discard(id) {
      const path = entryOf(id)?.media?.path;
      // First of all it is gone, so that nothing begins it again.
      outbox.remove(id);
      uploads?.cancel(id);
      if (path) files?.drop(path);
    },
    async recall({ _id: messageId, conversationId }) {
      const input = { conversationId, messageId };
      const { message } = await call('message.recall', input);
      book.merge([message]);
    },
    async report({ _id: messageId, conversationId }, reason) {
      await call('message.report', { conversationId, messageId, reason });
    },
    find,
    async locate(id) {
      const path = store.get().local[id] ?? entryOf(id)?.media?.path;
      if (path) return { url: path, smallUrl: '', expiresAt: Infinity };
      await numbered(id);
      const message = find(id);
      const fileId = message?.body.fileId;
      if (!fileId) throw new CallError('FILE_NOT_FOUND', COPY.fileBroken);
      return links.fetch(message.conversationId, fileId);
    },
    broken({ conversationId, body }) {
      if (!body.fileId) return;
      links.forget(body.fileId);
      links.want(conversationId, [body.fileId]);
    },
  };
}

export function refuseTooLong(text: string): void {
  if (lengthOf(text) <= LIMITS.messageText) return;
  const { message } = ERROR_CODES.MESSAGE_TOO_LONG;
  throw new CallError('MESSAGE_TOO_LONG', message);
}
