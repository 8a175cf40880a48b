import { LIMITS } from '../values/limits';
import type { PresenceState } from '../values/states';
import { NOBODY } from '../values/collections';

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
}

/** Who waits and whom he should rather get. */
export interface Waiting {
  customer: string;
  /** Whose code he scanned, or '-'. */
  exclusiveStaffId: string;
  /** Who served the same conversation before it was reopened, or '-'. */
  previousStaffId: string;
}

export type AssignmentWhy = 'exclusive' | 'previous' | 'default';

export interface Assignment {
  staffId: string;
  why: AssignmentWhy;
  /** Kept in the case, so that anybody can see later why it was he. */
  explanation: string;
}

/**
 * Whoever he belongs to if that one can answer now, else the default pool:
 * the fewest conversations, and of those who was idle the longest. null: he
 * waits.
 */
export function assign(
  waiting: Waiting,
  candidates: readonly Candidate[]
): Assignment | null {
  const able = candidates.filter((candidate) => canTake(candidate, waiting));
  const wished = wishedOf(waiting, able);
  if (wished) return wished;
  const best = [...able].sort(byLoadThenIdle)[0];
  if (!best) return null;
  return {
    staffId: best.staffId,
    why: 'default',
    explanation: `${refusalOf(waiting, candidates)}default pool: load ${best.load} of ${best.capacity}, fewest of ${able.length} able`,
  };
}

function wishedOf(
  waiting: Waiting,
  able: readonly Candidate[]
): Assignment | null {
  const of = (why: 'exclusive' | 'previous', staffId: string) => {
    const found = able.find((candidate) => candidate.staffId === staffId);
    if (!found) return null;
    const explanation = `${why} agent, online, load ${found.load} of ${found.capacity}`;
    return { staffId, why, explanation };
  };
  return (
    of('exclusive', waiting.exclusiveStaffId) ??
    of('previous', waiting.previousStaffId)
  );
}

function canTake(candidate: Candidate, waiting: Waiting): boolean {
  return (
    candidate.state === 'online' &&
    candidate.load < candidate.capacity &&
    candidate.identities.length > 0 &&
    !candidate.identities.includes(waiting.customer)
  );
}

function byLoadThenIdle(a: Candidate, b: Candidate): number {
  return (
    a.load - b.load ||
    a.lastAssignedAt - b.lastAssignedAt ||
    (a.staffId < b.staffId ? -1 : 1)
  );
}

/** Why the exclusive agent did not get his own customer. */
function refusalOf(
  { exclusiveStaffId, customer }: Waiting,
  candidates: readonly Candidate[]
): string {
  if (exclusiveStaffId === NOBODY) return '';
  const he = candidates.find(({ staffId }) => staffId === exclusiveStaffId);
  if (!he || he.state !== 'online') return 'exclusive agent not online; ';
  if (he.identities.includes(customer)) {
    return 'exclusive agent is the customer himself; ';
  }
  return `exclusive agent at capacity ${he.capacity}; `;
}

/** One after the other, each seeing the load the ones before made. */
export function assignAll<W extends Waiting>(
  waiting: readonly W[],
  candidates: readonly Candidate[],
  now: number
): { waiting: W; assignment: Assignment }[] {
  const pool = candidates.map((candidate) => ({ ...candidate }));
  const made: { waiting: W; assignment: Assignment }[] = [];
  for (const one of waiting) {
    const assignment = assign(one, pool);
    if (!assignment) continue;
    const taken = pool.find(({ staffId }) => staffId === assignment.staffId);
    if (taken) {
      taken.load += 1;
      taken.lastAssignedAt = now + made.length / 1_000;
    }
    made.push({ waiting: one, assignment });
  }
  return made;
}

/** Arrivals that one transaction assigns. */
export const DISPATCH_BATCH = 5;
/** Waiting customers who are told their place. */
export const PLACES_TOLD = LIMITS.conversationWindow;
