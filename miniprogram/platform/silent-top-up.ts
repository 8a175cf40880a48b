import { askForPushes, type PushAnswer } from './ask-for-pushes';

/** Below this many, taps that people make anyway ask for one more. */
const ENOUGH = 3;

/** Templates for which "always, accept" was chosen; null: not asked yet. */
let always: ReadonlySet<string> | null = null;
let asking = false;

/** WeChat limits how often settings are read, so it is once a session. */
export function learnAlways(): void {
  if (always || asking || typeof wx.getSetting !== 'function') return;
  asking = true;
  wx.getSetting({
    withSubscriptions: true,
    success({ subscriptionsSetting }) {
      const items = subscriptionsSetting?.itemSettings ?? {};
      always = new Set(
        Object.keys(items).filter((id) => items[id] === 'accept')
      );
    },
    complete: () => {
      asking = false;
    },
  });
}

/** After WeChat's panel was shown, "always" may have been ticked. */
export function forgetAlways(): void {
  always = null;
}

/**
 * To be called synchronously in a tap. Asks only where WeChat shows no panel;
 * null: it was not asked.
 */
export function topUpSilently(
  templateIds: readonly string[],
  balance: number
): Promise<PushAnswer> | null {
  const silent = templateIds.filter((id) => always?.has(id));
  if (silent.length === 0 || balance >= ENOUGH) return null;
  return askForPushes(silent);
}
