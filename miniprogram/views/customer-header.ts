import { COPY, fill } from '../contract/copy/phone';
import type { CustomerState } from '../services/customer-chat';
import { backWords, usualWords } from './service-words';
import { personView, type PersonView } from './person';

export interface HeaderView {
  person: PersonView;
  chip: string;
  /** By priority: network, typing, presence. */
  second: string;
  presence: 'online' | 'busy' | 'offline' | '';
}

const KIND_WORDS = { exclusive: COPY.exclusive, default: COPY.default };

/** A cursor's typing mark counts this long. */
export const TYPING_MS = 6_000;

export function customerHeader(state: CustomerState, now: number): HeaderView {
  const { conversation, agent } = state;
  const card = conversation?.agentCard ?? agent;
  const person = card
    ? personView(card.name, card.avatar)
    : personView(COPY.brandService, '');
  const chip = card && agent ? KIND_WORDS[agent.kind] : '';
  return { person, chip, second: second(state, now), presence: dot(state) };
}

function second(state: CustomerState, now: number): string {
  const { connection, conversation, cursors, agent } = state;
  if (connection === 'unreachable') return COPY.reconnecting;
  const cursor = conversation ? cursors[conversation._id] : undefined;
  if (cursor && now - cursor.typingAt < TYPING_MS) return COPY.typing;
  if (conversation?.state === 'closed') return COPY.closedNow;
  const back = backWords(state, now);
  if (conversation?.state === 'waiting' && conversation.agentCard === null) {
    if (back) return joined(COPY.offHours, back);
    return conversation.leftMessageAt ? COPY.leftMessage : COPY.waitingForAgent;
  }
  if (!agent) return back && joined(COPY.offHours, back);
  return joined(PRESENCE_WORDS[agent.presence], back || usualWords(agent));
}

/** 在线 · 通常 3 分钟内回复 */
function joined(one: string, other: string): string {
  return other ? `${one} · ${other}` : one;
}

export const PRESENCE_WORDS = {
  online: COPY.presenceOnline,
  busy: COPY.presenceBusy,
  break: COPY.presenceBreak,
  offline: COPY.presenceOffline,
} as const;

function dot({ agent }: CustomerState): HeaderView['presence'] {
  if (!agent) return '';
  if (agent.presence === 'online') return 'online';
  return agent.presence === 'offline' ? 'offline' : 'busy';
}

/** 擅长 … for the card; '' when nothing is known. */
export function specialtyWords(specialty: string): string {
  return specialty ? fill(COPY.specialty, { specialty }) : '';
}
