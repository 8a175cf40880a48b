import { COPY } from '../../../../contract/copy';

/** Whether the customer is looking at this conversation now. */
Component({
  properties: { looking: { type: Boolean, value: false } },
  data: { words: '' },
  observers: {
    looking(looking: boolean) {
      this.setData({ words: looking ? COPY.reachLooking : COPY.reachAway });
    },
  },
  lifetimes: {
    attached() {
      this.setData({
        words: this.data.looking ? COPY.reachLooking : COPY.reachAway,
      });
    },
  },
});
