import {
  isLost,
  LOST_WORDS,
  lostCase,
  lostWishes,
  type LostWhy,
} from '../../../domain/assignment/lost';
import { handBackPatch } from '../../../domain/conversation/close';
import { arrivalOf } from '../../../domain/conversation/open-conversation';
import { NOBODY } from '../../../domain/values/collections';
import { find } from '../../platform/documents';
import { settings } from '../../platform/settings';
import { transact } from '../../platform/transact';
import { dispatch } from './dispatch';
import { takeKeys } from './keys';
import { restampStale } from './restamp';
import { putLines, systemLine } from '../message/say-between';

const MOST = 200;

/** A conversation and who has it. */
export interface Held {
  _id: string;
  staffId: string;
}

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
  return requeue(held, 'disabled', Date.now());
}

/**
 * Hands these back to the queue and lets the dispatcher look at once.
 * @returns how many were lost; what was answered or closed meanwhile is not
 */
export async function requeue(
  held: readonly Held[],
  why: LostWhy,
  now: number
): Promise<number> {
  let lost = 0;
  for (const one of held) {
    if (await lose(one, why, now)) lost += 1;
  }
  if (lost > 0) await dispatch();
  // Those who still wait: nobody may read on by the old address.
  await restampStale({ staffId: NOBODY }, MOST);
  return lost;
}

/** False: he does not have it any more, or has answered. */
async function lose(
  { _id, staffId }: Held,
  why: LostWhy,
  now: number
): Promise<boolean> {
  const { silentMinutes } = (await settings()).assignment;
  const line = systemLine(LOST_WORDS[why], now);
  return transact(async (tx) => {
    const conversation = await tx.get('conversations', _id);
    const before = await tx.get('cases', _id);
    const his =
      conversation?.state === 'active' && conversation.staffId === staffId;
    if (!his || !before) return false;
    if (!isLost(why, conversation, before, silentMinutes, now)) return false;
    const { waitingSince, lastAt } = conversation;
    const patch = handBackPatch();
    await takeKeys(tx, conversation);
    await tx.patch('conversations', _id, patch);
    const wishes = lostWishes(why, staffId, before);
    const since = waitingSince ?? lastAt;
    await tx.put('arrivals', _id, arrivalOf(conversation, wishes, since));
    const handed = { ...conversation, ...patch };
    await tx.patch('cases', _id, {
      ...lostCase(why, staffId),
      ...(await putLines(tx, handed, before, [line], now)),
    });
    return true;
  });
}
