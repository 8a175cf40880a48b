import { refuse } from '../../../domain/errors';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { mustReachConversation } from './reach';

/** What came of a conversation: solved, a deal, or nobody knows. */
export const outcome: Handler<'desk.outcome'> = (
  { conversationId, resolved, converted },
  request
) =>
  transact(async (tx) => {
    const found = await tx.get('conversations', conversationId);
    await mustReachConversation(actorOf(request), found, tx);
    const before = await tx.get('cases', conversationId);
    if (!before) refuse('NOT_FOUND');
    const after = {
      resolved: resolved === undefined ? before.resolved : resolved,
      converted: converted === undefined ? before.converted : converted,
    };
    await tx.patch('cases', conversationId, after);
    return after;
  });
