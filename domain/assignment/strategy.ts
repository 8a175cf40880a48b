import type { Strategy } from '../settings/sections/assignment';
import type { Candidate, Waiting } from './candidate';

type Compare = (a: Candidate, b: Candidate) => number;

/** Those who can take it, the best first. */
export function inOrderOf(
  strategy: Strategy,
  able: readonly Candidate[],
  waiting: Pick<Waiting, 'skill'>
): Candidate[] {
  const compare = { fewest, 'round-robin': inTurn, skills: knowing(waiting) };
  return [...able].sort(compare[strategy]);
}

/** Why this one is the best, for the explanation. */
export function wordsOf(
  strategy: Strategy,
  best: Candidate,
  able: readonly Candidate[],
  { skill }: Pick<Waiting, 'skill'>
): string {
  if (strategy === 'round-robin') return `next in turn of ${able.length} able`;
  if (strategy === 'fewest' || skill === '') {
    return `fewest of ${able.length} able`;
  }
  const knows = able.filter(({ skills }) => skills.includes(skill));
  return best.skills.includes(skill)
    ? `fewest of ${knows.length} who know ${skill}`
    : `nobody free knows ${skill}, fewest of ${able.length} able`;
}

const idle: Compare = (a, b) => a.lastAssignedAt - b.lastAssignedAt;
const byId: Compare = (a, b) => (a.staffId < b.staffId ? -1 : 1);
const fewest: Compare = (a, b) => a.load - b.load || idle(a, b) || byId(a, b);
const inTurn: Compare = (a, b) => idle(a, b) || a.load - b.load || byId(a, b);

function knowing({ skill }: Pick<Waiting, 'skill'>): Compare {
  if (skill === '') return fewest;
  const rank = ({ skills }: Candidate) => (skills.includes(skill) ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || fewest(a, b);
}
