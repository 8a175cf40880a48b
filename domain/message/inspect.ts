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

/** What is left of a message that broke the contract: its place. */
export function tombstoneOf(
  message: Omit<Message, 'kind' | 'body' | 'replyTo' | 'safety'>
): Message {
  return {
    ...message,
    kind: 'tombstone',
    body: { text: '' },
    safety: 'neutralised',
  };
}
