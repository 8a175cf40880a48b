import { COPY, fill } from '../../contract/copy/phone';

/** A lost network is said after this; it is usually back before. */
const SAY_AFTER_MS = 5_000;

const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

/**
 * Says that the network is gone and how many messages wait for it. Event:
 * `shift` when it takes or leaves room.
 */
Component({
  properties: {
    offline: { type: Boolean, value: false },
    waiting: { type: Number, value: 0 },
  },
  data: { shown: false, words: COPY.offlineNotice, count: '' },
  lifetimes: {
    detached() {
      stopTimer(this);
    },
  },
  observers: {
    offline(offline: boolean) {
      stopTimer(this);
      if (!offline) return void this.say(false);
      timers.set(
        this,
        setTimeout(() => this.say(true), SAY_AFTER_MS)
      );
    },
    waiting(n: number) {
      this.setData({ count: n > 0 ? fill(COPY.waitingCount, { n }) : '' });
    },
  },
  methods: {
    say(shown: boolean) {
      if (shown === this.data.shown) return;
      this.setData({ shown });
      this.triggerEvent('shift');
    },
  },
});

function stopTimer(component: object): void {
  const timer = timers.get(component);
  if (timer !== undefined) clearTimeout(timer);
}
