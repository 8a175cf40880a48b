import { refuse } from '../../../domain/errors';
import { addOnce, get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { participantOf } from '../life/participant';

/** Each side reports a message once; again is the same. */
export const report: Handler<'message.report'> = async (
  { conversationId, messageId, reason },
  { caller, now }
) => {
  const conversation = await get('conversations', conversationId);
  const { side } = await participantOf(conversation, caller);
  const message = await get('messages', messageId);
  const { customer, customerId, staffId } = conversation ?? refuse('NOT_FOUND');
  const hidden = side === 'customer' && message?.customer !== customer;
  const gone = message?.conversationId !== conversationId || message.seq < 0;
  if (!message || gone || hidden) refuse('NOT_FOUND');
  const saidBy = message.from === customer ? 'customer' : 'agent';
  if (saidBy === side || message.senderType === 'system') {
    refuse('FORBIDDEN', 'not what the other side said');
  }
  const complaintId = `${messageId}.${side}`;
  await addOnce('complaints', {
    _id: complaintId,
    conversationId,
    messageId,
    customerId,
    staffId,
    by: side,
    reason,
    at: now,
  });
  return { complaintId };
};
