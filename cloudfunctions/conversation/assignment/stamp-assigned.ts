import { STALE } from '../../../domain/conversation/close';
import type { Conversation } from '../../../domain/conversation/schema';
import { command } from '../../platform/cloud';
import { find, updateWhere } from '../../platform/documents';
import { restamp } from './restamp';

/**
 * The addresses of all that one member of staff just got, at once: three
 * writes however many they are. Whatever moved on meanwhile is stamped again
 * by itself.
 */
export async function stampAssigned(
  his: readonly Conversation[]
): Promise<void> {
  const stale = his.filter(({ stamped }) => stamped === STALE);
  const [first] = stale;
  if (!first) return;
  const { staffId, agentOpenid, agentUid } = first;
  const stamps = { agentOpenid, agentUid };
  const ids = command.in(stale.map(({ _id }) => _id));
  await updateWhere('messages', { conversationId: ids }, stamps);
  await updateWhere('cursors', { conversationId: ids }, stamps);
  const still = await updateWhere(
    'conversations',
    { _id: ids, staffId, ...stamps },
    { stamped: staffId }
  );
  if (still < stale.length) await stampMoved(stale, first);
}

async function stampMoved(
  stale: readonly Conversation[],
  { staffId }: Conversation
): Promise<void> {
  const moved = await find(
    'conversations',
    {
      _id: command.in(stale.map(({ _id }) => _id)),
      stamped: command.neq(staffId),
    },
    { limit: stale.length }
  );
  for (const conversation of moved) await restamp(conversation);
}
