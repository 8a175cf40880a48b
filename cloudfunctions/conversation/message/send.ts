import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import type { Message } from '../../../domain/message/schema';
import { addOnce, get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { personOf } from '../../platform/who';
import { accept } from './accept';
import { takeMessage } from './message-limit';
import { seatToWrite } from './mute';
import { participantOf } from '../life/participant';

/**
 * Where the platform refused a legitimate direct write. A message that is
 * there already was delivered, whatever happened to the conversation since.
 */
export const send: Handler<'conversation.send'> = async (
  { conversationId, message: outgoing },
  { caller, now }
) => {
  const { me } = personOf(caller);
  const sent = await get('messages', outgoing._id);
  if (sent) return { message: delivered(sent, me, conversationId) };
  const conversation = await get('conversations', conversationId);
  await participantOf(conversation, caller);
  if (!conversation) refuse('NOT_FOUND');
  await checkSeat(conversation, me, now);
  await takeMessage(me, now);
  const message: Message = {
    ...(await accept(outgoing, me, conversationId)),
    sentAt: Math.min(outgoing.sentAt, now),
    conversationId,
    customer: conversation.customer,
    agentOpenid: conversation.agentOpenid,
    agentUid: conversation.agentUid,
    from: me,
    seq: 0,
  };
  if (await addOnce('messages', message)) return { message };
  const first = await get('messages', outgoing._id);
  if (!first) refuse('INTERNAL', 'taken and gone');
  return { message: delivered(first, me, conversationId) };
};

/** A foreign document under this id is not a delivery. */
function delivered(sent: Message, me: string, conversationId: string): Message {
  const mine = sent.from === me && sent.conversationId === conversationId;
  if (!mine) refuse('MESSAGE_ID_TAKEN');
  return sent;
}

/** The same licence that the create rule of messages asks for. */
async function checkSeat(
  { _id, customer, state }: Conversation,
  me: string,
  now: number
): Promise<void> {
  if (state === 'closed') refuse('CONVERSATION_CLOSED');
  const seat = await get('seats', me);
  if (seat?.open[_id] === customer) return;
  const whole = await seatToWrite(me, now);
  if (whole?.open[_id] === customer) return;
  refuse('CONVERSATION_TRANSFERRED', 'no key in the seat');
}
