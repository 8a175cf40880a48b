import { refuse } from '../../domain/errors';
import { limitOf } from '../../domain/limit/limit-of';
import { takeOne, type LimitKind } from '../../domain/limit/window';
import { settings } from './settings';
import { transact } from './transact';

/**
 * Counts one more of what a person may do only so often, exactly, however
 * many calls come at once: two operations, in a transaction of its own.
 * Called before the work, so that what fails later counts as well.
 * @param identity openid or uid; for a sign-in the staff code as it is stored
 * @throws RATE_LIMITED with retryAt
 */
export async function takeLimit(
  kind: LimitKind,
  identity: string,
  now: number
): Promise<void> {
  const rule = limitOf(kind, (await settings()).limits);
  const id = `${kind}.${identity}`;
  const retryAt = await transact(async (tx) => {
    const limit = await tx.get('limits', id);
    const taken = takeOne(limit?.times ?? [], rule, now);
    if (!taken.ok) return taken.retryAt;
    await tx.put('limits', id, { times: taken.times });
    return null;
  });
  if (retryAt !== null) refuse('RATE_LIMITED', kind, { retryAt });
}
