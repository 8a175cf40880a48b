import type { WithheldReason } from '../values/states';
import { ClientMessage, type Message } from './schema';

/**
 * Holds a directly written message against the contract. Rules have no type
 * test and no length, so a client may have written anything.
 */
export function keepsContract(document: Record<string, unknown>): boolean {
  // The platform adds _openid to what a client writes.
  const { _openid: _, ...written } = document;
  return ClientMessage.safeParse(written).success;
}

/** What is left of a message that may not be shown: its place, and why. */
export function tombstoneOf(
  message: Omit<Message, 'kind' | 'body' | 'replyTo' | 'safety' | 'reason'>,
  reason: WithheldReason
): Message {
  return {
    ...message,
    kind: 'tombstone',
    body: { text: '' },
    safety: 'neutralised',
    reason,
  };
}

/** What stands in lists where a message may not be shown. */
export function withheldSummary(reason: WithheldReason): string {
  const found = reason === 'words' || reason === 'risky';
  return found || reason === 'unchecked' ? '[消息已被拦截]' : '[消息无法显示]';
}
