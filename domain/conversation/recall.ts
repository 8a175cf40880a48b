import { refuse } from '../errors';
import type { Message } from '../message/schema';
import type { Conversation } from './schema';

/** Whoever wishes to take something back. */
export interface Recaller {
  /** openid and uid of one member of staff, or the customer's one. */
  identities: readonly string[];
  /**
   * staffId of one who may take back what others said, whenever that was;
   * null: he may not.
   */
  supervisor: string | null;
}

/** What stands in lists where the last message was taken back. */
export const RECALLED = '[消息已撤回]';

/**
 * Within the window, at its end included, by the server's clock.
 * @param message numbered, so that it has a server time
 * @throws FORBIDDEN, MESSAGE_TOO_OLD
 */
export function mustRecall(
  message: Pick<Message, 'from' | 'senderType' | 'at'>,
  { identities, supervisor }: Recaller,
  now: number,
  windowMs: number
): void {
  if (message.senderType === 'system') refuse('FORBIDDEN', 'nobody said it');
  if (supervisor) return;
  if (!identities.includes(message.from)) refuse('FORBIDDEN', 'not his');
  if (now - (message.at ?? now) > windowMs) refuse('MESSAGE_TOO_OLD');
}

/** What is left of it: its place, its author and its time. */
export function recalledMessage({
  replyTo: _,
  ...message
}: Message): Omit<Message, '_id'> {
  const { _id, ...rest } = message;
  return { ...rest, kind: 'tombstone', body: { text: '' } };
}

/** What changes in the conversation; both sides' clients look there. */
export function recallPatch(
  { seq }: Pick<Conversation, 'seq'>,
  message: Pick<Message, '_id' | 'seq'>
): Partial<Conversation> {
  return {
    recalledId: message._id,
    ...(message.seq === seq && { lastText: RECALLED }),
  };
}
