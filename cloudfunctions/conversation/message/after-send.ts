import type { Side } from '../../../domain/conversation/participant';
import type { Conversation } from '../../../domain/conversation/schema';
import type { Caller } from '../../platform/caller';
import { personOf } from '../../platform/who';
import type { Handler } from '../../platform/serve';
import { touchPresence } from '../../platform/touch-presence';
import { numberPending } from './number-pending';
import { participantOf } from '../life/participant';
import { sweepInPassing } from '../sweep/sweep';

/** After direct writes; idempotent, and any participant may call it. */
export const afterSend: Handler<'conversation.afterSend'> = async (
  { conversationId },
  { caller }
) => {
  let staffId: string | undefined;
  const done = await numberPending(conversationId, async (conversation) => {
    const side =
      agentByAddress(conversation, caller) ??
      (await participantOf(conversation, caller)).side;
    if (side === 'agent') staffId = conversation.staffId;
    return side;
  });
  if (staffId) await touchPresence(staffId, Date.now());
  await sweepInPassing();
  return done;
};

/**
 * This is the call that comes with every message and does nothing by itself,
 * so the address is proof enough and saves looking up who he is.
 */
function agentByAddress(
  { agentOpenid, agentUid }: Conversation,
  caller: Caller
): Side | null {
  const { me, channel } = personOf(caller);
  return me === (channel === 'phone' ? agentOpenid : agentUid) ? 'agent' : null;
}
