import { COPY } from '../contract/copy/phone';
import { createStore, type Store } from '../services/store';
import { appPorts } from './customer';

export interface PlayerState {
  /** Whose message is heard; '' nobody's. */
  id: string;
  loading: boolean;
  /** From 0 to 1. */
  progress: number;
  /** Heard on this phone. */
  heard: readonly string[];
  speaker: boolean;
}

export interface VoicePlayer {
  store: Store<PlayerState>;
  /** Again is stop. `find` answers where it is, `then` follows its end. */
  toggle(
    id: string,
    find: () => Promise<string>,
    then: () => void
  ): Promise<void>;
  stop(): void;
  setSpeaker(speaker: boolean): void;
}

const HEARD = 'voice:heard';
const SPEAKER = 'voice:speaker';
/** Older ones have no dot any more because they are far up. */
const HEARD_MAX = 500;

let player: VoicePlayer | undefined;

/** One voice is heard at a time in the whole app. */
export function voicePlayer(): VoicePlayer {
  return (player ??= createPlayer());
}

function createPlayer(): VoicePlayer {
  const { storage, log } = appPorts();
  const stored = storage.get(HEARD);
  const store = createStore<PlayerState>({
    id: '',
    loading: false,
    progress: 0,
    heard: Array.isArray(stored) ? (stored as string[]) : [],
    speaker: storage.get(SPEAKER) !== false,
  });
  let audio: WechatMiniprogram.InnerAudioContext | null = null;

  function stop(): void {
    // An iPhone keeps what is not destroyed.
    audio?.destroy();
    audio = null;
    store.set({ id: '', loading: false, progress: 0 });
  }

  function fail(error: unknown): void {
    log.warn('voice.play', error);
    stop();
    wx.showToast({ title: COPY.voiceBroken, icon: 'none' });
  }

  function begin(src: string, then: () => void): void {
    const made = wx.createInnerAudioContext();
    audio = made;
    applySpeaker(store.get().speaker);
    made.src = src;
    made.onPlay(() => store.set({ loading: false }));
    made.onTimeUpdate(() => {
      if (made === audio && made.duration > 0) {
        store.set({ progress: made.currentTime / made.duration });
      }
    });
    made.onEnded(() => {
      if (made !== audio) return;
      stop();
      then();
    });
    made.onError((error) => made === audio && fail(error));
    made.play();
  }

  function remember(id: string): void {
    if (store.get().heard.includes(id)) return;
    const heard = [...store.get().heard, id].slice(-HEARD_MAX);
    store.set({ heard });
    storage.set(HEARD, heard);
  }

  return {
    store,
    stop,
    async toggle(id, find, then) {
      const again = store.get().id === id;
      stop();
      if (again) return;
      store.set({ id, loading: true });
      try {
        const src = await find();
        if (store.get().id !== id) return;
        remember(id);
        begin(src, then);
      } catch (error) {
        if (store.get().id === id) fail(error);
      }
    },
    setSpeaker(speaker) {
      storage.set(SPEAKER, speaker);
      store.set({ speaker });
      applySpeaker(speaker);
    },
  };
}

/** Heard although an iPhone is switched to silent: he has asked for it. */
function applySpeaker(speakerOn: boolean): void {
  wx.setInnerAudioOption?.({ obeyMuteSwitch: false, speakerOn });
}
