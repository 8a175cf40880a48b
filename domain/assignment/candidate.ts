import { NOBODY } from '../values/collections';
import type { PresenceState } from '../values/states';

/** A member of staff as the dispatcher sees him. */
export interface Candidate {
  staffId: string;
  state: PresenceState;
  load: number;
  capacity: number;
  /** When he last got a conversation, in ms; breaks ties by longest idle. */
  lastAssignedAt: number;
  /** His identities: nobody is assigned to himself. */
  identities: readonly string[];
  teamId: string;
  skills: readonly string[];
}

/** Who waits and whom he should rather get. */
export interface Waiting {
  customer: string;
  /** Whose code he scanned, or '-'. */
  exclusiveStaffId: string;
  /** Who served the same conversation before it was reopened, or '-'. */
  previousStaffId: string;
  /** Who had it and did not answer, or '-': rather somebody else. */
  avoidStaffId: string;
  /** Only for members of this team, or '-'. */
  teamId: string;
  /** What he asks about, or ''. */
  skill: string;
}

/** Whether the system may give it to him. */
export function canTake(candidate: Candidate, waiting: Waiting): boolean {
  return (
    candidate.state === 'online' &&
    candidate.load < candidate.capacity &&
    mayHave(candidate, waiting)
  );
}

/** Whether it may be his at all; by hand that is enough, with a free place. */
export function mayHave(
  { identities, teamId }: Pick<Candidate, 'identities' | 'teamId'>,
  waiting: Pick<Waiting, 'customer' | 'teamId'>
): boolean {
  return (
    identities.length > 0 &&
    !identities.includes(waiting.customer) &&
    (waiting.teamId === NOBODY || waiting.teamId === teamId)
  );
}
