import type { Candidate } from '../../domain/staff/assign';
import { mayAnswer, stateAt } from '../../domain/staff/presence';
import { identitiesOf } from '../../domain/staff/seat';
import { LIMITS } from '../../domain/values/limits';
import { command } from '../platform/cloud';
import { find } from '../platform/documents';
import type { StoredStaff } from '../platform/tables';

/** More members of staff than this at once are not looked at. */
const MOST = 500;

export interface Roster {
  candidates: Candidate[];
  staff: Map<string, StoredStaff>;
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

function candidateOf(
  member: StoredStaff,
  state: Candidate['state']
): Candidate {
  return {
    staffId: member._id,
    state,
    load: member.load,
    capacity: member.capacity,
    lastAssignedAt: member.lastAssignedAt,
    identities: identitiesOf(member),
  };
}
