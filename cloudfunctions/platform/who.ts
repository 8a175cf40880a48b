import { refuse } from '../../domain/errors';
import { parseCustomUserId } from '../../domain/staff/custom-user';
import type { Channel } from '../../domain/values/states';
import type { Caller } from './caller';
import { get } from './documents';
import type { StoredStaff } from './tables';

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
 * openid names, on the web only whom the custom ticket was issued for.
 * @throws UNAUTHENTICATED, STAFF_DISABLED
 */
export async function staffOf(caller: Caller): Promise<StoredStaff> {
  const staff = await staffOrNull(caller);
  if (!staff) refuse('UNAUTHENTICATED');
  return staff;
}

/** The same for callers who may be customers. @throws STAFF_DISABLED */
export async function staffOrNull(caller: Caller): Promise<StoredStaff | null> {
  if (caller.kind === 'web') return webStaff(caller.customUserId);
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
  customUserId: string | null
): Promise<StoredStaff | null> {
  if (!customUserId) return null;
  const named = parseCustomUserId(customUserId);
  const staff = named && (await get('staff', named.staffId));
  if (!staff) return null;
  if (staff.status === 'disabled') refuse('STAFF_DISABLED');
  // An older generation was thrown out.
  return staff.uidGeneration === named.generation ? staff : null;
}
