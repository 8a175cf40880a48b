import type { Policy } from '../../../domain/assignment/assign';
import type { Candidate } from '../../../domain/assignment/candidate';
import { isOpen } from '../../../domain/settings/hours';
import { mayAnswer, stateAt } from '../../../domain/staff/presence';
import { identitiesOf } from '../../../domain/staff/seat';
import type { PresenceState } from '../../../domain/values/states';
import { LIMITS } from '../../../domain/values/limits';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { settings } from '../../platform/settings';
import type { StoredStaff } from '../../platform/tables';

/** More members of staff than this at once are not looked at. */
const MOST = 500;

export interface Roster {
  candidates: Candidate[];
  staff: Map<string, StoredStaff>;
}

/** How it is decided at this moment. */
export async function policyAt(now: number): Promise<Policy> {
  const { hours, assignment } = await settings();
  const { strategy, dutyStaffId } = assignment;
  return { strategy, dutyStaffId, open: isOpen(hours, now) };
}

/** Everybody who answers customers and is there now. */
export async function rosterAt(now: number): Promise<Roster> {
  const present = await find(
    'presence',
    {
      state: 'online',
      lastSeenAt: command.gt(now - LIMITS.presenceStaleMs),
    },
    { limit: MOST }
  );
  if (present.length === 0) return { candidates: [], staff: new Map() };
  const ids = present.map(({ _id }) => _id);
  const members = await find(
    'staff',
    { _id: command.in(ids), status: 'active' },
    { limit: MOST }
  );
  const staff = new Map(
    members
      .filter(({ role }) => mayAnswer(role))
      .map((member) => [member._id, member])
  );
  const candidates = present.flatMap((presence) => {
    const member = staff.get(presence._id);
    return member ? [candidateOf(member, stateAt(presence, now))] : [];
  });
  return { candidates, staff };
}

function candidateOf(member: StoredStaff, state: PresenceState): Candidate {
  const { load, capacity, lastAssignedAt, teamId, skills } = member;
  return {
    staffId: member._id,
    state,
    load,
    capacity,
    lastAssignedAt,
    identities: identitiesOf(member),
    teamId,
    skills,
  };
}
