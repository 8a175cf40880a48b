import { watch } from 'vue';
import { DESK_COPY } from '../../../../domain/ui/copy/desk';
import { fill } from '../../../../domain/ui/copy/fill';
import { unreadOf } from '../../../../miniprogram/services/unread';
import { createAlerts } from '../../../../miniprogram/services/agent-alert';
import type { DeskHost } from './desk-host';
import { browserStorage } from './desk-ports';

/** How many of the customers' messages this agent has not read. */
export function unreadIn({ state }: Pick<DeskHost, 'state'>): number {
  const { open, ownRead } = state.value;
  return open.reduce((sum, one) => sum + unreadOf(one, ownRead), 0);
}

/** `接待 · 云杉客服` with what is unread before it. */
export function titleWith(title: string, unread: number): string {
  const bare = title.replace(/^\(\d+\+?\) /, '');
  return unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${bare}` : bare;
}

/**
 * Tells of new messages: a number before the title always, a sound, and a
 * notice of the system while nobody looks at this window. A notice names who
 * writes and never what: it stands on a screen that others see.
 */
export function tellOfNews(
  host: Pick<DeskHost, 'desk' | 'state' | 'unread'>
): () => void {
  const stopTitle = watch(
    host.unread,
    (unread) => {
      document.title = titleWith(document.title, unread);
    },
    { immediate: true }
  );
  const alerts = createAlerts(
    {
      clock: { now: () => Date.now(), after: () => () => undefined },
      storage: browserStorage(window.localStorage),
    },
    host.desk,
    { sound: () => void chime(), vibrate: () => notify(host) }
  );
  return () => {
    stopTitle();
    alerts.stop();
  };
}

function notify(host: Pick<DeskHost, 'state'>): void {
  if (!document.hidden || !('Notification' in window)) return;
  if (Notification.permission !== 'granted') return;
  const { open, ownRead } = host.state.value;
  const newest = open.find((one) => unreadOf(one, ownRead) > 0);
  if (!newest) return;
  const { nick } = newest.customerCard;
  const words = nick
    ? fill(DESK_COPY.deskNoticeFrom, { name: nick })
    : DESK_COPY.deskNotice;
  const notice = new Notification(words, { tag: newest._id });
  notice.onclick = () => {
    window.focus();
    window.location.hash = `#/desk/${newest._id}`;
    notice.close();
  };
}

/** Two short notes; made here, so that no file has to be fetched. */
async function chime(): Promise<void> {
  const audio = new AudioContext();
  try {
    await audio.resume();
    for (const [at, hertz] of [
      [0, 660],
      [0.14, 880],
    ] as const) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.12, audio.currentTime + at);
      volume.gain.exponentialRampToValueAtTime(
        0.001,
        audio.currentTime + at + 0.13
      );
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.14);
    }
    await new Promise((resolve) => setTimeout(resolve, 400));
  } catch (cause) {
    // Before the first touch of the page no browser plays anything.
    console.info('sound', cause);
  } finally {
    void audio.close();
  }
}
