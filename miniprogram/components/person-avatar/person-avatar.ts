import { COPY } from '../../contract/copy/phone';

const WORDS: Record<string, string> = {
  online: COPY.presenceOnline,
  busy: COPY.presenceBusy,
  offline: COPY.presenceOffline,
};

/** A rounded square with a picture, or the first character on a tint. */
Component({
  properties: {
    person: { type: Object, value: {} },
    /** Edge in rpx. */
    size: { type: Number, value: 72 },
    /** online, busy, offline, or '' for no dot. */
    presence: { type: String, value: '' },
    /** The company: the brand's own colour instead of a tint. */
    brand: { type: Boolean, value: false },
  },
  data: { presenceWord: '' },
  observers: {
    presence(presence: string) {
      this.setData({ presenceWord: WORDS[presence] ?? '' });
    },
  },
});
