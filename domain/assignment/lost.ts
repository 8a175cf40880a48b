import type { Case } from '../conversation/case';
import type { Conversation } from '../conversation/schema';
import { NOBODY } from '../values/collections';
import { isSilentAgent, isUnanswered } from './unanswered';

/** Why an agent loses a conversation to the pool. */
export const LOST_WHYS = ['disabled', 'silent', 'absent'] as const;
export type LostWhy = (typeof LOST_WHYS)[number];

/** What the customer reads then. */
export const LOST_WORDS: Record<LostWhy, string> = {
  disabled: '正在为您安排其他客服，请稍候',
  silent: '客服暂时没有回应，正在为您安排其他客服',
  absent: '客服暂时离开，正在为您安排其他客服',
};

/** Whether he loses this one: all of it, or only what he owes an answer. */
export function isLost(
  why: LostWhy,
  conversation: Pick<Conversation, 'state' | 'waitingSince'>,
  before: Pick<Case, 'assignedAt'>,
  silentMinutes: number,
  now: number
): boolean {
  if (why === 'disabled') return true;
  return why === 'silent'
    ? isSilentAgent(conversation, before, silentMinutes, now)
    : isUnanswered(conversation, before);
}

/**
 * With what it goes back: as old as it is, to the team it was handed to, and
 * rather not to him again.
 */
export function lostWishes(
  why: LostWhy,
  staffId: string,
  before: Pick<Case, 'exclusiveStaffId' | 'priority' | 'skill' | 'transfer'>
) {
  return {
    exclusiveStaffId: before.exclusiveStaffId,
    avoidStaffId: why === 'disabled' ? NOBODY : staffId,
    teamId: before.transfer?.teamId ?? NOBODY,
    priority: before.priority,
    skill: before.skill,
  };
}

/** What changes of the case. */
export function lostCase(
  why: LostWhy,
  staffId: string
): Pick<
  Case,
  'previousStaffId' | 'assignedAt' | 'assignedWhy' | 'explanation'
> {
  const reason = {
    disabled: 'is disabled',
    silent: 'did not answer',
    absent: 'is not there',
  }[why];
  return {
    previousStaffId: staffId,
    assignedAt: null,
    assignedWhy: why,
    explanation: `back to the queue: ${staffId} ${reason}`,
  };
}
