import { refuse } from '../../../domain/errors';
import type { Message } from '../../../domain/message/schema';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { personOf } from '../../platform/who';
import { mustReachConversation } from '../life/reach';
import { noteLine, sayBetween } from './say-between';

/** What staff say among themselves, in a conversation open or closed. */
export const note: Handler<'desk.note'> = (
  { conversationId, noteId, text },
  request
) =>
  transact(async (tx) => {
    const { me } = personOf(request.caller);
    const actor = actorOf(request);
    const found = await tx.get('conversations', conversationId);
    const conversation = await mustReachConversation(actor, found, tx);
    const noted = await tx.get('messages', noteId);
    if (noted) return { message: same(noted, me, conversationId) };
    const author = { from: me, name: actor.staff.name };
    const line = { ...noteLine(text, author, request.now), _id: noteId };
    const message = await sayBetween(tx, conversation, line, request.now);
    return { message: message ?? refuse('NOT_FOUND', 'no case') };
  });

/** A foreign message under this id is not the note. */
function same(noted: Message, me: string, conversationId: string): Message {
  const mine =
    noted.kind === 'note' &&
    noted.from === me &&
    noted.conversationId === conversationId;
  return mine ? noted : refuse('MESSAGE_ID_TAKEN');
}
