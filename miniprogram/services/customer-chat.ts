import { COPY } from '../contract/copy/phone';
import { createCall, type Call } from './call';
import type { InputOf } from '../../domain/actions';
import { createCustomerEntry, type Entered } from './customer-entry';
import { createCustomerLook, toldBy, type Looked } from './customer-look';
import { turnAfter } from './customer-turn';
import { createCustomerCache, type CustomerCache } from './customer-cache';
import { startWith } from './customer-start';
import { deliverDirectly } from './delivery';
import { createCustomerHistory } from './customer-history';
import {
  currentOf,
  EMPTY_CUSTOMER,
  type CustomerState,
} from './customer-state';
import type { Deeds } from './deeds';
import { createDrafts, type Drafts } from './drafts';
import { createEarlyWords } from './early-words';
import type { Media } from './media';
import {
  createMessenger,
  type DeliveryTools,
  type Messenger,
} from './messenger';
import type { AfterRefusal, OutboxEntry } from './outbox';
import type { Cancel, ServicePorts } from './ports';
import { createServerClock, type ServerClock } from './server-clock';
import { createStore, type Store } from './store';

export type { CustomerState };

export interface CustomerChat {
  store: Store<CustomerState>;
  drafts: Drafts;
  serverClock: ServerClock;
  call: Call;
  /** Enters, and keeps trying while it cannot. Safe to call again. */
  open(options?: { scene?: string }): Promise<void>;
  show(): void;
  hide(): void;
  stop(): void;
  /**
   * Answers the message's id; '': it leaves when it is known who he is.
   * Throws CallError when it is too long.
   */
  send(text: string, replyTo?: string): string;
  /** Answers why not, a sentence for each that cannot be sent. */
  sendMedia(media: readonly Media[], replyTo?: string): string[];
  /** What one does with messages; null before it is known who he is. */
  deeds(): Deeds | null;
  resend(id: string): void;
  discard(id: string): void;
  loadOlder(): Promise<void>;
  /** Knows of three earlier conversations more; true: there are no more. */
  earlier(): Promise<boolean>;
  /** Reads one page more of one conversation. */
  readMore(conversationId: string): Promise<void>;
  typing(): void;
  /** He touched, scrolled or typed: he is there and would notice silence. */
  touch(): void;
  /** Who waits may leave and keeps his place. */
  keepPlace(): Promise<void>;
  /** He does not wait for his turn: he is answered later. */
  leaveMessage(): Promise<void>;
  /** His data is gone from the server: nothing of it stays here. */
  forget(): void;
  rate(
    rating: Omit<InputOf<'conversation.rate'>, 'conversationId'>
  ): Promise<void>;
  /** What WeChat answered to requestSubscribeMessage. */
  reportConsents(results: InputOf<'push.credit'>['results']): Promise<void>;
  pushClicked(pushId: string): void;
}

export interface CustomerChatOptions {
  /** false: after-send is left to the server's sweep. */
  afterSend?: boolean;
}

const LANE = 'customer';

export function createCustomerChat(
  ports: ServicePorts,
  { afterSend = true }: CustomerChatOptions = {}
): CustomerChat {
  const { clock, random, log } = ports;
  const serverClock = createServerClock(clock);
  const call = createCall(ports.cloud, clock);
  const store = createStore(EMPTY_CUSTOMER);
  const drafts = createDrafts(ports, 'drafts:customer');
  const cache = createCustomerCache(ports);
  const early = createEarlyWords();
  let messenger: Messenger | null = null;
  let shown = false;
  let unfollow: Cancel = () => undefined;

  function paintCache(): void {
    const cached = cache.read();
    if (!cached || messenger) return;
    store.set({ phase: 'cached', push: cached.push });
    join(cached);
  }

  /** From here on the identity is known and messages travel. */
  function join(cached: CustomerCache): void {
    messenger = createMessenger(ports, {
      identity: cached.identity,
      call,
      serverClock,
      afterSend,
      deliver,
      onRefused: reopenInstead,
      readList,
    });
    store.set({ me: cached.identity.me, ...messenger.store.get() });
    unfollow = messenger.store.subscribe((state) => {
      const conversation = currentOf(state);
      const turn = turnAfter(store.get(), { conversation, turn: '' });
      store.set({ ...state, conversation, turn });
      cache.write(store.get(), cached.identity);
      messenger?.focusOn(conversation?._id ?? null);
    });
    if (cached.conversation) {
      messenger.learn(cached.conversation);
      messenger.book.restore(cached.conversation._id, cached.messages);
    }
  }

  const entry = createCustomerEntry(ports, call, {
    entered,
    failed: () => store.set({ failed: true }),
  });
  const look = createCustomerLook(ports, {
    call,
    serverClock,
    store,
    looked: told,
    attended: () => messenger?.attended() ?? false,
  });

  function entered(answer: Entered): void {
    const { push, conversation, identity, codeValid } = answer;
    if (messenger && store.get().me !== identity.me) leave();
    if (!messenger) join({ identity, conversation, messages: [], push });
    if (conversation) messenger?.learn(conversation);
    told(answer);
    store.set({ phase: 'ready', failed: false, codeValid });
    look.entered();
    sendEarly();
    messenger?.startSending();
    if (shown) messenger?.show();
  }

  function sendEarly(): void {
    const send = messenger?.send;
    if (!send) return;
    const left = early.leave((one) => send({ ...placeNow(), ...one }));
    if (left) drafts.set(LANE, '');
  }

  function told(answer: Looked): void {
    serverClock.learn(answer.serverTime);
    store.set(toldBy(answer));
  }

  /** The phone's WeChat account has changed. */
  function leave(): void {
    unfollow();
    messenger?.stop();
    messenger = null;
    cache.clear();
    store.set(EMPTY_CUSTOMER);
  }

  const deliver = (waiting: OutboxEntry, tools: DeliveryTools) => {
    const conversation = currentOf(tools.state());
    if (conversation && conversation.state !== 'closed') {
      return deliverDirectly(tools, waiting, conversation, tools.done);
    }
    return startWith(waiting, tools, entry.id());
  };

  /** Closed meanwhile: the same message opens the conversation again. */
  function reopenInstead(_entry: OutboxEntry, code: string): AfterRefusal {
    const { conversation } = store.get();
    const known = conversation && conversation.state !== 'closed';
    if (code !== 'CONVERSATION_CLOSED' || !known) return 'fail';
    messenger?.learn({ ...conversation, state: 'closed' });
    return 'again';
  }

  async function readList(_reason: unknown, { queries, learn }: Messenger) {
    const before = store.get().conversations;
    const conversations = await queries.readConversations();
    conversations.forEach(learn);
    return conversations.some((one) => before[one._id]?.seq !== one.seq);
  }

  async function inQueue(
    wish: 'conversation.keepPlace' | 'conversation.leaveMessage'
  ): Promise<void> {
    const conversationId = store.get().conversation?._id;
    if (!conversationId) return;
    const { conversation } = await call(wish, { conversationId });
    messenger?.learn(conversation);
  }

  const placeNow = () => ({
    lane: LANE,
    conversationId: store.get().conversation?._id ?? null,
  });

  return {
    store,
    drafts,
    serverClock,
    call,
    open(options = {}) {
      paintCache();
      return entry.open(options.scene);
    },
    show() {
      shown = true;
      messenger?.show();
      look.show();
    },
    hide() {
      shown = false;
      drafts.flush();
      look.hide();
      messenger?.hide();
    },
    stop() {
      entry.stop();
      look.stop();
      messenger?.stop();
    },
    send(text, replyTo) {
      if (!messenger) {
        early.keep(text, replyTo);
        return '';
      }
      return messenger.send({ ...placeNow(), text, replyTo });
    },
    sendMedia(media, replyTo) {
      if (!messenger) return [COPY.mediaFirstEnter];
      return messenger.deeds.sendMedia(media, { ...placeNow(), replyTo });
    },
    deeds: () => messenger?.deeds ?? null,
    resend: (id) => messenger?.resend(id),
    discard: (id) => messenger?.discard(id),
    async loadOlder() {
      const { conversation, historyEnd: known } = store.get();
      if (!messenger || !conversation || known) return;
      const historyEnd = await createCustomerHistory(messenger).older();
      store.set({ historyEnd });
    },
    async earlier() {
      // Not entered: nobody knows what there is.
      if (!messenger) throw new Error('earlier before open');
      return createCustomerHistory(messenger).earlier();
    },
    async readMore(conversationId) {
      if (!messenger) throw new Error('readMore before open');
      await createCustomerHistory(messenger).readMore(conversationId);
    },
    typing: () => messenger?.typing(),
    touch: () => messenger?.touch(),
    keepPlace: () => inQueue('conversation.keepPlace'),
    leaveMessage: () => inQueue('conversation.leaveMessage'),
    forget() {
      const { me } = store.get();
      leave();
      drafts.set(LANE, '');
      entry.forget();
      const keys = ['outbox:customer', 'drafts:customer'];
      keys.push(`read:customer:${me}`);
      keys.forEach((key) => ports.storage.remove(key));
    },
    async rate(rating) {
      const conversationId = store.get().conversation?._id;
      if (!conversationId) return;
      const input = { conversationId, ...rating };
      const { conversation } = await call('conversation.rate', input);
      messenger?.learn(conversation);
    },
    async reportConsents(results) {
      const key = `${clock.now().toString(36)}${random().toString(36).slice(2, 10)}`;
      const { balance } = await call('push.credit', { results, key });
      store.set({ push: { ...store.get().push, balance } });
    },
    pushClicked(pushId) {
      call('push.clicked', { pushId }).catch((error: unknown) =>
        log.warn('push.clicked', error)
      );
    },
  };
}
