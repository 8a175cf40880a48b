import { command } from './cloud';
import { addOnce, get, updateWhere } from './documents';
import { randomId } from './random-id';
import type { Pool } from './tables';

/** The sole right to work at something, by the id of its document in `pools`. */
export interface OwnLease {
  /** The document as it was when the lease was taken. */
  pool: Pool;
  /** Writes it while the lease is held. False: it was lost, stop at once. */
  write(patch: Partial<Omit<Pool, '_id' | 'holder'>>): Promise<boolean>;
  /** Gives it back, whatever was lost meanwhile. */
  release(): Promise<void>;
}

/**
 * Takes the lease where it is free or has run out; makes its document the
 * first time.
 * @param forMs longer than whoever takes it may run
 * @returns null while somebody else holds it
 */
export async function takeLease(
  id: string,
  forMs: number
): Promise<OwnLease | null> {
  const holder = randomId(12);
  const taken =
    (await take(id, holder, forMs)) ||
    ((await madePool(id)) && (await take(id, holder, forMs)));
  if (!taken) return null;
  // Only now: whoever held it until a moment ago may have written it.
  const pool = (await get('pools', id)) ?? freshPool(id);
  const mine = { _id: id, holder };
  return {
    pool,
    write: async (patch) => (await updateWhere('pools', mine, patch)) === 1,
    async release() {
      await updateWhere('pools', mine, { holder: '', expiresAt: 0 });
    },
  };
}

async function take(id: string, holder: string, forMs: number) {
  const now = Date.now();
  const free = { _id: id, expiresAt: command.lt(now) };
  const taken = { holder, expiresAt: now + forMs };
  return (await updateWhere('pools', free, taken)) === 1;
}

/** False: it was there, so that somebody holds it. */
async function madePool(id: string): Promise<boolean> {
  if (await get('pools', id)) return false;
  return addOnce('pools', freshPool(id));
}

function freshPool(_id: string): Pool {
  return { _id, holder: '', expiresAt: 0, nudges: 0 };
}
