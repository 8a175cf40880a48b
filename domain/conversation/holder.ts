import { NOBODY } from '../values/collections';
import type { Case } from './case';

type Held = Pick<Case, 'held'> | null;

/** Who got it first, or '-'. */
export function firstHolder(kept: Held): string {
  return kept?.held[0]?.staffId ?? NOBODY;
}

/**
 * Who had it at that moment, or '-'; the first one for what was said before
 * anybody had it.
 */
export function holderAt(
  { staffId }: { staffId: string },
  kept: Held,
  at: number
): string {
  const before = kept?.held.findLast((one) => one.at <= at);
  return (before ?? kept?.held[0])?.staffId ?? staffId;
}
