import { COPY, fill } from '../../../../contract/copy/phone';

/** What is about to happen, and the way back. Event: `undo`. */
Component({
  properties: {
    /** Nothing is shown where it is empty. */
    words: { type: String, value: '' },
    /** Seconds in which it may be taken back. */
    left: { type: Number, value: 0 },
  },
  data: { undo: '' },
  observers: {
    left(left: number) {
      this.setData({ undo: fill(COPY.undo, { n: left }) });
    },
  },
  methods: {
    onUndo() {
      this.triggerEvent('undo');
    },
  },
});
