import { LIMITS } from '../../../domain/values/limits';
import { command } from '../../platform/cloud';
import { get, updateWhere } from '../../platform/documents';
import { ensureGround } from '../../platform/ground';
import { randomId } from '../../platform/random-id';

/** A lease that was renewed this recently is not asked about. */
const RENEW_EVERY_MS = LIMITS.leaseMs / 5;

/** The right to dispatch, until it runs out or is given back. */
export interface Lease {
  /** False: it was lost meanwhile; stop at once. */
  renew(): Promise<boolean>;
  /** How often somebody knocked so far. */
  nudges(): Promise<number>;
  /** False: somebody knocked since then; look again before you go. */
  release(nudgesSeen: number): Promise<boolean>;
  /** After a failure: whoever comes next need not wait. */
  drop(): Promise<void>;
}

/**
 * Takes the pool's lease where it is free or has run out. null: somebody
 * holds it and was told in the same write, so he sees it before he goes.
 */
export async function knock(pool: string): Promise<Lease | null> {
  const holder = randomId(12);
  if (await take(pool, holder)) return leaseOf(pool, holder);
  const told = await updateWhere(
    'pools',
    { _id: pool, expiresAt: command.gte(Date.now()) },
    { nudges: command.inc(1) }
  );
  if (told > 0) return null;
  // He left in between, or nobody was ever there.
  await ensureGround();
  return (await take(pool, holder)) ? leaseOf(pool, holder) : null;
}

async function take(pool: string, holder: string): Promise<boolean> {
  const now = Date.now();
  const taken = await updateWhere(
    'pools',
    { _id: pool, expiresAt: command.lt(now) },
    { holder, expiresAt: now + LIMITS.leaseMs, nudges: command.inc(1) }
  );
  return taken === 1;
}

function leaseOf(pool: string, holder: string): Lease {
  const mine = { _id: pool, holder };
  let renewedAt = Date.now();
  return {
    async renew() {
      const now = Date.now();
      if (Math.abs(now - renewedAt) < RENEW_EVERY_MS) return true;
      const expiresAt = now + LIMITS.leaseMs;
      const held = await updateWhere('pools', mine, { expiresAt });
      if (held === 1) renewedAt = now;
      return held === 1;
    },
    async nudges() {
      return (await get('pools', pool))?.nudges ?? 0;
    },
    async release(nudges) {
      const free = { holder: '', expiresAt: 0 };
      const left = await updateWhere('pools', { ...mine, nudges }, free);
      // Whoever lost the lease has nothing to give back.
      return left === 1 || (await get('pools', pool))?.holder !== holder;
    },
    async drop() {
      await updateWhere('pools', mine, { holder: '', expiresAt: 0 });
    },
  };
}
