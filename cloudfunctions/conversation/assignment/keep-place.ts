import { isPlaceKept } from '../../../domain/assignment/wait-wish';
import { refuse } from '../../../domain/errors';
import { templateFor } from '../../platform/push-settings';
import { settings } from '../../platform/settings';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerOf } from '../life/participant';

/**
 * A customer who waits may leave: his place stays, and he is pushed when it
 * is his turn, where his channel can be and he has a push left.
 */
export const keepPlace: Handler<'conversation.keepPlace'> = (
  { conversationId },
  { caller, now }
) =>
  transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    await customerOf(conversation, caller);
    if (!conversation) refuse('NOT_FOUND');
    const { state, channel } = conversation;
    if (state === 'closed') refuse('CONVERSATION_CLOSED');
    const kept = state === 'waiting';
    const again = kept && !isPlaceKept(conversation, now);
    const patch = again ? { keepPlaceAt: now } : {};
    if (again) await tx.patch('conversations', conversationId, patch);
    const { on } = (await settings()).push;
    const pushable =
      channel === 'phone' && on && (await templateFor('queue')) !== null;
    return {
      conversation: { ...conversation, ...patch },
      kept,
      willPush: kept && pushable,
    };
  });
