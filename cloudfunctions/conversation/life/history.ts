import { Message } from '../../../domain/message/schema';
import { LIMITS } from '../../../domain/values/limits';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { visibleTo } from './can-see';

/** One page of numbered messages, oldest first. */
export const history: Handler<'conversation.history'> = async (
  { conversationId, afterSeq, beforeSeq },
  { caller }
) => {
  const conversation = await get('conversations', conversationId);
  const scope = await visibleTo(caller, conversation);
  const range =
    beforeSeq === undefined
      ? command.gt(afterSeq ?? 0)
      : command.gt(afterSeq ?? 0).and(command.lt(beforeSeq));
  const upward = afterSeq === undefined;
  const found = await find(
    'messages',
    { ...scope, conversationId, seq: range },
    { orderBy: ['seq', upward ? 'desc' : 'asc'], limit: LIMITS.phonePage }
  );
  const messages = found.flatMap((document) => {
    const parsed = Message.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  });
  return { messages: upward ? messages.reverse() : messages };
};
