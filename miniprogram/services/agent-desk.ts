import { COPY } from '../contract/copy/phone';
import { LIMITS } from '../contract/limits';
import { CallError, createCall, type Call } from './call';
import type { InputOf, OutputOf } from '../../domain/actions';
import type { Conversation } from '../../domain/conversation/schema';
import { runWork } from './after-send';
import { createAgentList } from './agent-list';
import { deliverDirectly, sendByFunction } from './delivery';
import type { Deeds } from './deeds';
import { createDrafts, type Drafts } from './drafts';
import type { Media } from './media';
import {
  createMessenger,
  type DeliveryTools,
  type Messenger,
} from './messenger';
import { EMPTY_MESSENGER, type MessengerState } from './messenger-state';
import type { AfterRefusal, Delivery, OutboxEntry } from './outbox';
import type { Cancel, ServicePorts } from './ports';
import { createServerClock, type ServerClock } from './server-clock';
import { createStore, type Store } from './store';

type Session = OutputOf<'account.session'>;
type SignInAnswer = OutputOf<'account.signIn'>;
type CloseReason = InputOf<'conversation.close'>['reason'];

export interface DeskState extends MessengerState {
  /** 'expired': he was signed in and is no more, without his doing. */
  phase: 'unknown' | 'signed-out' | 'expired' | 'ready';
  me: string;
  staff: Session['staff'] | null;
  presence: Session['presence'];
  /** Waiting and active ones, newest first. */
  open: readonly Conversation[];
  /** Closed ones read so far, newest first. */
  closed: readonly Conversation[];
  closedComplete: boolean;
  /** Conversations that another has taken over since the last look. */
  gone: readonly string[];
}

export interface AgentDesk {
  store: Store<DeskState>;
  drafts: Drafts;
  serverClock: ServerClock;
  call: Call;
  /** Continues a session; false: nobody is signed in here. */
  resume(): Promise<boolean>;
  /**
   * Answers the next step, 'done' when he is in. Throws CallError; its
   * sentence belongs under the field.
   */
  signIn(input: InputOf<'account.signIn'>): Promise<SignInAnswer>;
  continueSignIn(
    input: InputOf<'account.continueSignIn'>
  ): Promise<SignInAnswer>;
  signOut(): Promise<void>;
  setPresence(state: Session['presence']): Promise<void>;
  show(): void;
  hide(): void;
  stop(): void;
  /** Opens the chat in front; null: back to the list. */
  focusOn(conversationId: string | null): void;
  send(conversationId: string, text: string, replyTo?: string): string;
  /** Answers why not, a sentence for each that cannot be sent. */
  sendMedia(
    conversationId: string,
    media: readonly Media[],
    replyTo?: string
  ): string[];
  /** What one does with messages; null before he has signed in. */
  deeds(): Deeds | null;
  resend(id: string): void;
  discard(id: string): void;
  typing(): void;
  loadOlder(conversationId: string): Promise<void>;
  close(conversationId: string, reason: CloseReason): Promise<void>;
  loadClosed(): Promise<void>;
  /** Reads the list anew. */
  refresh(): void;
}

export interface AgentDeskOptions {
  /** false: after-send is left to the server's sweep. */
  afterSend?: boolean;
  /** false: whoever shows the desk says himself that the agent is there. */
  heartbeat?: boolean;
}

const EMPTY: DeskState = {
  ...EMPTY_MESSENGER,
  phase: 'unknown',
  me: '',
  staff: null,
  presence: 'offline',
  open: [],
  closed: [],
  closedComplete: false,
  gone: [],
};

export function createAgentDesk(
  ports: ServicePorts,
  { afterSend = true, heartbeat: beats = true }: AgentDeskOptions = {}
): AgentDesk {
  const { clock, log } = ports;
  const serverClock = createServerClock(clock);
  const call = createCall(ports.cloud, clock);
  const store = createStore(EMPTY);
  const drafts = createDrafts(ports, 'drafts:agent');
  const list = createAgentList(store);
  let messenger: Messenger | null = null;
  let shown = false;
  let heartbeat: Cancel = () => undefined;
  let unfollow: Cancel = () => undefined;

  function begin(session: Session): void {
    const { identity, staff, presence, serverTime } = session;
    serverClock.learn(serverTime);
    if (store.get().me !== identity.me) end();
    messenger ??= createMessenger(ports, {
      identity,
      call,
      serverClock,
      afterSend,
      deliver,
      onRefused,
      readList: list.read,
      onLeft: (id) => void look(id),
    });
    const { me } = identity;
    store.set({
      ...messenger.store.get(),
      phase: 'ready',
      me,
      staff,
      presence,
    });
    unfollow();
    unfollow = messenger.store.subscribe((state) =>
      store.set({
        ...state,
        open: list.openOf(state),
        gone: list.goneOf(state),
      })
    );
    messenger.startSending();
    if (shown) messenger.show();
    beat();
  }

  function follow(answer: SignInAnswer): SignInAnswer {
    if ('identity' in answer) begin(answer);
    return answer;
  }

  function end(): void {
    unfollow();
    messenger?.stop();
    messenger = null;
    heartbeat();
    store.set(EMPTY);
  }

  function beat(): void {
    heartbeat();
    if (!beats) return;
    heartbeat = clock.after(LIMITS.heartbeatMs, () => {
      if (shown) void keepAlive();
    });
  }

  async function keepAlive(): Promise<void> {
    try {
      const { state, serverTime } = await call('account.presence', {});
      serverClock.learn(serverTime);
      store.set({ presence: state });
    } catch (error) {
      log.warn('account.presence', error);
      if (isSignedOut(error)) {
        end();
        store.set({ phase: 'expired' });
        return;
      }
    }
    beat();
  }

  async function look(conversationId: string): Promise<void> {
    if (!messenger) return;
    try {
      await list.settle(conversationId, messenger);
    } catch (error) {
      log.warn('conversation.left', error);
      messenger.doubt();
    }
  }

  async function deliver(
    entry: OutboxEntry,
    tools: DeliveryTools
  ): Promise<Delivery> {
    const conversation = tools.state().conversations[entry.lane];
    if (!conversation) {
      return sendByFunction(tools, entry, entry.lane, tools.done);
    }
    return deliverDirectly(tools, entry, conversation, tools.done);
  }

  /** Another's now: what he wrote stays as his draft. */
  function onRefused(entry: OutboxEntry, code: string): AfterRefusal {
    // A file is no draft: it stays where it is and says why.
    if (code !== 'CONVERSATION_TRANSFERRED' || entry.media) return 'fail';
    const before = drafts.get(entry.lane);
    drafts.set(entry.lane, before ? `${before}\n${entry.text}` : entry.text);
    void look(entry.lane);
    return 'remove';
  }

  return {
    store,
    drafts,
    serverClock,
    call,
    async resume() {
      if (messenger) return true;
      try {
        begin(await call('account.session', {}));
        return true;
      } catch (error) {
        if (!isSignedOut(error)) throw error;
        store.set({ phase: 'signed-out' });
        return false;
      }
    },
    signIn: async (input) => follow(await call('account.signIn', input)),
    continueSignIn: async (input) =>
      follow(await call('account.continueSignIn', input)),
    async signOut() {
      await call('account.signOut', {});
      end();
      store.set({ phase: 'signed-out' });
    },
    async setPresence(state) {
      const answer = await call('account.presence', { state });
      serverClock.learn(answer.serverTime);
      store.set({ presence: answer.state });
      beat();
    },
    show() {
      shown = true;
      messenger?.show();
      if (messenger && beats) void keepAlive();
    },
    hide() {
      shown = false;
      drafts.flush();
      messenger?.hide();
    },
    stop() {
      heartbeat();
      messenger?.stop();
    },
    focusOn: (id) => messenger?.focusOn(id),
    send(conversationId, text, replyTo) {
      if (!messenger) throw new Error('send before sign-in');
      const lane = conversationId;
      return messenger.send({ text, lane, conversationId, replyTo });
    },
    sendMedia(conversationId, media, replyTo) {
      if (!messenger) return [COPY.mediaFirstEnter];
      const place = { lane: conversationId, conversationId, replyTo };
      return messenger.deeds.sendMedia(media, place);
    },
    deeds: () => messenger?.deeds ?? null,
    resend: (id) => messenger?.resend(id),
    discard: (id) => messenger?.discard(id),
    typing: () => messenger?.typing(),
    loadOlder: async (id) => messenger?.book.loadOlder(id),
    async close(conversationId, reason) {
      const input = { conversationId, reason };
      const { conversation } = await call('conversation.close', input);
      messenger?.learn(conversation);
      list.addClosed([conversation]);
      // Whoever gets the free place may have asked to be called.
      runWork(call, log);
    },
    async loadClosed() {
      if (messenger) await list.loadClosed(messenger);
    },
    refresh: () => messenger?.doubt(),
  };
}

function isSignedOut(error: unknown): boolean {
  if (!(error instanceof CallError)) return false;
  return error.kind === 'unauthenticated' || error.code === 'STAFF_DISABLED';
}
