import { COPY, fill } from '../../contract/copy/phone';
import { askForPushes } from '../../platform/ask-for-pushes';
import { appPorts, customerChat } from '../../platform/customer';
import { openPrivacyGuide } from '../../platform/privacy-guide';
import { forgetAlways, learnAlways } from '../../platform/push-choices';
import { textStyle } from '../../platform/text-size';

/** Everything about the customer himself, and the way to the workplace. */
Page({
  data: {
    textStyle: textStyle(),
    title: COPY.mine,
    brand: COPY.brandService,
    about: COPY.aboutText,
    guide: COPY.consentGuide,
    staff: COPY.staffSignIn,
    conversations: COPY.myConversations,
    myData: COPY.myData,
    reminders: COPY.myReminders,
    honest: COPY.pushHonest,
    left: '',
    canAsk: false,
  },
  stop: () => undefined as void,
  onLoad() {
    const chat = customerChat();
    this.stop = chat.store.subscribe(() => this.draw());
    // This page may be the first one.
    if (chat.store.get().phase === 'loading') void chat.open();
    this.draw();
  },
  onUnload() {
    this.stop();
  },
  draw() {
    const { balance, templateIds } = customerChat().store.get().push;
    const left = fill(COPY.remindersLeft, { n: balance });
    const canAsk = templateIds.length > 0;
    if (left !== this.data.left || canAsk !== this.data.canAsk) {
      this.setData({ left, canAsk });
    }
  },
  /** The question to WeChat must be the first thing a tap does. */
  async onReminders() {
    const chat = customerChat();
    const { results } = await askForPushes(chat.store.get().push.templateIds);
    forgetAlways();
    learnAlways();
    if (Object.keys(results).length === 0) return;
    chat
      .reportConsents(results)
      .catch((error: unknown) => appPorts().log.warn('push.credit', error));
  },
  onConversations() {
    wx.navigateTo({ url: '/pages/conversations/index' });
  },
  onData() {
    wx.navigateTo({ url: '/pages/data/index' });
  },
  onGuide() {
    openPrivacyGuide();
  },
  onStaff() {
    wx.navigateTo({ url: '/packages/agent/pages/list/index' });
  },
});
