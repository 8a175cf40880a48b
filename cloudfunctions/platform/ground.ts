import { DATA_VERSION } from '../../domain/values/collections';
import { addOnce, get } from './documents';

export const DEFAULT_POOL = 'default';
/** Throttles the sweeps that ride on activity, and tells ticks of it. */
export const SWEEP_POOL = 'sweep';

/** Nightly and hourly work: one at a time, whatever timers fire. */
export const CLOCK_POOL = 'clock';

/**
 * Documents that must exist from the first day. The two odd seats let an
 * eager rule engine read the branch of the identity a caller does not have;
 * without them it errors there and refuses every direct write.
 */
export async function ensureGround(): Promise<void> {
  if (await get('meta', 'version')) return;
  await addOnce('seats', { _id: 'undefined', open: {} });
  await addOnce('seats', { _id: 'null', open: {} });
  for (const _id of [DEFAULT_POOL, SWEEP_POOL]) {
    const free = { holder: '', expiresAt: 0, nudges: 0, activeAt: 0 };
    await addOnce('pools', { _id, ...free });
  }
  // Last: whoever finds the version finds all of it.
  await addOnce('meta', { _id: 'version', version: DATA_VERSION });
}
