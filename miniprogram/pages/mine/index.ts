import { COPY, fill } from '../../contract/copy/phone';
import { askForPushes } from '../../platform/ask-for-pushes';
import { appPorts, customerChat } from '../../platform/customer';
import { patchOf } from '../../platform/patch';
import { openPrivacyGuide } from '../../platform/privacy-guide';
import { forgetAlways, learnAlways } from '../../platform/push-choices';
import { textStyle } from '../../platform/text-size';
import { CallError } from '../../services/call';

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
    nameTitle: COPY.myName,
    nameHow: COPY.myNameHow,
    name: '',
    /** He has talked with us, so that there is somebody to be named. */
    known: false,
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
    const { push, conversation } = customerChat().store.get();
    const { balance, templateIds } = push;
    const left = fill(COPY.remindersLeft, { n: balance });
    const canAsk = templateIds.length > 0;
    const name = conversation?.customerCard.nick ?? '';
    const known = conversation !== null;
    const patch = patchOf(this.data, { left, canAsk, name, known });
    if (Object.keys(patch).length > 0) this.setData(patch);
  },
  onName() {
    const { name } = this.data;
    wx.showModal({
      title: COPY.myName,
      editable: true,
      content: name,
      success: ({ confirm, content }) => {
        const nick = (content ?? '').trim();
        if (confirm && nick && nick !== name) void this.rename(nick);
      },
    });
  },
  async rename(nick: string) {
    try {
      const { nick: name } = await customerChat().call('customer.setName', {
        nick,
      });
      this.setData({ name });
      wx.showToast({ title: COPY.myNameSaved, icon: 'none' });
    } catch (error) {
      appPorts().log.warn('customer.setName', error);
      const title =
        error instanceof CallError ? error.message : COPY.historyFailed;
      wx.showToast({ title, icon: 'none' });
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
