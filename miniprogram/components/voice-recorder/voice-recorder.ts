import { COPY, fill } from '../../contract/copy/phone';
import { LIMITS } from '../../contract/limits';
import { mayRecord, offerSettings } from '../../platform/permissions';
import { dropRecording, record, stopRecording } from '../../platform/recorder';

/** Where the finger is: letting go there sends, drops or goes on. */
export type Zone = 'send' | 'cancel' | 'lock';

const BARS = 28;
const COUNT_DOWN_MS = 10_000;
const TICK_MS = 250;
/** Nobody answers a question sooner. */
const ASKED_MS = 400;
const SILENT = Array.from({ length: BARS }, () => 0.1);

/**
 * The recorder over the whole screen, held or hands-free. The composer calls
 * `begin`, `move` and `release`. Events: `voice` {media}, `words` when he
 * would rather write.
 */
Component({
  data: {
    mode: '' as '' | 'held' | 'free',
    zone: 'send' as Zone,
    recording: false,
    levels: SILENT,
    time: '0:00',
    rest: '',
    late: false,
    words: {
      cancel: COPY.recordCancel,
      send: COPY.recordSend,
      lock: COPY.recordReleaseLock,
      drop: COPY.recordReleaseCancel,
      release: COPY.recordRelease,
    },
  },
  lifetimes: {
    created() {
      Object.assign(this, { since: 0, timer: 0 });
    },
    detached() {
      this.drop();
    },
  },
  pageLifetimes: {
    // Nobody records what he does not see.
    hide() {
      this.drop();
    },
  },
  methods: {
    async begin(mode: 'held' | 'free') {
      if (this.data.mode) return;
      this.setData({
        mode,
        zone: 'send',
        recording: false,
        levels: SILENT,
        ...this.clock(0),
      });
      const before = Date.now();
      const may = await mayRecord();
      // Let go while WeChat was asking him.
      if (this.data.mode === '') return;
      // He has answered a question, so no finger holds it any more.
      if (Date.now() - before > ASKED_MS) this.setData({ mode: 'free' });
      if (may === 'yes') return this.open();
      this.end();
      if (may === 'privacy') return this.say(COPY.privacyNeeded);
      if (await offerSettings('record')) this.triggerEvent('words');
    },
    open() {
      record({
        started: () => {
          memoryOf(this).since = Date.now();
          this.tick();
          this.setData({ recording: true });
          wx.vibrateShort({ type: 'light' });
        },
        level: (level) => {
          const levels = [...this.data.levels.slice(1), Math.max(0.1, level)];
          this.setData({ levels });
        },
        stopped: (media) => {
          this.end();
          this.triggerEvent('voice', { media });
        },
        failed: (sentence) => {
          this.end();
          this.say(sentence);
        },
      });
    },
    move(zone: Zone) {
      if (this.data.mode === 'held' && zone !== this.data.zone) {
        this.setData({ zone });
      }
    },
    /** The finger is gone. */
    release() {
      if (this.data.mode !== 'held') return;
      const { zone } = this.data;
      if (zone === 'cancel') return this.drop();
      if (zone === 'lock') return this.setData({ mode: 'free', zone: 'send' });
      if (this.data.recording) return stopRecording();
      this.drop();
      this.say(COPY.recordShort);
    },
    onSend() {
      if (this.data.recording) stopRecording();
    },
    drop() {
      if (this.data.mode) dropRecording();
      this.end();
    },
    end() {
      clearTimeout(memoryOf(this).timer);
      if (this.data.mode) this.setData({ mode: '', recording: false });
    },
    tick() {
      const memory = memoryOf(this);
      const next = this.clock(Date.now() - memory.since);
      if (next.time !== this.data.time || next.rest !== this.data.rest) {
        this.setData(next);
      }
      clearTimeout(memory.timer);
      memory.timer = setTimeout(() => this.tick(), TICK_MS);
    },
    clock(passedMs: number) {
      const seconds = Math.floor(passedMs / 1_000);
      const left = Math.max(0, LIMITS.recordMs - passedMs);
      const late = left <= COUNT_DOWN_MS;
      const time = `0:${String(Math.min(59, seconds)).padStart(2, '0')}`;
      const most = LIMITS.recordMs / 1_000;
      const rest = late
        ? fill(COPY.recordLeft, { n: Math.ceil(left / 1_000) })
        : fill(COPY.recordMost, { n: most });
      return { time, rest, late };
    },
    say(title: string) {
      wx.showToast({ title, icon: 'none' });
    },
    stay() {
      // The thread behind must not move under the finger.
    },
  },
});

interface Memory {
  since: number;
  timer: number;
}

function memoryOf(component: object): Memory {
  return component as Memory;
}
