import { refuse } from '../../../domain/errors';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { mustReachConversation } from './reach';

/** The tags of a conversation, as a whole. */
export const tag: Handler<'desk.tag'> = ({ conversationId, tags }, request) =>
  transact(async (tx) => {
    const found = await tx.get('conversations', conversationId);
    await mustReachConversation(actorOf(request), found, tx);
    if (!(await tx.get('cases', conversationId))) refuse('NOT_FOUND');
    await tx.patch('cases', conversationId, { tags });
    return { tags };
  });
