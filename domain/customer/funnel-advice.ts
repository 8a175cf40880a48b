import type { Funnel } from './entry-funnel';

/** The seven steps, in the order in which people go them. */
export const FUNNEL_STEPS = [
  'scans',
  'entered',
  'started',
  'answered',
  'resolved',
  'rated',
  'converted',
] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** Of which step one is a share; who rates need not have been helped. */
export const SHARE_OF: Record<Exclude<FunnelStep, 'scans'>, FunnelStep> = {
  entered: 'scans',
  started: 'entered',
  answered: 'started',
  resolved: 'answered',
  rated: 'answered',
  converted: 'started',
};

/** Of fewer than this a share says nothing. */
const LEAST = 10;
/** Fewer others have no middle to be compared with. */
const LEAST_OTHERS = 2;
/** Worse by a third. */
const WORSE = 2 / 3;

/** From 0 to 1; null: nobody came so far as to take the step. */
export function shareOf(
  funnel: Funnel,
  step: Exclude<FunnelStep, 'scans'>
): number | null {
  const whole = funnel[SHARE_OF[step]];
  return whole > 0 ? Math.min(1, funnel[step] / whole) : null;
}

export interface Advice {
  step: Exclude<FunnelStep, 'scans'>;
  share: number;
}

/**
 * The step at which this code loses most against the median of the team's
 * others, if it is worse by a third or more; null where nothing stands out.
 */
export function adviceFor(
  own: Funnel,
  others: readonly Funnel[]
): Advice | null {
  const worst = Object.keys(SHARE_OF)
    .map((step) => comparedAt(step as Advice['step'], own, others))
    .filter((one) => one !== null)
    .sort((a, b) => a.ratio - b.ratio)[0];
  if (!worst || worst.ratio > WORSE) return null;
  return { step: worst.step, share: worst.share };
}

function comparedAt(
  step: Advice['step'],
  own: Funnel,
  others: readonly Funnel[]
): (Advice & { ratio: number }) | null {
  const share = countedShare(own, step);
  const theirs = others
    .map((one) => countedShare(one, step))
    .filter((one) => one !== null);
  if (share === null || theirs.length < LEAST_OTHERS) return null;
  const middle = medianOf(theirs);
  return middle > 0 ? { step, share, ratio: share / middle } : null;
}

function countedShare(funnel: Funnel, step: Advice['step']): number | null {
  return funnel[SHARE_OF[step]] >= LEAST ? shareOf(funnel, step) : null;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1
    ? upper
    : (upper + (sorted[half - 1] ?? 0)) / 2;
}
