import * as z from 'zod';
import { LIMITS } from '../values/limits';
import type { PushStatus } from '../values/states';
import { isLooking } from './wanted';

/** `limits/push.{openid}`: when he was pushed in the last hour. */
export const PushTimes = z.object({
  _id: z.string(),
  times: z.array(z.number()),
});
export type PushTimes = z.infer<typeof PushTimes>;

const HOUR_MS = 60 * 60_000;
/** Reports of consent that are remembered, so that none counts twice. */
const KEYS_KEPT = 50;

export interface Consents {
  balance: number;
  keys: readonly string[];
}

/** One more consent, once per key, up to the bound. null: counted before. */
export function addConsent(
  { balance, keys }: Consents,
  key: string
): { balance: number; keys: string[] } | null {
  if (keys.includes(key)) return null;
  return {
    balance: Math.min(LIMITS.creditMax, balance + 1),
    keys: [...keys, key].slice(-KEYS_KEPT),
  };
}

export type TakeDecision =
  { take: true; times: number[] } | { take: false; status: PushStatus };

/**
 * Whether a push may go out now. Taken before WeChat is called: one consent
 * is one message, and a fourth within any 60 minutes is not sent.
 */
export function takeCredit(
  at: { balance: number; times: readonly number[]; lookingAt: number },
  now: number
): TakeDecision {
  if (isLooking(at.lookingAt, now)) {
    return { take: false, status: 'skipped:watching' };
  }
  if (at.balance < 1) return { take: false, status: 'skipped:no_credit' };
  const recent = at.times.filter((time) => now - time < HOUR_MS);
  if (recent.length >= LIMITS.pushesPerHour) {
    return { take: false, status: 'limited' };
  }
  return { take: true, times: [...recent, now] };
}
