import { COPY } from '../../contract/copy/phone';
import { voicePlayer, type PlayerState } from '../../platform/voice-player';
import type { FileView } from '../../views/file-view';

const NOTHING = { seconds: 1, width: 200, progress: -1 } as FileView;
const BAR_RPX = 10;
/** What is not wave: icon, seconds, and the room between them. */
const BESIDE_RPX = 156;

/** A voice of a message. Event: `act` {act: 'open' | 'cancel'}. */
Component({
  properties: {
    file: { type: Object, value: NOTHING },
    messageId: { type: String, value: '' },
    own: { type: Boolean, value: false },
  },
  data: {
    bars: [] as number[],
    playing: false,
    loading: false,
    played: 0,
    fresh: false,
    ear: false,
    spoken: '',
    cancelWord: COPY.uploadCancel,
  },
  lifetimes: {
    attached() {
      const { store } = voicePlayer();
      const stop = store.subscribe((state) => this.follow(state));
      Object.assign(this, { stop });
      this.follow(store.get());
    },
    detached() {
      (this as unknown as { stop(): void }).stop();
    },
  },
  observers: {
    'messageId, file.width'(id: string, width: number) {
      const count = Math.floor(((width || 200) - BESIDE_RPX) / BAR_RPX);
      this.setData({ bars: barsOf(id, Math.max(4, count)) });
    },
    'messageId, file.spoken'() {
      this.follow(voicePlayer().store.get());
    },
  },
  methods: {
    follow({ id, loading, progress, heard, speaker }: PlayerState) {
      const { messageId, own, file, bars } = this.data;
      const mine = id !== '' && id === messageId;
      const fresh = !own && messageId !== '' && !heard.includes(messageId);
      const next = {
        playing: mine,
        loading: mine && loading,
        played: mine ? Math.round(progress * bars.length) : 0,
        fresh,
        ear: !speaker,
        spoken: file.spoken + (fresh ? `，${COPY.voiceUnheard}` : ''),
      };
      const changed = Object.entries(next).some(
        ([key, value]) => this.data[key as keyof typeof next] !== value
      );
      if (changed) this.setData(next);
    },
    onTap() {
      this.triggerEvent('act', { act: 'open' });
    },
    onCancel() {
      this.triggerEvent('act', { act: 'cancel' });
    },
  },
});

/** A shape of its own for each voice; a message does not carry its levels. */
function barsOf(id: string, count: number): number[] {
  let seed = Array.from(id).reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521,
    7
  );
  return Array.from({ length: count }, () => {
    seed = (seed * 75 + 74) % 65_537;
    return 8 + (seed % 5) * 6;
  });
}
