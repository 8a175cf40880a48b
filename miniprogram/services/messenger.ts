import { LIMITS } from '../contract/limits';
import type { Identity } from '../../domain/actions/account-actions';
import type { Conversation } from '../../domain/conversation/schema';
import { createAfterSend } from './after-send';
import type { Call } from './call';
import { createDeeds, type Saying } from './deeds';
import type { DeliveryPorts } from './delivery';
import type { ReadMessage } from './guard';
import { createLiveFeed, type RefreshReason } from './live-feed';
import { createWatches } from './messenger-watches';
import { createMedia } from './messenger-media';
import { createFocusReader } from './messenger-focus';
import { createRecords } from './messenger-records';
import { EMPTY_MESSENGER, type MessengerState } from './messenger-state';
import { createEchoCheck } from './echo-check';
import { createOwnCursor } from './own-cursor';
import {
  createOutbox,
  type AfterRefusal,
  type Delivery,
  type OutboxEntry,
} from './outbox';
import type { ServicePorts } from './ports';
import { createQueries } from './queries';
import type { ServerClock } from './server-clock';
import { createStore, type Store } from './store';
import { lastSeq } from './thread';
import { createThreadBook } from './thread-book';

export interface MessengerOptions {
  identity: Identity;
  call: Call;
  serverClock: ServerClock;
  /** false: after-send is never asked. */
  afterSend: boolean;
  /** Brings one entry to the server; `done` puts it into its thread. */
  deliver(entry: OutboxEntry, tools: DeliveryTools): Promise<Delivery>;
  onRefused?(entry: OutboxEntry, code: string): AfterRefusal;
  /** Reads the list anew; true: something had changed. */
  readList(reason: RefreshReason, messenger: Messenger): Promise<boolean>;
  /** A conversation left the watched list: closed, or another's now. */
  onLeft?(conversationId: string): void;
}

export interface DeliveryTools extends DeliveryPorts {
  state(): MessengerState;
  done(message: ReadMessage): void;
  /** What a reply says of a conversation. */
  learn(conversation: Conversation): void;
}

export type Messenger = ReturnType<typeof createMessenger>;

export function createMessenger(
  ports: ServicePorts,
  options: MessengerOptions
) {
  const { clock, storage, log, network } = ports;
  const { identity, call, serverClock } = options;
  const { me } = identity;
  const store: Store<MessengerState> = createStore(EMPTY_MESSENGER);
  const queries = createQueries(ports.cloud.database(), identity);
  const since = serverClock.now() - LIMITS.watchOverlapMs;
  const records = createRecords(store, storage, `read:${identity.field}:${me}`);
  const isCustomer = identity.field === 'customer';
  /** When his last message was delivered that nobody has answered. */
  let lastSentAt: number | null = null;
  let focus: string | null = null;
  let shown = false;

  const book = createThreadBook(queries, (id) => {
    store.set({ threads: { ...store.get().threads, [id]: book.get(id) } });
    markRead();
    if (id === focus && shown) media.wantPictures(id);
  });
  const ownCursor = createOwnCursor(ports, serverClock, queries);
  const echo = createEchoCheck(ports, () => watches.messages.restart());
  const afterSend = createAfterSend(ports, {
    call,
    log,
    enabled: options.afterSend,
    onReply({ conversation, numbered }) {
      book.number(conversation._id, numbered);
      learn(conversation);
    },
  });
  const outbox = createOutbox(ports, {
    key: `outbox:${identity.field}`,
    deliver: (entry) =>
      network.isOnline()
        ? options.deliver(entry, tools)
        : Promise.resolve({ state: 'unknown' }),
    onChange() {
      store.set({ pending: outbox.entries(me) });
      media.settle();
    },
    ...(options.onRefused ? { onRefused: options.onRefused } : {}),
  });

  const watches = createWatches(ports, queries, since, {
    messages(messages) {
      feed.heard();
      messages.forEach((message) => echo.heard(message._id));
      if (messages.some(({ from }) => from !== me)) lastSentAt = null;
      book.merge(messages);
    },
    conversations(conversations) {
      feed.heard();
      conversations.forEach(learn);
    },
    left: (ids) => ids.forEach((id) => options.onLeft?.(id)),
    cursors(cursors) {
      feed.heard();
      records.learnCursors(cursors);
    },
    state(name, live) {
      if (name === 'cursors' && live) feed.heard();
      else feed.stateChanged(live);
    },
  });
  const feed = createLiveFeed(ports, {
    queries: () => [
      watches.messages,
      watches.conversations,
      ...(focus ? [watches.cursors] : []),
    ],
    refresh,
    onConnection: (connection) => store.set({ connection }),
    expectingSince: () => (isCustomer ? lastSentAt : null),
  });

  const reader = createFocusReader(ports, {
    queries,
    book,
    records,
    store,
    seen: () => (shown ? focus : null),
    cursorsLive: () => watches.cursors.isLive(),
    onDoubt: () => feed.doubt(),
  });

  const tools: DeliveryTools = {
    call,
    queries,
    identity,
    clock,
    serverClock,
    log,
    state: store.get,
    done(message) {
      book.merge([message]);
      if (watches.messages.isLive()) echo.expect(message);
      afterSend.request(message.conversationId);
      if (!isCustomer) return;
      lastSentAt = clock.now();
      feed.expect();
    },
    learn,
  };

  const media = createMedia(ports, { me, store, outbox, queries, book, tools });
  const deeds = createDeeds(ports, {
    me,
    tools,
    store,
    outbox,
    book,
    ...media,
  });

  async function refresh(reason: RefreshReason): Promise<boolean> {
    const list = () => options.readList(reason, messenger);
    // Who polls reads a thread only where the list says there is more.
    const found =
      reason === 'poll'
        ? [await list(), await reader.read(focus, reason)]
        : await Promise.all([list(), reader.read(focus, reason)]);
    outbox.nudge();
    media.uploads?.run();
    return found.includes(true);
  }

  function learn(conversation: Conversation): void {
    if (!records.learn(conversation)) return;
    if (focus === conversation._id) reader.doubtSoon();
  }

  function markRead(): void {
    if (!focus || !shown) return;
    const seq = lastSeq(book.get(focus));
    if (records.markRead(focus, seq)) ownCursor.read(focus, seq);
  }

  /** What came while nobody looked is marked as new until he leaves. */
  function markDivider(): void {
    const afterSeq = focus ? (store.get().ownRead[focus] ?? 0) : 0;
    store.set({ divider: { afterSeq, before: serverClock.now() } });
  }

  function look(): void {
    ownCursor.look(shown ? focus : null);
    markRead();
  }

  const messenger = {
    store,
    queries,
    learn,
    book,
    deeds,
    /** The server knows him by this identity: what waits may go. */
    startSending() {
      outbox.start(me);
      media.start();
    },
    /** Listens, and reads what came meanwhile. */
    show(): void {
      if (shown) return;
      shown = true;
      markDivider();
      feed.show();
      look();
      if (focus) media.wantPictures(focus);
    },
    /** Keeps what is known, closes every watch. */
    hide(): void {
      shown = false;
      ownCursor.look(null);
      feed.hide();
      watches.cursors.stop();
      reader.cancel();
      echo.forget();
    },
    stop(): void {
      messenger.hide();
      outbox.stop();
      media.stop();
      afterSend.stop();
      ownCursor.stop();
    },
    /** The conversation in front; null: none. */
    focusOn(conversationId: string | null): void {
      if (focus === conversationId) return;
      focus = conversationId;
      markDivider();
      if (!shown) return;
      if (!focus) watches.cursors.stop();
      else if (!watches.cursors.isLive()) watches.cursors.start();
      reader.read(focus, 'show').catch((error: unknown) => {
        log.warn('focus', error);
        feed.doubt();
      });
      if (focus) media.wantPictures(focus);
      look();
    },
    /** Shows it at once and delivers it; answers the message's id. */
    send(saying: Saying): string {
      const id = deeds.send(saying);
      const { conversationId } = saying;
      if (conversationId) ownCursor.stopTyping(conversationId);
      return id;
    },
    resend: deeds.resend,
    discard: deeds.discard,
    /** Another's conversation now: nothing of it stays here. */
    forget(conversationId: string): void {
      book.drop(conversationId);
      records.forget(conversationId);
    },
    typing(): void {
      if (focus) ownCursor.typing(focus);
    },
    doubt: feed.doubt,
    /** The person touched, scrolled or typed. */
    touch: feed.touch,
    /** Whether he did so a moment ago. */
    attended: feed.attended,
  };
  store.set({ pending: outbox.entries(me) });
  return messenger;
}
