import { COPY, fill } from '../../contract/copy/phone';
import { LIMITS } from '../../contract/limits';
import type { Rating } from '../../components/rating-card/rating-card';
import type { CustomerState } from '../../services/customer-chat';
import {
  customerHeader,
  PRESENCE_WORDS,
  specialtyWords,
  type HeaderView,
} from '../../views/customer-header';
import { queueView, type QueueView } from '../../views/queue-view';
import {
  backWords,
  hoursNotice,
  isLeftAlone,
  laterPlaceholder,
  usualWords,
} from '../../views/service-words';
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
  /** What is out of the ordinary while it is closed; '' in the hours. */
  hours: string;
  /** One line beside a thread: who is on duty, or that a code is of no use. */
  aside: string;
  /** How soon he usually answers, or when it opens. */
  usual: string;
  questions: readonly string[];
  shortcuts: readonly string[];
  queue: QueueView | null;
  /** Who has just taken his turn, by name. */
  turn: string;
  closed: boolean;
  rating: Rating | null;
  /** He may still change his opinion. */
  ratable: boolean;
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
    presenceWord: presenceOf(state, now),
    hours: hoursNotice(state, now),
    aside: asideOf(state, now),
    usual: usualWords(agent) || backWords(state, now),
    questions: state.questions,
    shortcuts: state.shortcuts,
    cardNote: state.codeValid ? '' : COPY.codeInvalid,
    historyEnd: state.historyEnd,
    offline: connection === 'unreachable',
    waiting: pending.filter((one) => one.state === 'waiting').length,
    placeholder: placeholderOf(state, now),
    notice: limitNotice(state, now),
    queue: queueView(state, now),
    turn: state.turn,
    closed: conversation?.state === 'closed',
    rating: conversation?.rating ?? null,
    ratable: now < (conversation?.closedAt ?? 0) + LIMITS.ratingChangeMs,
    balance: push.balance,
    canPush: push.balance > 0,
    canAsk: push.templateIds.length > 0,
    failed: state.failed,
  };
}

function placeholderOf(state: CustomerState, now: number): string {
  const { connection, conversation } = state;
  if (connection === 'unreachable') return COPY.placeholderOffline;
  if (isLeftAlone(state, now)) return laterPlaceholder(state, now);
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

/** That nobody is there the thread says, by its automatic answer. */
function asideOf(state: CustomerState, now: number): string {
  if (!state.codeValid) return COPY.codeInvalid;
  return isLeftAlone(state, now) ? '' : hoursNotice(state, now);
}

function presenceOf(state: CustomerState, now: number): string {
  const { agent } = state;
  if (agent) return PRESENCE_WORDS[agent.presence];
  return isLeftAlone(state, now) ? COPY.offHours : '';
}
