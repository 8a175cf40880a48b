import { stateAfterSignIn, stateAt } from '../../../domain/staff/presence';
import type { Channel, PresenceState } from '../../../domain/values/states';
import { dispatchIfWaiting } from '../../conversation/assignment/dispatch';
import { takeFrom } from '../../conversation/assignment/unanswered';
import { addOnce, get, updateWhere } from '../../platform/documents';
import type { StoredStaff } from '../../platform/tables';
import { presenceTouched } from '../../platform/touch-presence';

/**
 * Keeps him alive and, with `wished`, changes what he is. Who becomes
 * available takes from the queue at once.
 */
export async function setPresence(
  staff: StoredStaff,
  wished: PresenceState | undefined,
  now: number
): Promise<PresenceState> {
  const before = await get('presence', staff._id);
  const state = wished ?? before?.state ?? 'offline';
  const { load, capacity } = staff;
  const patch = { state, lastSeenAt: now, capacity };
  if (before) await updateWhere('presence', { _id: staff._id }, patch);
  else await addOnce('presence', { _id: staff._id, load, ...patch });
  presenceTouched(staff._id, now);
  const becameOnline = state === 'online' && stateAt(before, now) !== 'online';
  if (becameOnline) await dispatchIfWaiting();
  // Those he never answered need not wait for him.
  if (wished === 'offline') await takeFrom([staff._id], now);
  return state;
}

export async function presentAfterSignIn(
  staff: StoredStaff,
  channel: Channel,
  now: number
): Promise<PresenceState> {
  const before = stateAt(await get('presence', staff._id), now);
  const state = stateAfterSignIn(staff.role, channel, before);
  return setPresence(staff, state, now);
}
