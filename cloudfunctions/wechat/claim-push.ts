import { takeCredit } from '../../domain/push/ledger';
import type { StoredPush } from '../platform/tables';
import { transact } from '../platform/transact';

/** Longer than this function may run: then whoever claimed it is dead. */
const CLAIM_MS = 60_000;
/** Nobody knows whether WeChat got it, so it is not sent again. */
const UNKNOWN = -2;

/**
 * Takes one consent and one of the hour's three for this push, before WeChat
 * is called. null: it is somebody else's, or is settled without a call.
 */
export function claimPush(id: string): Promise<StoredPush | null> {
  return transact(async (tx) => {
    const push = await tx.get('pushes', id);
    const now = Date.now();
    if (push?.status !== 'pending' || push.claimedUntil > now) return null;
    if (push.claimedUntil > 0) {
      await tx.patch('pushes', id, { status: 'failed', errCode: UNKNOWN });
      return null;
    }
    const credit = await tx.get('credits', creditIdOf(push));
    const limit = await tx.get('limits', limitIdOf(push));
    const cursor = await tx.get('cursors', `${push.conversationId}.c`);
    const decision = takeCredit(
      {
        balance: credit?.balance ?? 0,
        times: limit?.times ?? [],
        lookingAt: cursor?.lookingAt ?? 0,
      },
      now
    );
    if (!decision.take) {
      await tx.patch('pushes', id, { status: decision.status });
      return null;
    }
    await tx.patch('credits', creditIdOf(push), {
      balance: (credit?.balance ?? 0) - 1,
      updatedAt: now,
    });
    await tx.put('limits', limitIdOf(push), { times: decision.times });
    await tx.patch('pushes', id, { claimedUntil: now + CLAIM_MS });
    return push;
  });
}

export function creditIdOf(push: StoredPush): string {
  return `${push.openid}.${push.templateId}`;
}

export function limitIdOf(push: StoredPush): string {
  return `push.${push.openid}`;
}
