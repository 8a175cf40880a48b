import type { Conversation } from '../../../domain/conversation/schema';
import { refuse } from '../../../domain/errors';
import { Message } from '../../../domain/message/schema';
import { PAGE_ROWS } from '../../../domain/actions/page';
import { mustReachConversation } from '../../conversation/life/reach';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import { auditOnce } from '../../platform/audit';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { rowsOf } from './records';

const HOUR = 60 * 60_000;

/** Reading only: whoever looks in takes no part (A-BR14). */
export const recordGet: Handler<'record.get'> = async (
  { conversationId, beforeSeq },
  request
) => {
  const found = await get('conversations', conversationId);
  const actor = actorOf(request);
  const conversation = await mustReachConversation(actor, found);
  await noteLook(conversation, actor.staff._id, request);
  const [record] = await rowsOf([conversation]);
  if (!record) refuse('NOT_FOUND');
  const kept = await get('cases', conversationId);
  return {
    record,
    case: kept,
    ...(await messagesOf(conversationId, beforeSeq)),
  };
};

/** Who looks into what is not his is on record, once an hour. */
async function noteLook(
  { _id, staffId }: Conversation,
  by: string,
  request: Request
): Promise<void> {
  if (staffId === by) return;
  const hour = Math.floor(request.now / HOUR);
  await auditOnce(`look.${hour}.${by}.${_id}`, request, by, 'record.get', _id);
}

async function messagesOf(
  conversationId: string,
  beforeSeq: number | undefined
) {
  const seq =
    beforeSeq === undefined
      ? command.gt(0)
      : command.gt(0).and(command.lt(beforeSeq));
  const found = await find(
    'messages',
    { conversationId, seq },
    { orderBy: ['seq', 'desc'], limit: PAGE_ROWS + 1 }
  );
  const page = found.slice(0, PAGE_ROWS).reverse();
  const messages = page.flatMap((document) => {
    const parsed = Message.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  });
  const next = found.length > PAGE_ROWS ? (page[0]?.seq ?? null) : null;
  return { messages, next };
}
