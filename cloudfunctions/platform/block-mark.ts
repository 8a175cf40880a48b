import { get } from './documents';
import { markOf } from './seal';
import type { Transaction } from './transact';

/** `limits/block.{mark}`: its one moment is when the block ends. */
function idOf(identity: string): string {
  // Base64 has a slash, which an id may not have.
  const mark = Buffer.from(markOf(identity, 'block'), 'base64');
  return `block.${mark.toString('base64url')}`;
}

/**
 * Remembers of somebody who is being deleted that he is blocked, by a mark
 * that leads nowhere without the key and lapses with the block.
 */
export async function keepBlockIn(
  tx: Transaction,
  identity: string,
  until: number
): Promise<void> {
  await tx.put('limits', idOf(identity), { times: [until] });
}

/** Until when somebody who comes for the first time is blocked; 0: he is not. */
export async function keptBlock(
  identity: string,
  now: number
): Promise<number> {
  // Without the key none was ever kept.
  if (!process.env['KF_DATA_KEY']) return 0;
  const kept = await get('limits', idOf(identity));
  const until = kept?.times[0] ?? 0;
  return until > now ? until : 0;
}

/** From now on his own record says it. */
export async function takeBlockIn(
  tx: Transaction,
  identity: string
): Promise<void> {
  await tx.remove('limits', idOf(identity));
}
