import { COPY } from '../contract/copy/phone';
import { areAlwaysRejected } from './push-choices';

export type ConsentAnswer = 'accept' | 'reject' | 'ban' | 'filter';

export interface PushAnswer {
  /** By template. Empty: WeChat was not asked or did not answer. */
  results: Record<string, ConsentAnswer>;
  /** Notifications are switched off as a whole. */
  off: boolean;
}

/** WeChat's error code for "the main switch is off". */
const SWITCHED_OFF = 20004;
const ANSWERS: readonly string[] = ['accept', 'reject', 'ban', 'filter'];

/** Must be called synchronously in a tap; WeChat allows nothing before it. */
export function askForPushes(
  templateIds: readonly string[]
): Promise<PushAnswer> {
  const old = typeof wx.requestSubscribeMessage !== 'function';
  if (old || templateIds.length === 0) return Promise.resolve(nothing(false));
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: [...templateIds],
      success(answer) {
        const results = resultsOf(answer, templateIds);
        const refused = Object.values(results).every((one) => one !== 'accept');
        // He saw no panel: saying "as you wish" would leave him no way back.
        if (refused && areAlwaysRejected(templateIds)) {
          offerSettings(COPY.pushRejected);
        } else if (refused) {
          wx.showToast({ title: COPY.pushRefused, icon: 'none' });
        }
        resolve({ results, off: false });
      },
      fail: ({ errCode }) => resolve(nothing(errCode === SWITCHED_OFF)),
    });
  });
}

function nothing(off: boolean): PushAnswer {
  if (off) offerSettings(COPY.pushSettings);
  return { results: {}, off };
}

function resultsOf(
  answer: object,
  templateIds: readonly string[]
): PushAnswer['results'] {
  const given = new Map<string, unknown>(Object.entries(answer));
  const results: PushAnswer['results'] = {};
  for (const id of templateIds) {
    const value = given.get(id);
    if (typeof value === 'string' && ANSWERS.includes(value)) {
      results[id] = value as ConsentAnswer;
    }
  }
  return results;
}

function offerSettings(content: string): void {
  wx.showModal({
    content,
    confirmText: COPY.goToSettings,
    success({ confirm }) {
      if (confirm) wx.openSetting({ withSubscriptions: true });
    },
  });
}
