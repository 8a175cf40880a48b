import { LIMITS } from '../values/limits';
import type { PushStatus } from '../values/states';
import type { Credit } from './schema';
import { isLooking } from './wanted';

const HOUR_MS = 60 * 60_000;
/** Reports of consent that are remembered, so that none counts twice. */
const KEYS_KEPT = 50;

export type Consents = Pick<Credit, 'balances' | 'ahead' | 'keys'>;
/** Who says so: the phone that asked, or WeChat's own event. */
export type Reporter = 'phone' | 'wechat';

export function emptyCredit(openid: string): Omit<Credit, '_id'> {
  return {
    openid,
    balances: {},
    ahead: {},
    keys: [],
    times: [],
    sending: null,
    updatedAt: 0,
  };
}

/**
 * One more consent, once per key, up to the bound. A consent may be told by
 * the phone, by WeChat, or by both in either order: whoever told of more is
 * believed, so that what both tell counts once. null: it was told before.
 */
export function addConsent(
  { balances, ahead, keys }: Consents,
  templateId: string,
  report: { by: Reporter; key: string }
): Consents | null {
  const key = `${report.by}.${report.key}`;
  if (keys.includes(key)) return null;
  const before = ahead[templateId] ?? 0;
  const isNew = report.by === 'phone' ? before >= 0 : before <= 0;
  const balance = (balances[templateId] ?? 0) + (isNew ? 1 : 0);
  return {
    balances: {
      ...balances,
      [templateId]: Math.min(LIMITS.creditMax, balance),
    },
    ahead: {
      ...ahead,
      [templateId]: before + (report.by === 'phone' ? 1 : -1),
    },
    keys: [...keys, key].slice(-KEYS_KEPT),
  };
}

/** He refused these: nothing of them may be sent any more. */
export function dropConsents(
  { balances }: Pick<Credit, 'balances'>,
  templateIds: readonly string[]
): Record<string, number> {
  const kept = Object.entries(balances).filter(
    ([id]) => !templateIds.includes(id)
  );
  return Object.fromEntries(kept);
}

export type TakeDecision =
  { take: true; times: number[] } | { take: false; status: PushStatus };

/**
 * Whether a push may go out now. Taken before WeChat is called: one consent
 * is one message, and no more than `perHour` within any 60 minutes are sent.
 */
export function takeCredit(
  at: {
    balance: number;
    times: readonly number[];
    lookingAt: number;
    perHour: number;
  },
  now: number
): TakeDecision {
  if (isLooking(at.lookingAt, now)) {
    return { take: false, status: 'skipped:watching' };
  }
  if (at.balance < 1) return { take: false, status: 'skipped:no_credit' };
  const recent = at.times.filter((time) => now - time < HOUR_MS);
  if (recent.length >= at.perHour) return { take: false, status: 'limited' };
  return { take: true, times: [...recent, now] };
}
