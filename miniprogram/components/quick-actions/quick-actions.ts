import { COPY, fill } from '../../contract/copy/phone';

/**
 * The row above the composer; the bell is always first. Events: `bell`,
 * `ask` {text}.
 */
Component({
  properties: {
    /** Pushes that may still be sent to this person. */
    balance: { type: Number, value: 0 },
    /** Notifications are switched off in WeChat. */
    off: { type: Boolean, value: false },
    /** There is something to ask consent for. */
    bell: { type: Boolean, value: true },
    /** Short words that a tap sends. */
    shortcuts: { type: Array, value: [] as string[] },
  },
  data: {
    words: fill(COPY.pushBalance, { n: 0 }),
    tone: 'empty',
    honest: COPY.pushHonest,
  },
  observers: {
    'balance, off'(balance: number, off: boolean) {
      const words = off ? COPY.pushOff : fill(COPY.pushBalance, { n: balance });
      const tone = off ? 'off' : balance > 0 ? 'some' : 'empty';
      this.setData({ words, tone });
    },
  },
  methods: {
    onBell() {
      this.triggerEvent('bell');
    },
    onAsk(event: WechatMiniprogram.TouchEvent) {
      const { text } = event.currentTarget.dataset as { text: string };
      this.triggerEvent('ask', { text });
    },
  },
});
