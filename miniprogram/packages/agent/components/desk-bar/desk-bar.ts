import { COPY } from '../../../../contract/copy/phone';

/**
 * Above the composer: whether the customer is looking, how often he can still
 * be reached, canned replies, a note. Events: `replies`, `note`.
 */
Component({
  properties: {
    words: { type: String, value: '' },
    /** live: he is looking; none: he cannot be reached. */
    tone: { type: String, value: '' },
    open: { type: Boolean, value: false },
  },
  data: { replies: COPY.replies, note: COPY.note },
  methods: {
    onReplies() {
      this.triggerEvent('replies');
    },
    onNote() {
      this.triggerEvent('note');
    },
  },
});
