import type { OutputOf } from '../../domain/actions';
import type { Call } from './call';
import type { CustomerState } from './customer-state';
import type { Cancel, ServicePorts } from './ports';
import type { ServerClock } from './server-clock';
import type { Store } from './store';

export type Looked = OutputOf<'conversation.look'>;

export interface LookOptions {
  call: Call;
  serverClock: ServerClock;
  store: Store<CustomerState>;
  looked(looked: Looked): void;
  /** Somebody holds the phone in his hand. */
  attended(): boolean;
}

/** What may be different whenever it is asked. */
export function toldBy({ agent, push, service, ...more }: Looked) {
  // A function of before tells neither.
  const { questions = [], shortcuts = [] } = more;
  return { agent, push, service: service ?? null, questions, shortcuts };
}

/** What was said this recently is still true. */
const FRESH_MS = 60_000;
/** As often as an agent says that he is there. */
const AGAIN_MS = 180_000;
/** When it opens, not every phone asks in the same second. */
const SPREAD_MS = 10_000;
/** Longer timers are not trusted. */
const PLAN_MOST_MS = 6 * 60 * 60_000;

/**
 * What entering said of the agent, the hours and the reminders, kept true
 * while the chat is shown: asked again when it is shown, when somebody else
 * has the conversation, when it opens or closes, and now and then while
 * somebody is there to read it.
 */
export function createCustomerLook(
  { clock, random, log }: Pick<ServicePorts, 'clock' | 'random' | 'log'>,
  { call, serverClock, store, looked, attended }: LookOptions
) {
  let shown = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** Whoever served when it was asked last: he is not asked for twice. */
  let askedOf = '';
  let asking = false;
  let hoursTimer: Cancel = () => undefined;
  let againTimer: Cancel = () => undefined;

  const serving = () => store.get().conversation?.staffId ?? '';

  async function look(): Promise<void> {
    if (asking || !shown || store.get().phase !== 'ready') return;
    asking = true;
    learnt();
    try {
      looked(await call('conversation.look', {}));
    } catch (error) {
      log.warn('conversation.look', error);
    } finally {
      asking = false;
      plan();
    }
  }

  /** Everything is known as of now. */
  function learnt(): void {
    askedAt = clock.now();
    askedOf = serving();
  }

  function plan(): void {
    hoursTimer();
    againTimer();
    if (!shown) return;
    againTimer = clock.after(AGAIN_MS, () => {
      if (attended()) void look();
      else plan();
    });
    const { service } = store.get();
    if (!service?.changesAt) return;
    const wait = service.changesAt - serverClock.now();
    const spread = 1_000 + random() * SPREAD_MS;
    const due = Math.min(PLAN_MOST_MS, Math.max(0, wait) + spread);
    hoursTimer = clock.after(due, () => void hoursChanged());
  }

  /** Whoever waits since the night is given to somebody at once. */
  async function hoursChanged(): Promise<void> {
    await look();
    const { service, conversation } = store.get();
    if (!service?.open || conversation?.state !== 'waiting') return;
    call('conversation.dispatch', { hops: 0 }).catch((error: unknown) =>
      log.warn('conversation.dispatch', error)
    );
  }

  /** Somebody has it now of whom nothing is known. */
  function isAnother({ agent, conversation }: CustomerState): boolean {
    const card = conversation?.state === 'active' && conversation.agentCard;
    if (!card || serving() === askedOf) return false;
    return card.name !== agent?.name || agent.presence === 'offline';
  }

  /** He is said to be away and has just written. */
  function isBack({ agent, conversation }: CustomerState): boolean {
    if (agent?.presence !== 'offline' || !conversation) return false;
    const { lastFrom, lastAt } = conversation;
    return lastFrom === 'agent' && lastAt > serverClock.now() - FRESH_MS;
  }

  const unfollow = store.subscribe((state) => {
    if (!shown || asking || state.phase !== 'ready') return;
    const stale = clock.now() - askedAt >= FRESH_MS;
    if (isAnother(state) || (stale && isBack(state))) void look();
  });

  return {
    /** The server has said everything by another answer. */
    entered(): void {
      learnt();
      plan();
    },
    show(): void {
      if (shown) return;
      shown = true;
      if (clock.now() - askedAt >= FRESH_MS) void look();
      else plan();
    },
    hide(): void {
      shown = false;
      hoursTimer();
      againTimer();
    },
    stop(): void {
      this.hide();
      unfollow();
    },
  };
}
