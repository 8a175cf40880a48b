import { STALE } from '../../../domain/conversation/close';
import type { Conversation } from '../../../domain/conversation/schema';
import { command } from '../../platform/cloud';
import { find, get, updateWhere } from '../../platform/documents';

type Stamps = Pick<
  Conversation,
  '_id' | 'staffId' | 'agentOpenid' | 'agentUid'
>;

/**
 * Puts the agent's addresses on all messages and both cursors. A multi-update
 * is not transactional, so the conversation says until the end that it is
 * stale, and the sweep repeats what was left half-way. Where it got another
 * agent meanwhile, this may have overwritten his stamps: then they are put
 * once more.
 */
export async function restamp(conversation: Stamps): Promise<void> {
  const { _id, staffId, agentOpenid, agentUid } = conversation;
  const stamps = { agentOpenid, agentUid };
  // What is held back gets them with its number.
  const placed = { conversationId: _id, seq: command.gte(0) };
  await updateWhere('messages', placed, stamps);
  await updateWhere('cursors', { conversationId: _id }, stamps);
  const still = await updateWhere(
    'conversations',
    { _id, staffId, ...stamps },
    { stamped: staffId }
  );
  if (still === 1) return;
  await updateWhere('conversations', { _id }, { stamped: STALE });
  const current = await get('conversations', _id);
  if (current) await restamp(current);
}

/** @returns how many conversations were restamped */
export async function restampStale(
  filter: { staffId?: string },
  limit: number
): Promise<number> {
  const stale = await find(
    'conversations',
    { ...filter, stamped: STALE },
    { limit }
  );
  for (const conversation of stale) await restamp(conversation);
  return stale.length;
}
