import { takeCredit } from '../../../domain/push/ledger';
import { UNKNOWN } from '../../../domain/push/outcome';
import type { Settings } from '../../../domain/settings/schema';
import { templateFor, type PushTemplate } from '../../platform/push-settings';
import type { StoredPush } from '../../platform/tables';
import { transact, type Transaction } from '../../platform/transact';

/** Longer than this function may run: then whoever claimed it is dead. */
const CLAIM_MS = 60_000;

/** A push that this call alone may send now, with what it took for it. */
export interface Claim {
  push: StoredPush;
  template: PushTemplate;
  /** What he has left of the template, without the one that was taken. */
  left: number;
  /** When he was pushed within the hour, before this one. */
  timesBefore: number[];
}

/**
 * Takes one consent and one of the hour's pushes, before WeChat is called.
 * null: it is somebody else's, or is settled without a call. 'busy': another
 * push to the same customer is under way, and WeChat refuses two at once.
 */
export function claimPush(
  id: string,
  { on, perHour }: Settings['push']
): Promise<Claim | 'busy' | null> {
  return transact(async (tx) => {
    const push = await tx.get('pushes', id);
    if (push?.status !== 'pending') return null;
    const credit = await tx.get('credits', push.openid);
    const now = Date.now();
    const sending = credit?.sending ?? null;
    if (sending && sending.until > now) {
      return sending.pushId === id ? null : 'busy';
    }
    if (sending) await giveUp(tx, push.openid, sending.pushId);
    if (sending?.pushId === id) return null;
    const template = await templateFor(push.purpose);
    if (!on || !template) return settle(tx, id, { status: 'skipped:off' });
    const cursor = await tx.get('cursors', `${push.conversationId}.c`);
    const balance = credit?.balances[template._id] ?? 0;
    const decision = takeCredit(
      {
        balance,
        times: credit?.times ?? [],
        lookingAt: cursor?.lookingAt ?? 0,
        perHour,
      },
      now
    );
    const templateId = template._id;
    if (!decision.take) {
      return settle(tx, id, { status: decision.status, templateId });
    }
    const left = template.kind === 'long-term' ? balance : balance - 1;
    await tx.patch('credits', push.openid, {
      [`balances.${templateId}`]: left,
      times: decision.times,
      sending: { pushId: id, until: now + CLAIM_MS },
      updatedAt: now,
    });
    const timesBefore = decision.times.slice(0, -1);
    return { push: { ...push, templateId }, template, left, timesBefore };
  });
}

/** Whoever sent it died: it may have arrived, so it is not sent again. */
async function giveUp(
  tx: Transaction,
  openid: string,
  pushId: string
): Promise<void> {
  await tx.patch('pushes', pushId, { status: 'failed', errCode: UNKNOWN });
  await tx.patch('credits', openid, { sending: null });
}

async function settle(
  tx: Transaction,
  id: string,
  patch: Partial<Pick<StoredPush, 'status' | 'templateId'>>
): Promise<null> {
  await tx.patch('pushes', id, patch);
  return null;
}
