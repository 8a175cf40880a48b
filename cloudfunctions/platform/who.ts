import { refuse } from '../../domain/errors';
import { parseCustomUserId } from '../../domain/staff/custom-user';
import type { Channel } from '../../domain/values/states';
import type { Caller, WebCaller } from './caller';
import { get } from './documents';
import type { StoredStaff } from './tables';
import { mustHaveSession } from './web-session';

export interface Person {
  me: string;
  channel: Channel;
}

/** @throws UNAUTHENTICATED for timers and whoever has no identity */
export function personOf(caller: Caller): Person {
  if (caller.kind !== 'phone' && caller.kind !== 'web') {
    refuse('UNAUTHENTICATED');
  }
  return { me: caller.me, channel: caller.kind };
}

/**
 * The member of staff who calls. On the phone that is whom the seat of this
 * openid names, on the web only whom the custom ticket was issued for, and
 * only in a session of ours, unless that is what is asked for.
 * @throws UNAUTHENTICATED, STAFF_DISABLED, SESSION_EXPIRED
 */
export async function staffOf(
  caller: Caller,
  needs: { session: boolean } = { session: true }
): Promise<StoredStaff> {
  const staff = await staffOrNull(caller, needs);
  if (!staff) refuse('UNAUTHENTICATED');
  return staff;
}

/**
 * The same for callers who may be customers.
 * @throws STAFF_DISABLED, SESSION_EXPIRED
 */
export async function staffOrNull(
  caller: Caller,
  needs: { session: boolean } = { session: true }
): Promise<StoredStaff | null> {
  if (caller.kind === 'web') return webStaff(caller, needs);
  return phoneStaff(personOf(caller).me);
}

async function phoneStaff(openid: string): Promise<StoredStaff | null> {
  const seat = await get('seats', openid);
  const staff = seat?.staffId ? await get('staff', seat.staffId) : null;
  if (!staff) return null;
  if (staff.status === 'disabled') refuse('STAFF_DISABLED');
  return staff.openid === openid ? staff : null;
}

async function webStaff(
  caller: WebCaller,
  needs: { session: boolean }
): Promise<StoredStaff | null> {
  const { customUserId } = caller;
  const named = customUserId ? parseCustomUserId(customUserId) : null;
  const staff = named && (await get('staff', named.staffId));
  if (!staff) return null;
  if (staff.status === 'disabled') refuse('STAFF_DISABLED');
  // An older generation was thrown out.
  if (staff.uidGeneration !== named.generation) return null;
  if (needs.session) await mustHaveSession(caller, staff._id);
  return staff;
}
