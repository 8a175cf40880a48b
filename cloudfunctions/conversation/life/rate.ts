import { rate as decide } from '../../../domain/conversation/rate';
import { refuse } from '../../../domain/errors';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { customerOf } from './participant';

/** The customer's opinion of a closed conversation. */
export const rate: Handler<'conversation.rate'> = (
  { conversationId, score, resolved, reason, comment },
  { caller, now }
) =>
  transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    await customerOf(conversation, caller);
    const before = await tx.get('cases', conversationId);
    if (!conversation || !before) refuse('NOT_FOUND');
    const rated = {
      score,
      resolved,
      ...(reason && { reason }),
      ...(comment !== undefined && { comment }),
      at: now,
    };
    const decision = decide(conversation, before, rated);
    await tx.patch('conversations', conversationId, decision.conversation);
    await tx.patch('cases', conversationId, decision.case);
    return { conversation: { ...conversation, ...decision.conversation } };
  });
