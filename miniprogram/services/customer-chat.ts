import { COPY } from '../contract/copy/phone';
import { backOffMs } from './back-off';
import { createCall, type Call } from './call';
import type { InputOf } from '../../domain/actions';
import { createCustomerCache, type CustomerCache } from './customer-cache';
import { deliverDirectly, outgoing, refusal } from './delivery';
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
import type { AfterRefusal, Delivery, OutboxEntry } from './outbox';
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
  /** Who waits may leave and keeps his place. */
  keepPlace(): Promise<void>;
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
const RETRY = { firstMs: 1_000, maxMs: 20_000 };

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
  let entryId: string | undefined;
  let scene: string | undefined;
  let shown = false;
  let stopped = false;
  let entering: Promise<void> | null = null;
  let retryTimer: Cancel = () => undefined;
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
      store.set({ ...state, conversation });
      cache.write(store.get(), cached.identity);
      messenger?.focusOn(conversation?._id ?? null);
    });
    if (cached.conversation) {
      messenger.learn(cached.conversation);
      messenger.book.restore(cached.conversation._id, cached.messages);
    }
  }

  async function enter(): Promise<void> {
    const entered = await call('conversation.enter', scene ? { scene } : {});
    serverClock.learn(entered.serverTime);
    const { agent, codeValid, push, conversation, identity } = entered;
    entryId = entered.entryId;
    if (messenger && store.get().me !== identity.me) leave();
    if (!messenger) join({ identity, conversation, messages: [], push });
    if (conversation) messenger?.learn(conversation);
    store.set({ phase: 'ready', failed: false, agent, codeValid, push });
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

  /** The phone's WeChat account has changed. */
  function leave(): void {
    unfollow();
    messenger?.stop();
    messenger = null;
    cache.clear();
    store.set(EMPTY_CUSTOMER);
  }

  function tryToEnter(tries: number): Promise<void> {
    entering = enter()
      .catch((error: unknown) => {
        log.warn('conversation.enter', error);
        store.set({ failed: true });
        if (stopped) return;
        const wait = backOffMs(tries, random, RETRY);
        retryTimer = clock.after(wait, () => void tryToEnter(tries + 1));
      })
      .finally(() => {
        entering = null;
      });
    return entering;
  }

  const deliver = (entry: OutboxEntry, tools: DeliveryTools) => {
    const conversation = currentOf(tools.state());
    if (conversation && conversation.state !== 'closed') {
      return deliverDirectly(tools, entry, conversation, tools.done);
    }
    return start(entry, tools);
  };

  async function start(
    entry: OutboxEntry,
    tools: DeliveryTools
  ): Promise<Delivery> {
    try {
      const { conversation, message } = await tools.call('conversation.start', {
        message: outgoing(tools, entry),
        ...(entryId ? { entryId } : {}),
      });
      tools.learn(conversation);
      tools.done(message);
      return { state: 'delivered' };
    } catch (error) {
      return refusal(error);
    }
  }

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
      const scanned = options.scene !== undefined && options.scene !== scene;
      scene = options.scene ?? scene;
      stopped = false;
      paintCache();
      retryTimer();
      if (!entering) return tryToEnter(1);
      // Who is just entering knows nothing of the code that was scanned now.
      return scanned ? entering.then(() => tryToEnter(1)) : entering;
    },
    show() {
      shown = true;
      messenger?.show();
    },
    hide() {
      shown = false;
      drafts.flush();
      messenger?.hide();
    },
    stop() {
      stopped = true;
      retryTimer();
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
    async keepPlace() {
      const conversationId = store.get().conversation?._id;
      if (!conversationId) return;
      const answer = await call('conversation.keepPlace', { conversationId });
      const { conversation, kept, willPush } = answer;
      messenger?.learn(conversation);
      store.set({ place: kept ? { conversationId, willPush } : null });
    },
    forget() {
      const { me } = store.get();
      leave();
      drafts.set(LANE, '');
      entryId = undefined;
      scene = undefined;
      const keys = [
        'outbox:customer',
        'drafts:customer',
        `read:customer:${me}`,
      ];
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
