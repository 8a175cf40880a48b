import { everySecond } from '../../platform/every-second';
import { spokenWait, waitWords } from '../../views/time-words';

/** Targets of an answer: the average one, then the first one. */
const SOON_MS = 3 * 60_000;
const LATE_MS = 5 * 60_000;

/** How long the oldest unanswered message has waited. */
Component({
  properties: {
    /** Server time in milliseconds; 0 shows nothing. */
    since: { type: Number, value: 0 },
    /** The server's clock minus this phone's. */
    offset: { type: Number, value: 0 },
  },
  data: { words: '', spoken: '', level: '' },
  lifetimes: {
    attached() {
      const stop = everySecond(() => this.tick());
      Object.assign(this, { stop });
      this.tick();
    },
    detached() {
      (this as unknown as { stop?: () => void }).stop?.();
    },
  },
  observers: {
    since() {
      this.tick();
    },
  },
  methods: {
    tick() {
      const { since, offset } = this.data;
      const waited = Date.now() + offset - since;
      const words = since > 0 ? waitWords(waited) : '';
      if (words === this.data.words) return;
      const level =
        waited >= LATE_MS ? 'late' : waited >= SOON_MS ? 'soon' : '';
      this.setData({ words, level, spoken: spokenWait(waited) });
    },
  },
});
