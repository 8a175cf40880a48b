import type { Strategy } from '../settings/sections/assignment';
import { NOBODY } from '../values/collections';
import { canTake, type Candidate, type Waiting } from './candidate';
import { inOrderOf, wordsOf } from './strategy';

/** How it is decided now, from the settings and the clock. */
export interface Policy {
  strategy: Strategy;
  /** Whether customers are served now. */
  open: boolean;
  /** Who serves while it is closed, or '-'. */
  dutyStaffId: string;
}

export const ASSIGNMENT_WHYS = [
  'exclusive',
  'previous',
  'default',
  'duty',
  'pulled',
  'by-hand',
] as const;
export type AssignmentWhy = (typeof ASSIGNMENT_WHYS)[number];

export interface Assignment {
  staffId: string;
  why: AssignmentWhy;
  /** Kept in the case, so that anybody can see later why it was he. */
  explanation: string;
}

/**
 * In the hours: whoever he belongs to if that one can answer now, else the
 * default pool by the strategy. Outside them: the agent on duty, if he is
 * there and has a place. null: he waits.
 */
export function assign(
  waiting: Waiting,
  candidates: readonly Candidate[],
  policy: Policy
): Assignment | null {
  if (!policy.open) return onDuty(waiting, candidates, policy);
  const every = candidates.filter((one) => canTake(one, waiting));
  const others = every.filter(
    ({ staffId }) => staffId !== waiting.avoidStaffId
  );
  // Rather the one who did not answer than nobody.
  const able = others.length > 0 ? others : every;
  return (
    wished(waiting, able) ??
    fromPool(waiting, able, candidates, policy.strategy)
  );
}

/** Whoever is on duty serves every team: nobody else is there. */
function onDuty(
  waiting: Waiting,
  candidates: readonly Candidate[],
  { dutyStaffId }: Policy
): Assignment | null {
  const he = candidates.find(({ staffId }) => staffId === dutyStaffId);
  if (!he || !canTake(he, { ...waiting, teamId: NOBODY })) return null;
  return {
    staffId: he.staffId,
    why: 'duty',
    explanation: `outside the hours: agent on duty, load ${he.load} of ${he.capacity}`,
  };
}

function wished(
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

function fromPool(
  waiting: Waiting,
  able: readonly Candidate[],
  candidates: readonly Candidate[],
  strategy: Strategy
): Assignment | null {
  const best = inOrderOf(strategy, able, waiting)[0];
  if (!best) return null;
  return {
    staffId: best.staffId,
    why: 'default',
    explanation:
      refusalOf(waiting, candidates) +
      (waiting.avoidStaffId === NOBODY ? '' : 'rather not the former; ') +
      (waiting.teamId === NOBODY ? 'default pool' : 'team') +
      `: load ${best.load} of ${best.capacity}, ` +
      wordsOf(strategy, best, able, waiting),
  };
}

/** Why the exclusive agent did not get his own customer. */
function refusalOf(
  { exclusiveStaffId, customer, avoidStaffId, teamId }: Waiting,
  candidates: readonly Candidate[]
): string {
  if (exclusiveStaffId === NOBODY) return '';
  const he = candidates.find(({ staffId }) => staffId === exclusiveStaffId);
  if (!he || he.state !== 'online') return 'exclusive agent not online; ';
  if (he.identities.includes(customer)) {
    return 'exclusive agent is the customer himself; ';
  }
  if (teamId !== NOBODY && he.teamId !== teamId) {
    return 'exclusive agent of another team; ';
  }
  if (he.staffId === avoidStaffId) return '';
  return `exclusive agent at capacity ${he.capacity}; `;
}

export interface Made<W extends Waiting> {
  waiting: W;
  assignment: Assignment;
  /** His `lastAssignedAt` from now on: whose turn is next stays known. */
  turn: number;
}

/** One after the other, each seeing the load the ones before made. */
export function assignAll<W extends Waiting>(
  waiting: readonly W[],
  candidates: readonly Candidate[],
  policy: Policy,
  now: number
): Made<W>[] {
  const pool = candidates.map((candidate) => ({ ...candidate }));
  const made: Made<W>[] = [];
  for (const one of waiting) {
    const assignment = assign(one, pool, policy);
    const taken = pool.find(({ staffId }) => staffId === assignment?.staffId);
    if (!assignment || !taken) continue;
    const turn = now + made.length / 1_000;
    taken.load += 1;
    taken.lastAssignedAt = turn;
    made.push({ waiting: one, assignment, turn });
  }
  return made;
}
