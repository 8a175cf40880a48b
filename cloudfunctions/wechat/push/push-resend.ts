import { refuse } from '../../../domain/errors';
import { mayResend } from '../../../domain/push/outcome';
import { get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { transact } from '../../platform/transact';
import { mustReachConversation } from '../../conversation/life/reach';
import { runPushes } from './run-pushes';

/**
 * A new attempt, with a row and an outcome of its own: consent, the hour's
 * limit and whether he looks are asked again. One for each attempt that
 * failed, however often the button is pressed.
 */
export const pushResend: Handler<'push.resend'> = async (
  { pushId },
  request
) => {
  const failed = await get('pushes', pushId);
  if (!failed) refuse('NOT_FOUND');
  const conversation = await get('conversations', failed.conversationId);
  await mustReachConversation(actorOf(request), conversation);
  const id = `${pushId}.r`;
  await transact(async (tx) => {
    const push = await tx.get('pushes', pushId);
    if (!push) refuse('NOT_FOUND');
    if (!mayResend(push)) refuse('PUSH_NOT_RESENDABLE');
    if (await tx.get('pushes', id)) return;
    await tx.put('pushes', id, {
      ...push,
      status: 'pending',
      errCode: null,
      tries: 0,
      createdAt: request.now,
      sentAt: null,
      clickedAt: null,
    });
  });
  if (request.caller.kind === 'phone') await runPushes(id);
  const after = await get('pushes', id);
  return { pushId: id, status: after?.status ?? 'pending' };
};
