import { COPY, fill } from '../../contract/copy/phone';

/** The row above the composer; the bell is always first. Event: `bell`. */
Component({
  properties: {
    /** Pushes that may still be sent to this person. */
    balance: { type: Number, value: 0 },
    /** Notifications are switched off in WeChat. */
    off: { type: Boolean, value: false },
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
  },
});
