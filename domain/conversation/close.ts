import type { Staff } from '../staff/schema';
import { NOBODY } from '../values/collections';
import type { CloseReason } from '../values/states';
import type { Case } from './case';
import type { Conversation } from './schema';

export type ClosedBy = 'customer' | 'agent' | 'system';

/** What closing changes of the conversation. Its stamps stay: both read on. */
export function closePatch(now: number): Partial<Conversation> {
  return { state: 'closed', closedAt: now, queue: null, waitingSince: null };
}

/** A customer gives no reasons; whatever he sends, it was he who ended it. */
export function reasonOf(by: ClosedBy, wished: CloseReason): CloseReason {
  if (by === 'system') return 'timeout';
  return by === 'customer' ? 'customer' : wished;
}

/** So long without a message ends it (A-BR10), at the boundary included. */
export function isSilent(
  conversation: Pick<Conversation, 'state' | 'lastAt'>,
  now: number,
  silenceMs: number
): boolean {
  return (
    conversation.state !== 'closed' && now - conversation.lastAt >= silenceMs
  );
}

/** What both sides read where it ended. */
export function closeWords(by: ClosedBy): string {
  if (by === 'system') return '长时间没有新消息，会话已自动结束';
  return by === 'customer' ? '客户结束了会话' : '客服结束了会话';
}

/** What closing changes of the case; 'resolved' is the agent's word for it. */
export function closeCase(by: ClosedBy, wished: CloseReason): Partial<Case> {
  const closeReason = reasonOf(by, wished);
  return {
    closeReason,
    closedBy: by,
    ...(closeReason === 'resolved' && { resolved: true }),
  };
}

/** Hands an active conversation back: nobody has it, its messages are stale. */
export function handBackPatch(): Partial<Conversation> {
  return {
    state: 'waiting',
    staffId: NOBODY,
    agentOpenid: NOBODY,
    agentUid: NOBODY,
    agentCard: null,
    stamped: STALE,
  };
}

/** `stamped` while the messages carry some other staff member's identities. */
export const STALE = '';

/**
 * Gives it to a member of staff. Stale also where he had it before: what was
 * said while nobody had it carries nobody's address.
 */
export function assignPatch(
  staff: Staff,
  card: Conversation['agentCard']
): Partial<Conversation> {
  return {
    state: 'active',
    staffId: staff._id,
    agentOpenid: staff.openid,
    agentUid: staff.uid,
    agentCard: card,
    queue: null,
    stamped: STALE,
  };
}
