import type { Settings } from '../settings/schema';
import type { CheckVerdict, WithheldReason } from '../values/states';

/** What becomes of a message by what its check says. */
export type Settlement =
  | { show: true; safety: 'pass' | 'review' | 'unchecked' }
  | { show: false; reason: WithheldReason };

/** Doubt is decided by `onFailure`; `review` is shown and marked. */
export function settlementOf(
  verdict: CheckVerdict,
  onFailure: Settings['safety']['onFailure']
): Settlement {
  switch (verdict) {
    case 'pass':
    case 'review':
      return { show: true, safety: verdict };
    case 'risky':
      return { show: false, reason: 'risky' };
    case 'unanswered':
      return onFailure === 'open'
        ? { show: true, safety: 'unchecked' }
        : { show: false, reason: 'unchecked' };
  }
}
