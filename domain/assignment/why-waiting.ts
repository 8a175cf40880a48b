import { NOBODY } from '../values/collections';
import type { Policy } from './assign';
import type { Candidate, Waiting } from './candidate';

/** Why nobody gets him now, for the explanation in the case. */
export function whyWaiting(
  waiting: Waiting,
  candidates: readonly Candidate[],
  { open, dutyStaffId }: Policy
): string {
  if (!open)
    return `queue: outside the hours, ${onDuty(candidates, dutyStaffId)}`;
  const { teamId, customer } = waiting;
  const team = candidates.filter(
    (one) => teamId === NOBODY || one.teamId === teamId
  );
  const where = teamId === NOBODY ? '' : ' of the team';
  if (team.length === 0) return `queue: nobody${where} online`;
  const others = team.filter(
    ({ identities }) => !identities.includes(customer)
  );
  if (others.length === 0) return 'queue: only the customer himself is online';
  return `queue: all ${others.length}${where} online at capacity`;
}

function onDuty(candidates: readonly Candidate[], dutyStaffId: string): string {
  if (dutyStaffId === NOBODY) return 'nobody on duty';
  const he = candidates.find(({ staffId }) => staffId === dutyStaffId);
  return he ? 'agent on duty at capacity' : 'agent on duty not online';
}
