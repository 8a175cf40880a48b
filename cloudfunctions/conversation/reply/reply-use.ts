import { sideOf } from '../../../domain/conversation/participant';
import { refuse } from '../../../domain/errors';
import { fillVariables } from '../../../domain/reply/variables';
import { clockWords } from '../../../domain/reply/clock-words';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { get, updateWhere } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { personOf } from '../../platform/who';

/** Uses that are remembered, so that none counts twice. */
const KEYS_KEPT = 50;

/** For the agent of the conversation only: the text names its customer. */
export const replyUse: Handler<'reply.use'> = async (
  { replyId, conversationId, key },
  request
) => {
  const { staff } = actorOf(request);
  const reply = await get('replies', replyId);
  if (!reply || ![NOBODY, staff._id].includes(reply.staffId)) {
    refuse('NOT_FOUND');
  }
  const conversation = await get('conversations', conversationId);
  const { me } = personOf(request.caller);
  const side = sideOf(conversation, { me, staffId: staff._id });
  if (!conversation || side !== 'agent') refuse('FORBIDDEN', 'not the agent');
  const { hours } = await settings();
  const text = fillVariables(reply.text, {
    客户: conversation.customerCard.nick,
    客服: staff.name,
    时间: clockWords(hours.timeZone, request.now),
  });
  return { text, uses: reply.uses + (await countUse(replyId, key)) };
};

/** One write that is exact whoever counts at the same time. */
function countUse(replyId: string, key: string | undefined): Promise<number> {
  const uses = command.inc(1);
  if (key === undefined)
    return updateWhere('replies', { _id: replyId }, { uses });
  return updateWhere(
    'replies',
    { _id: replyId, keys: command.neq(key) },
    { uses, keys: command.push({ each: [key], slice: -KEYS_KEPT }) }
  );
}
