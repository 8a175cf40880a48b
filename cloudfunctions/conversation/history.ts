import type { Conversation } from '../../domain/conversation/schema';
import { refuse } from '../../domain/errors';
import { Message } from '../../domain/message/schema';
import { LIMITS } from '../../domain/values/limits';
import type { Caller } from '../platform/caller';
import { command } from '../platform/cloud';
import { find, get, type Loose } from '../platform/documents';
import type { Handler } from '../platform/serve';
import { personOf, staffOrNull } from '../platform/who';
import { participantOf } from './participant';

/** One page of numbered messages, oldest first. */
export const history: Handler<'conversation.history'> = async (
  { conversationId, afterSeq, beforeSeq },
  { caller }
) => {
  const conversation = await get('conversations', conversationId);
  const scope = await scopeOf(conversation, caller);
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

/** What he may see of it: a customer no internal notes. */
async function scopeOf(
  conversation: Conversation | null,
  caller: Caller
): Promise<Loose> {
  const { me } = personOf(caller);
  if (!conversation) refuse('NOT_FOUND');
  if (conversation.customer === me) return { customer: me };
  const staff = await staffOrNull(caller);
  if (staff?.role === 'supervisor' || staff?.role === 'admin') return {};
  await participantOf(conversation, caller);
  return {};
}
