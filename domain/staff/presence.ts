import { LIMITS } from '../values/limits';
import type { PresenceState, StaffRole } from '../values/states';
import type { Presence } from './schema';

/** A state that nobody kept alive is offline, whatever was stored. */
export function stateAt(
  presence: Pick<Presence, 'state' | 'lastSeenAt'> | null,
  now: number
): PresenceState {
  if (!presence) return 'offline';
  return isStale(presence, now) ? 'offline' : presence.state;
}

export function isStale(
  presence: Pick<Presence, 'lastSeenAt'>,
  now: number
): boolean {
  return now - presence.lastSeenAt >= LIMITS.presenceStaleMs;
}

/** Administrators change settings; they do not answer customers. */
export function mayAnswer(role: StaffRole): boolean {
  return role !== 'admin';
}

/**
 * What signing in makes of a presence. Who answers is online at once; who
 * only opened the web page to look is not offered customers by that.
 */
export function stateAfterSignIn(
  role: StaffRole,
  channel: 'phone' | 'web',
  before: PresenceState
): PresenceState {
  const answers =
    role === 'agent' || (role === 'supervisor' && channel === 'phone');
  return answers ? 'online' : before;
}
