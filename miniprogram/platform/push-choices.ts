/** What was ticked as "always" in WeChat's panel, by template. */
type Choices = Readonly<Record<string, unknown>>;

/** null: not asked yet. */
let choices: Choices | null = null;
let asking = false;

/** WeChat limits how often settings are read, so it is once a session. */
export function learnAlways(): void {
  if (choices || asking || typeof wx.getSetting !== 'function') return;
  asking = true;
  wx.getSetting({
    withSubscriptions: true,
    success({ subscriptionsSetting }) {
      choices = { ...subscriptionsSetting?.itemSettings };
    },
    complete: () => {
      asking = false;
    },
  });
}

/** After WeChat's panel was shown, "always" may have been ticked. */
export function forgetAlways(): void {
  choices = null;
}

/** No panel is shown for it, and it counts as accepted. */
export function isAlwaysAccepted(templateId: string): boolean {
  return choices?.[templateId] === 'accept';
}

/** No panel is shown for any of them: only the settings lead out of it. */
export function areAlwaysRejected(templateIds: readonly string[]): boolean {
  return (
    templateIds.length > 0 &&
    templateIds.every((id) => choices?.[id] === 'reject')
  );
}
