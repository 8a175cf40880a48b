import { resolvedInOne } from '../../../domain/conversation/outcome';
import { refuse } from '../../../domain/errors';
import type { OutputOf } from '../../../domain/actions/index';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { mustReachConversation } from './reach';

type Output = OutputOf<'desk.case'>;

const HOUR = 60 * 60_000;

/** What only staff may know of a conversation. */
export const caseGet: Handler<'desk.case'> = async (
  { conversationId },
  request
) => {
  const found = await get('conversations', conversationId);
  const conversation = await mustReachConversation(actorOf(request), found);
  const stored = await get('cases', conversationId);
  if (!stored) refuse('NOT_FOUND');
  const { _id: _, between: __, held, ...kept } = stored;
  const { reopenHours } = (await settings()).conversation;
  return {
    case: kept,
    resolvedInOne: resolvedInOne(
      conversation,
      kept,
      request.now,
      reopenHours * HOUR
    ),
    entry: await entryOf(kept.entryId),
    agents: await named(held),
  };
};

async function entryOf(entryId: string): Promise<Output['entry']> {
  const entry = entryId === NOBODY ? null : await get('entries', entryId);
  if (!entry) return null;
  const { scene, staffId, at } = entry;
  return { scene, staffId, at };
}

async function named(
  held: readonly { staffId: string; at: number }[]
): Promise<Output['agents']> {
  if (held.length === 0) return [];
  const ids = [...new Set(held.map(({ staffId }) => staffId))];
  const staff = await find('staff', { _id: command.in(ids) });
  const names = new Map(staff.map(({ _id, name }) => [_id, name]));
  return held.map((one) => ({ ...one, name: names.get(one.staffId) ?? '' }));
}
