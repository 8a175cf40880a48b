import { COPY, fill } from '../../contract/copy/phone';
import type { CustomerState } from '../../services/customer-chat';
import {
  customerHeader,
  PRESENCE_WORDS,
  specialtyWords,
  type HeaderView,
} from '../../views/customer-header';
import { clockWords } from '../../views/time-words';

export interface ChatView {
  header: HeaderView;
  /** No person yet: the company stands for itself. */
  brand: boolean;
  phase: CustomerState['phase'];
  /** Nothing was said so far: the agent card instead of a thread. */
  first: boolean;
  specialty: string;
  presenceWord: string;
  cardNote: string;
  historyEnd: boolean;
  offline: boolean;
  waiting: number;
  placeholder: string;
  notice: string;
  queue: { position: number; eta: number; kept: string } | null;
  closed: boolean;
  rating: { score: number; resolved: boolean } | null;
  balance: number;
  canPush: boolean;
  canAsk: boolean;
  failed: boolean;
}

/** Everything the page draws, from what the services know. */
export function chatView(
  state: CustomerState,
  /** How many lines the thread has. */
  length: number,
  now: number
): ChatView {
  const { conversation, agent, push, pending, connection } = state;
  return {
    header: customerHeader(state, now),
    brand: !(conversation?.agentCard ?? agent),
    phase: state.phase,
    first: !conversation && length === 0,
    specialty: specialtyWords(agent?.specialty ?? ''),
    presenceWord: agent ? PRESENCE_WORDS[agent.presence] : '',
    cardNote: state.codeValid ? '' : COPY.codeInvalid,
    historyEnd: state.historyEnd,
    offline: connection === 'unreachable',
    waiting: pending.filter((one) => one.state === 'waiting').length,
    placeholder: placeholderOf(state),
    notice: limitNotice(state, now),
    queue: queueOf(state),
    closed: conversation?.state === 'closed',
    rating: conversation?.rating ?? null,
    balance: push.balance,
    canPush: push.balance > 0,
    canAsk: push.templateIds.length > 0,
    failed: state.failed,
  };
}

function placeholderOf({ connection, conversation }: CustomerState): string {
  if (connection === 'unreachable') return COPY.placeholderOffline;
  if (conversation?.state === 'closed') return COPY.placeholderClosed;
  if (conversation?.queue) return COPY.placeholderQueue;
  return COPY.placeholderFirst;
}

/** The server has said until when nothing can be sent. */
function limitNotice({ pending }: CustomerState, now: number): string {
  const until = pending.reduce(
    (max, { reason }) => Math.max(max, reason?.retryAt ?? 0),
    0
  );
  if (until <= now) return '';
  return fill(COPY.rateLimited, { time: clockWords(until) });
}

function queueOf({ conversation, place }: CustomerState): ChatView['queue'] {
  const queue = conversation?.queue;
  if (!queue || conversation.state !== 'waiting') return null;
  const mine = place?.conversationId === conversation._id ? place : null;
  const kept = mine ? (mine.willPush ? 'push' : 'quiet') : '';
  return { position: queue.position, eta: queue.etaSeconds ?? -1, kept };
}
