import { COPY } from '../contract/copy/phone';
import { LIMITS } from '../contract/limits';
import type { AgentCaseState } from '../services/agent-case';
import type { DeskState } from '../services/agent-desk';
import { isNudge } from '../services/agent-nudges';
import { reachView, type ReachView } from './agent-reach';
import { TYPING_MS } from './customer-header';
import {
  customerFileView,
  sourceWords,
  type CustomerFileView,
} from './customer-file';

export interface AgentChatView {
  title: string;
  second: string;
  waitingSince: number;
  historyEnd: boolean;
  closed: boolean;
  /** Another's now, or not to be found. */
  gone: boolean;
  offline: boolean;
  waiting: number;
  notice: string;
  /** Somebody reminds him of this wait; '' when nobody does. */
  nudge: string;
  reach: ReachView;
  /** Of the conversation. */
  tags: string[];
  filePhase: AgentCaseState['phase'];
  file: CustomerFileView | null;
  agentName: string;
}

export const NO_CASE: AgentCaseState = {
  phase: 'loading',
  customer: null,
  case: null,
};

export interface AgentChatInput {
  state: DeskState;
  id: string;
  draft: string;
  kept: AgentCaseState;
  now: number;
}

export function agentChatView(input: AgentChatInput): AgentChatView {
  const { state, id, draft, kept, now } = input;
  const conversation = state.conversations[id] ?? null;
  const cursor = state.cursors[id] ?? null;
  const closed = conversation?.state === 'closed';
  const gone = state.gone.includes(id);
  const offline = state.connection === 'unreachable';
  const pending = state.pending.filter((one) => one.lane === id);
  const looking = !!cursor && now - cursor.lookingAt < LIMITS.lookingMs;
  const staffId = state.staff?.staffId ?? '';
  return {
    title: conversation ? conversation.customerCard.nick || COPY.customer : '',
    second: second(input, offline),
    waitingSince: closed ? 0 : (conversation?.waitingSince ?? 0),
    historyEnd: state.threads[id]?.complete ?? false,
    closed,
    gone,
    offline,
    waiting: pending.filter((one) => one.state === 'waiting').length,
    notice: gone ? left(draft) : closed ? COPY.closedNow : '',
    nudge: closed || gone ? '' : nudgeWords(state, id),
    reach: reachView(kept.customer, looking),
    tags: kept.case?.case.tags ?? [],
    filePhase: kept.phase,
    file: customerFileView(kept, { staffId, conversationId: id, now }),
    agentName: state.staff?.name ?? '',
  };
}

/** By priority: network, typing, where he comes from. */
function second(
  { state, id, kept, now }: AgentChatInput,
  offline: boolean
): string {
  if (offline) return COPY.reconnecting;
  if (state.gone.includes(id)) return '';
  const cursor = state.cursors[id];
  if (cursor && now - cursor.typingAt < TYPING_MS) return COPY.typing;
  const staffId = state.staff?.staffId ?? '';
  const source = kept.case?.entry ? sourceWords(kept.case, { staffId }) : '';
  return [kept.customer?.customer.unit ?? '', source]
    .filter(Boolean)
    .join(' · ');
}

/** The last reminder, as long as the wait lasts in which it came. */
function nudgeWords(state: DeskState, id: string): string {
  const since = state.conversations[id]?.waitingSince;
  if (!since) return '';
  const notes = state.threads[id]?.messages.filter(isNudge) ?? [];
  const last = notes[notes.length - 1];
  return last && (last.at ?? last.sentAt) >= since ? last.body.text : '';
}

const left = (draft: string) => (draft ? COPY.transferred : COPY.leftList);
