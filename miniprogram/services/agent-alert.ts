import type { Conversation } from '../../domain/conversation/schema';
import type { AgentDesk, DeskState } from './agent-desk';
import type { Cancel, ServicePorts } from './ports';
import { createStore, type Store } from './store';
import { unreadOf } from './unread';

/** What a phone can do so that somebody looks up. */
export interface AlertPort {
  sound(): void;
  vibrate(): void;
}

export interface AlertChoice {
  sound: boolean;
  vibrate: boolean;
}

export interface Alerts {
  store: Store<AlertChoice>;
  choose(choice: Partial<AlertChoice>): void;
  stop: Cancel;
}

const KEPT = 'alerts';
/** One for a conversation in half a minute, one of all in five seconds. */
const SAME_MS = 30_000;
const ANY_MS = 5_000;

/** Tells of a customer's new message, but not for each one of a burst. */
export function createAlerts(
  { clock, storage }: Pick<ServicePorts, 'clock' | 'storage'>,
  { store: desk, serverClock }: Pick<AgentDesk, 'store' | 'serverClock'>,
  port: AlertPort
): Alerts {
  const store = createStore<AlertChoice>(choiceOf(storage.get(KEPT)));
  const toldAt = new Map<string, number>();
  let toldLast = Number.NEGATIVE_INFINITY;
  let known = new Map<string, number>();
  /** Server time of the sign-in: what is older is no news. */
  let since = 0;

  function look(state: DeskState): void {
    if (state.phase !== 'ready') {
      since = 0;
      known = new Map();
      return;
    }
    since ||= serverClock.now();
    const fresh = state.open.find(
      (one) => isNews(one, state.ownRead) && mayTell(one._id)
    );
    known = new Map(state.open.map((one) => [one._id, one.unreadAgent]));
    if (fresh) tell(fresh._id);
  }

  /** More is unread than before, and he is not reading it just now. */
  function isNews(one: Conversation, ownRead: DeskState['ownRead']): boolean {
    const before = known.get(one._id) ?? 0;
    const more = one.lastAt >= since && one.unreadAgent > before;
    return more && unreadOf(one, ownRead) > 0;
  }

  function mayTell(id: string): boolean {
    const now = clock.now();
    const last = toldAt.get(id) ?? Number.NEGATIVE_INFINITY;
    return now - last >= SAME_MS && now - toldLast >= ANY_MS;
  }

  function tell(id: string): void {
    toldLast = clock.now();
    toldAt.set(id, toldLast);
    const { sound, vibrate } = store.get();
    if (sound) port.sound();
    if (vibrate) port.vibrate();
  }

  return {
    store,
    choose(choice) {
      store.set(choice);
      storage.set(KEPT, store.get());
    },
    stop: desk.subscribe(look),
  };
}

/** Both are on until somebody switches them off. */
function choiceOf(kept: unknown): AlertChoice {
  const { sound, vibrate } = (kept ?? {}) as Partial<AlertChoice>;
  return { sound: sound !== false, vibrate: vibrate !== false };
}
