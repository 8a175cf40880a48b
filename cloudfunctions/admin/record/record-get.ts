import { refuse } from '../../../domain/errors';
import { Message } from '../../../domain/message/schema';
import { PAGE_ROWS } from '../../../domain/actions/page';
import { mustReachConversation } from '../../conversation/life/reach';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { rowsOf } from './records';

/** Reading only: whoever looks in takes no part (A-BR14). */
export const recordGet: Handler<'record.get'> = async (
  { conversationId, beforeSeq },
  request
) => {
  const found = await get('conversations', conversationId);
  const conversation = await mustReachConversation(actorOf(request), found);
  const [record] = await rowsOf([conversation]);
  if (!record) refuse('NOT_FOUND');
  const kept = await get('cases', conversationId);
  return {
    record,
    case: kept,
    ...(await messagesOf(conversationId, beforeSeq)),
  };
};

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
