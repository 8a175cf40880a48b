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
 * What signing in makes of a presence. Who answers is online at once on his
 * phone. The web page has no desk to answer at, so that signing in there
 * offers nobody a customer.
 */
export function stateAfterSignIn(
  role: StaffRole,
  channel: 'phone' | 'web',
  before: PresenceState
): PresenceState {
  return mayAnswer(role) && channel === 'phone' ? 'online' : before;
}
