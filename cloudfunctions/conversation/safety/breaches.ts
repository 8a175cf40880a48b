import type { Completed } from '../../../domain/conversation/number-messages';
import { breachCounter, takeOne } from '../../../domain/limit/window';
import { LIMITS } from '../../../domain/values/limits';
import type { Transaction } from '../../platform/transact';
import { muteIn } from '../message/mute';

const HOUR = 60 * 60_000;
const RULE = { most: LIMITS.breachesPerHour, windowMs: HOUR };

/**
 * Counts what a customer wrote against the contract, which no client of ours
 * does; whoever goes on is muted. Costs nothing where nothing is broken.
 */
export async function countBreaches(
  tx: Transaction,
  customer: string,
  completed: readonly Completed[],
  now: number
): Promise<void> {
  const broken = completed.filter(
    ({ reason, from }) => reason === 'broken' && from === 'customer'
  );
  if (broken.length === 0) return;
  const id = breachCounter(customer);
  let times = (await tx.get('limits', id))?.times ?? [];
  let borne = true;
  for (const _ of broken) {
    const taken = takeOne(times, RULE, now);
    if (taken.ok) times = taken.times;
    else borne = false;
  }
  await tx.put('limits', id, { times });
  if (!borne) await muteIn(tx, customer, now + LIMITS.muteMs);
}
