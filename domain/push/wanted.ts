import { LIMITS } from '../values/limits';
import type { PushPurpose } from '../values/states';
import { cutText } from '../values/text';
import { visibleText } from '../template/visible-text';
import type { Push } from './schema';

/** Whether he has the conversation in front of him right now. */
export function isLooking(lookingAt: number, now: number): boolean {
  return now - lookingAt < LIMITS.lookingMs;
}

/**
 * The id of a new push for what the customer has not read; null: the last
 * one of this conversation tells of it already, because he has read nothing
 * since and it is not older than the time in which replies share one.
 */
export function nextPushId(
  at: { conversationId: string; readSeq: number; lastPushId?: string },
  mergeMs: number,
  now: number
): string | null {
  const { conversationId, readSeq, lastPushId } = at;
  const since = `${conversationId}.${readSeq}.`;
  if (lastPushId?.startsWith(since)) {
    const age = now - Number(lastPushId.slice(since.length));
    if (age < mergeMs || age === 0) return null;
  }
  return `${since}${now}`;
}

/** Lines, control characters and the like are refused by WeChat (47003). */
export function pushField(text: string, whenEmpty: string): string {
  const clean = visibleText(text);
  return clean === '' ? whenEmpty : cutText(clean, LIMITS.pushField);
}

/** What a push needs to know of its conversation. */
interface Told {
  _id: string;
  customer: string;
  customerId: string;
  staffId: string;
  agentCard: { name: string } | null;
}

/** A push that waits for whoever may call WeChat. */
export function newPush(
  told: Told,
  said: { messageId: string; summary: string; purpose: PushPurpose },
  now: number
): Omit<Push, '_id'> {
  return {
    openid: told.customer,
    customerId: told.customerId,
    conversationId: told._id,
    messageId: said.messageId,
    staffId: told.staffId,
    purpose: said.purpose,
    templateId: '',
    sender: pushField(told.agentCard?.name ?? '', '客服'),
    summary: pushField(said.summary, '您有一条新消息'),
    status: 'pending',
    errCode: null,
    tries: 0,
    createdAt: now,
    sentAt: null,
    clickedAt: null,
  };
}
