import type { Pending } from '../../../domain/conversation/number-messages';
import { refuse } from '../../../domain/errors';
import {
  decidingMessage,
  isCountDue,
  MESSAGE_WINDOW_MS,
} from '../../../domain/limit/message-limit';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { settings } from '../../platform/settings';
import { takeLimit } from '../../platform/take-limit';
import type { Transaction } from '../../platform/transact';
import { silenceIn } from './mute';

/**
 * A message through a function, before anything is written. Those through
 * functions are counted exactly, however many come at once; direct ones as
 * far as they have a number.
 * @throws RATE_LIMITED with retryAt
 */
export async function takeMessage(me: string, now: number): Promise<void> {
  const retryAt = await reachedUntil(me, 0, now);
  if (retryAt !== null) refuse('RATE_LIMITED', 'message', { retryAt });
  await takeLimit('message', me, now);
}

/**
 * Whoever reached the limit by direct messages loses his licence to write
 * until one falls out of the hour. Nothing is asked where no count is due,
 * which is for 30 of 31 messages under the default; then one query for each
 * who spoke in this batch.
 */
export async function silenceTalkers(
  tx: Transaction,
  seqBefore: number,
  pending: readonly Pending[],
  now: number
): Promise<void> {
  const most = (await settings()).limits.messagesPerHour;
  if (!isCountDue(seqBefore, seqBefore + pending.length, most)) return;
  const said = new Map<string, number>();
  for (const { from } of pending) {
    if (typeof from === 'string') said.set(from, (said.get(from) ?? 0) + 1);
  }
  for (const [from, more] of said) {
    const until = await reachedUntil(from, more, now);
    if (until !== null) await silenceIn(tx, from, until);
  }
}

/**
 * Until when somebody may say nothing, or null.
 * @param more messages of his that have no number yet
 */
async function reachedUntil(
  from: string,
  more: number,
  now: number
): Promise<number | null> {
  const most = (await settings()).limits.messagesPerHour;
  const skip = decidingMessage(most, more);
  if (skip === null) return now + MESSAGE_WINDOW_MS;
  const [deciding] = await find(
    'messages',
    { from, at: command.gt(now - MESSAGE_WINDOW_MS) },
    { orderBy: ['at', 'desc'], skip, limit: 1 }
  );
  return deciding?.at === undefined ? null : deciding.at + MESSAGE_WINDOW_MS;
}
