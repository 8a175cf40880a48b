import type { Staff } from '../staff/schema';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import type { CloseReason } from '../values/states';
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

/** 24 hours without a message end it (A-BR10), at the boundary included. */
export function isSilent(
  conversation: Pick<Conversation, 'state' | 'lastAt'>,
  now: number
): boolean {
  return (
    conversation.state !== 'closed' &&
    now - conversation.lastAt >= LIMITS.silenceMs
  );
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

/** Gives it to a member of staff. */
export function assignPatch(
  staff: Staff,
  stampedBefore: string,
  card: Conversation['agentCard']
): Partial<Conversation> {
  return {
    state: 'active',
    staffId: staff._id,
    agentOpenid: staff.openid,
    agentUid: staff.uid,
    agentCard: card,
    queue: null,
    stamped: stampedBefore === staff._id ? staff._id : STALE,
  };
}
