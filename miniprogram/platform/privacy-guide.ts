const DATA = '/pages/data/index';

/** Before base library 2.32.3 WeChat neither shows it nor asks for it. */
export const knowsPrivacy = (): boolean =>
  typeof wx.openPrivacyContract === 'function';

/** WeChat's own page of the text, else ours. */
export function openPrivacyGuide(): void {
  if (knowsPrivacy()) wx.openPrivacyContract({});
  else wx.navigateTo({ url: DATA });
}
