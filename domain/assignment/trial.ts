import { NOBODY } from '../values/collections';
import { assign, type ASSIGNMENT_WHYS, type Policy } from './assign';
import { canTake, type Candidate, type Waiting } from './candidate';

/** Why somebody waits, as a page can put it into words. */
export const WAIT_WHYS = [
  'nobody-on-duty',
  'duty-not-there',
  'duty-full',
  'nobody-there',
  'all-full',
] as const;
export type WaitWhy = (typeof WAIT_WHYS)[number];

export interface Trial {
  /** Who would get him, or '-': he would wait. */
  staffId: string;
  why: (typeof ASSIGNMENT_WHYS)[number] | WaitWhy;
  /** Of those who are there, how many could take one more. */
  there: number;
  able: number;
}

/** A new customer who belongs to nobody, knows nobody and asks of nothing. */
const ANYBODY: Waiting = {
  customer: NOBODY,
  exclusiveStaffId: NOBODY,
  previousStaffId: NOBODY,
  avoidStaffId: NOBODY,
  teamId: NOBODY,
  skill: '',
};

/** What would become of him, by what decides it in earnest. Nothing is done. */
export function tryAssign(
  candidates: readonly Candidate[],
  policy: Policy
): Trial {
  const there = candidates.length;
  const able = candidates.filter((one) => canTake(one, ANYBODY)).length;
  const made = assign(ANYBODY, candidates, policy);
  return made
    ? { staffId: made.staffId, why: made.why, there, able }
    : { staffId: NOBODY, why: waitWhy(candidates, policy), there, able };
}

function waitWhy(
  candidates: readonly Candidate[],
  { open, dutyStaffId }: Policy
): WaitWhy {
  if (open) return candidates.length === 0 ? 'nobody-there' : 'all-full';
  if (dutyStaffId === NOBODY) return 'nobody-on-duty';
  const he = candidates.find(({ staffId }) => staffId === dutyStaffId);
  return he ? 'duty-full' : 'duty-not-there';
}
