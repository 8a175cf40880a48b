import { COPY, fill } from '../contract/copy/phone';
import type { CustomerState } from '../services/customer-state';
import { isOpenAt, openingWords } from './opening-words';

type Asking = Pick<CustomerState, 'service' | 'agent' | 'conversation'>;

/** It is closed, and nobody is there who would answer before it opens. */
export function isLeftAlone({ service, agent }: Asking, now: number): boolean {
  if (isOpenAt(service, now)) return false;
  return !agent || agent.presence === 'offline';
}

/** What stands in the empty field then. */
export function laterPlaceholder({ service }: Asking, now: number): string {
  const open = openingWords(service, now);
  return open
    ? fill(COPY.placeholderLater, { open })
    : COPY.placeholderLaterUnknown;
}

/**
 * What is out of the ordinary while it is closed: nobody is there, or only
 * whoever is on duty. '' in the hours.
 */
export function hoursNotice(state: Asking, now: number): string {
  const { service, agent, conversation } = state;
  if (isOpenAt(service, now)) return '';
  if (isLeftAlone(state, now)) {
    const open = openingWords(service, now);
    return open ? fill(COPY.outOfHours, { open }) : COPY.outOfHoursUnknown;
  }
  const name = conversation?.agentCard?.name ?? agent?.name ?? '';
  return fill(COPY.onDuty, { name });
}

/** 明早 8:30 上班; '' where that is not the point. */
export function backWords(state: Asking, now: number): string {
  if (!isLeftAlone(state, now)) return '';
  const open = openingWords(state.service, now);
  return open ? fill(COPY.opensAt, { open }) : '';
}

/** 通常 3 分钟内回复; '' where nobody knows, or he is away. */
export function usualWords(agent: CustomerState['agent']): string {
  const minutes = agent?.replyMinutes ?? null;
  if (minutes === null || agent?.presence !== 'online') return '';
  const hours = minutes / 60;
  if (hours >= 1) return fill(COPY.usualReplyHours, { n: hours });
  return fill(COPY.usualReply, { n: minutes });
}
