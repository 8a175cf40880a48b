import { LEFT_MESSAGE_WORDS } from '../../../domain/assignment/wait-wish';
import { refuse } from '../../../domain/errors';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerOf } from '../life/participant';
import { sayBetween, systemLine } from '../message/say-between';

/**
 * A customer will not wait for his turn: what he said is answered later. He
 * stays where he stands, and is told neither his place nor his turn.
 */
export const leaveMessage: Handler<'conversation.leaveMessage'> = (
  { conversationId },
  { caller, now }
) =>
  transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    await customerOf(conversation, caller);
    if (!conversation) refuse('NOT_FOUND');
    if (conversation.state === 'closed') refuse('CONVERSATION_CLOSED');
    const left = conversation.state === 'waiting';
    if (!left || conversation.leftMessageAt) return { conversation, left };
    const patch = { leftMessageAt: now, keepPlaceAt: 0, queue: null };
    await tx.patch('conversations', conversationId, patch);
    const line = systemLine(LEFT_MESSAGE_WORDS, now);
    await sayBetween(tx, conversation, line, now);
    return { conversation: { ...conversation, ...patch }, left };
  });
