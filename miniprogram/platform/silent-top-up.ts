import { askForPushes, type PushAnswer } from './ask-for-pushes';
import { isAlwaysAccepted } from './push-choices';

/** Below this many, taps that people make anyway ask for one more. */
const ENOUGH = 3;

/**
 * To be called synchronously in a tap. Asks only where WeChat shows no panel;
 * null: it was not asked.
 */
export function topUpSilently(
  templateIds: readonly string[],
  balance: number
): Promise<PushAnswer> | null {
  const silent = templateIds.filter(isAlwaysAccepted);
  if (silent.length === 0 || balance >= ENOUGH) return null;
  return askForPushes(silent);
}
