import { handBackPatch } from '../../domain/conversation/close';
import { arrivalOf } from '../../domain/conversation/open-conversation';
import { NOBODY } from '../../domain/values/collections';
import { command } from '../platform/cloud';
import { find } from '../platform/documents';
import { transact } from '../platform/transact';
import { dispatch } from './dispatch';
import { restampStale } from './restamp';

const MOST = 200;

/**
 * Hands every conversation of a member of staff back to the queue.
 * @returns how many
 */
export async function requeueAll(staffId: string): Promise<number> {
  const held = await find(
    'conversations',
    { staffId, state: 'active' },
    { limit: MOST }
  );
  let requeued = 0;
  for (const { _id } of held) {
    if (await requeue(_id, staffId)) requeued += 1;
  }
  if (requeued > 0) await dispatch();
  // Those who still wait: nobody may read on by the old address.
  await restampStale({ staffId: NOBODY }, MOST);
  return requeued;
}

/** False: he does not have it any more. */
function requeue(conversationId: string, staffId: string): Promise<boolean> {
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', conversationId);
    const his =
      conversation?.state === 'active' && conversation.staffId === staffId;
    if (!conversation || !his) return false;
    const before = await tx.get('cases', conversationId);
    await tx.patch('conversations', conversationId, handBackPatch());
    await tx.put(
      'arrivals',
      conversationId,
      arrivalOf(
        conversation,
        {
          exclusiveStaffId: before?.exclusiveStaffId ?? NOBODY,
          priority: before?.priority ?? 0,
          skill: before?.skill ?? '',
        },
        conversation.waitingSince ?? conversation.lastAt
      )
    );
    const load = command.inc(-1);
    await tx.patch('staff', staffId, { load });
    await tx.patch('presence', staffId, { load });
    return true;
  });
}
