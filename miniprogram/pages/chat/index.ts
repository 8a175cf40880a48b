import { COPY } from '../../contract/copy/phone';
import {
  appPorts,
  customerChat,
  customerConsent,
} from '../../platform/customer';
import { everySecond } from '../../platform/every-second';
import { askForPushes, type PushAnswer } from '../../platform/ask-for-pushes';
import { patchOf } from '../../platform/patch';
import { forgetAlways, learnAlways } from '../../platform/push-choices';
import { topUpSilently } from '../../platform/silent-top-up';
import { soon } from '../../platform/soon';
import { threadPage } from '../../platform/thread-page';
import type { RatingReason } from '../../contract/states';
import { textStyle } from '../../platform/text-size';
import { CallError } from '../../services/call';
import { customerItems } from '../../views/customer-thread';
import { chatView, type ChatView } from './chat-view';

const DRAFT = 'customer';
const SKELETON_AFTER_MS = 300;
const SLOW_AFTER_MS = 8_000;

interface Query {
  /** From a scanned code. */
  scene?: string;
  /** From a push. */
  pushId?: string;
}

type Data = ChatView & {
  textStyle: string;
  draft: string;
  /** What the next message answers, in words. */
  quoted: string;
  locked: boolean;
  refused: boolean;
  consent: boolean;
  toEnd: number;
  shift: number;
  loadingOlder: boolean;
  ratingBusy: boolean;
  ratingFinal: boolean;
  queueBusy: boolean;
  pushOff: boolean;
  waitingFor: '' | 'skeleton' | 'slow';
  copy: typeof WORDS;
};

const WORDS = {
  refused: COPY.consentRefused,
  again: COPY.consentAgain,
  slow: COPY.slowLoading,
  retry: COPY.retry,
};

/** The customer's chat, which is where the mini-program begins. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    textStyle: textStyle(),
    ...chatView(customerChat().store.get(), 0, Date.now()),
    draft: '',
    quoted: '',
    locked: true,
    refused: false,
    consent: false,
    toEnd: 0,
    shift: 0,
    loadingOlder: false,
    ratingBusy: false,
    ratingFinal: false,
    queueBusy: false,
    pushOff: false,
    waitingFor: '',
    copy: WORDS,
  },

  onLoad(query: Query) {
    const chat = customerChat();
    const draw = soon(() => this.draw());
    this.stops = [chat.store.subscribe(draw), everySecond(draw)];
    this.setData({
      draft: chat.drafts.get(DRAFT),
      locked: !customerConsent().given(),
    });
    // As it came: what cannot be decoded must not keep the page from opening.
    chat.open(query.scene ? { scene: query.scene } : {});
    if (query.pushId) chat.pushClicked(query.pushId);
    this.wait();
    this.draw();
  },
  onShow() {
    const chat = customerChat();
    // Deleted on another page: here one begins anew.
    if (chat.store.get().me === '') void chat.open();
    this.setData({ locked: !customerConsent().given() });
    chat.show();
  },
  onHide() {
    customerChat().hide();
  },
  onUnload() {
    this.stops.forEach((stop: () => void) => stop());
    customerChat().hide();
  },

  draw() {
    const chat = customerChat();
    const state = chat.store.get();
    const now = chat.serverClock.now();
    const items = customerItems(state, now);
    if (state.phase === 'ready' && !this.settled) {
      this.settled = true;
      learnAlways();
      void this.settleConsent();
    }
    const view = chatView(state, items.length, now);
    if (view.turn && !this.data.turn) vibrate();
    const patch = patchOf(this.data, view);
    if (Object.keys(patch).length > 0) this.setData(patch);
    this.showThread(items);
  },
  /** A skeleton only when it takes long; a way out when it takes too long. */
  wait() {
    const { clock } = appPorts();
    const say = (waitingFor: Data['waitingFor']) => () => {
      if (this.data.phase === 'loading') this.setData({ waitingFor });
    };
    this.stops.push(
      clock.after(SKELETON_AFTER_MS, say('skeleton')),
      clock.after(SLOW_AFTER_MS, say('slow'))
    );
  },
  onRetry() {
    this.setData({ waitingFor: 'skeleton' });
    customerChat().open();
    this.wait();
  },

  onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const { text } = event.detail;
    this.topUp();
    const id = this.say(text, this.replyTo);
    if (id === null) return this.setData({ draft: text });
    this.onUnquote();
    // What has to wait for who he is stays a draft until it leaves.
    customerChat().drafts.set(DRAFT, id ? '' : text);
    this.setData({ draft: '' });
  },
  /** Answers its id; null: it cannot be said, and he was told why. */
  say(text: string, replyTo?: string): string | null {
    try {
      return customerChat().send(text, replyTo);
    } catch (error) {
      sayWhy(error);
      return null;
    }
  },
  onChange(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    customerChat().drafts.set(DRAFT, event.detail.text);
    this.data.draft = event.detail.text;
  },
  /** A question or a shortcut, after the consent; the draft stays. */
  onAsk(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const { text } = event.detail;
    if (this.data.locked) {
      this.asked = text;
      this.onLocked();
    } else if (!this.data.notice) {
      this.topUp();
      this.say(text);
    }
  },
  onTyping() {
    customerChat().touch();
    customerChat().typing();
  },
  onThreadTouch() {
    customerChat().touch();
    this.selectComponent('#composer')?.fold();
  },
  ...threadPage(({ data }) => ({
    deeds: customerChat().deeds(),
    now: customerChat().serverClock.now(),
    open: !data.notice && !data.locked,
    loadOlder: () => customerChat().loadOlder(),
    sendMedia: (media, replyTo) => customerChat().sendMedia(media, replyTo),
  })),

  onLocked() {
    this.setData({ consent: true });
  },
  onAgree() {
    customerConsent().give();
    this.settleConsent();
    this.setData({ consent: false, locked: false, refused: false });
    const { asked } = this;
    this.asked = '';
    if (asked) this.say(asked);
    else this.selectComponent('#composer')?.takeFocus();
  },
  /** What he agreed to is told, a new text is asked for; nobody waits. */
  async settleConsent() {
    try {
      const changed = await customerConsent().settle(customerChat().call);
      if (changed) this.setData({ locked: !customerConsent().given() });
    } catch (error) {
      appPorts().log.warn('consent', error);
    }
  },
  onRefuse() {
    if (!this.data.consent) return;
    this.asked = '';
    this.setData({ consent: false, refused: true });
  },

  /** Sending is a tap that people make anyway; no panel is shown. */
  topUp() {
    const { templateIds, balance } = customerChat().store.get().push;
    const answer = topUpSilently(templateIds, balance);
    if (answer) void answer.then((one) => this.reportPushes(one));
  },
  /** The question to WeChat must be the first thing a tap does. */
  async onBell() {
    const { templateIds } = customerChat().store.get().push;
    const answer = await askForPushes(templateIds);
    forgetAlways();
    learnAlways();
    await this.reportPushes(answer);
  },
  async reportPushes({ results, off }: PushAnswer) {
    this.setData({ pushOff: off });
    if (Object.keys(results).length === 0) return;
    try {
      await customerChat().reportConsents(results);
    } catch (error) {
      appPorts().log.warn('push.credit', error);
    }
  },
  /** Asked first, since only a tap may ask; then his place is kept. */
  async onKeepPlace() {
    if (this.data.canAsk) await this.onBell();
    await this.inQueue(() => customerChat().keepPlace());
  },
  async onLeaveMessage() {
    await this.inQueue(() => customerChat().leaveMessage());
  },
  async inQueue(wish: () => Promise<void>) {
    this.setData({ queueBusy: true });
    try {
      await wish();
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ queueBusy: false });
    }
  },
  async onRate(
    event: WechatMiniprogram.CustomEvent<{
      score: number;
      resolved: boolean;
      comment?: string;
      reason?: RatingReason;
    }>
  ) {
    this.setData({ ratingBusy: true });
    try {
      await customerChat().rate(event.detail);
    } catch (error) {
      if (sayWhy(error) === 'RATING_FINAL') this.setData({ ratingFinal: true });
    } finally {
      this.setData({ ratingBusy: false });
    }
  },
  onTitle() {
    wx.navigateTo({ url: '/pages/mine/index' });
  },
});

/** It is his turn: felt, where a phone can. */
function vibrate(): void {
  if (wx.canIUse('vibrateShort')) wx.vibrateShort({ type: 'medium' });
}

/** The sentence of a refusal; answers its code. */
function sayWhy(error: unknown): string {
  if (!(error instanceof CallError)) throw error;
  wx.showToast({ title: error.message, icon: 'none' });
  return error.code;
}
