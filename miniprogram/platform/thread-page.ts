import { appPorts } from './customer';
import { bubbleTap, type BubbleTap } from './bubble-deeds';
import { messageMenu, type MenuTarget } from './message-menu';
import type { Deeds } from '../services/deeds';
import type { ReadMessage } from '../services/guard';
import type { Media } from '../services/media';
import { messageWords } from '../views/message-words';
import type { ThreadItem } from '../views/thread-view';

/** What a chat page knows of the conversation that it shows. */
export interface ThreadSource {
  deeds: Deeds | null;
  /** Of the server, in milliseconds. */
  now: number;
  /** Something may be sent here, so something may be quoted. */
  open: boolean;
  loadOlder(): Promise<void>;
  /** Answers why not, a sentence for each that cannot be sent. */
  sendMedia(media: readonly Media[], replyTo?: string): string[];
}

type Host = WechatMiniprogram.IAnyObject;
type Event<T extends object> = WechatMiniprogram.CustomEvent<T>;

/**
 * What both chat pages do with their thread `#thread` and their composer
 * `#composer`. Of the page's data: `loadingOlder`, `quoted`, `toEnd`, `shift`.
 */
export const threadPage = (source: (page: Host) => ThreadSource) => ({
  /** Drawn by the thread itself, which passes on only what is seen. */
  showThread(this: Host, items: ThreadItem[]) {
    const thread = this.selectComponent('#thread');
    if (!thread || (this.items === items && this.thread === thread)) return;
    Object.assign(this, { items, thread });
    thread.show(items);
  },
  async onOlder(this: Host) {
    if (this.data.loadingOlder) return;
    this.setData({ loadingOlder: true });
    try {
      await source(this).loadOlder();
    } catch (error) {
      appPorts().log.warn('history', error);
    } finally {
      this.setData({ loadingOlder: false });
    }
  },
  onResend(this: Host, event: Event<{ id: string }>) {
    source(this).deeds?.resend(event.detail.id);
  },
  onMenu(this: Host, event: Event<MenuTarget>) {
    const { deeds, now, open } = source(this);
    const quote = (message: ReadMessage) => this.quote(message);
    messageMenu(event.detail, { deeds, now, open, quote });
  },
  onBubble(this: Host, event: Event<BubbleTap>) {
    void bubbleTap(event.detail, source(this).deeds, () => this.items ?? []);
  },
  onMedia(this: Host, event: Event<{ media: Media[] }>) {
    const [reason] = source(this).sendMedia(event.detail.media, this.replyTo);
    if (reason) wx.showToast({ title: reason, icon: 'none', duration: 3_000 });
    this.onUnquote();
  },

  quote(this: Host, message: ReadMessage) {
    this.replyTo = message._id;
    this.setData({ quoted: messageWords(message) });
  },
  onUnquote(this: Host) {
    this.replyTo = undefined;
    if (this.data.quoted) this.setData({ quoted: '' });
  },

  /** The composer has grown or shrunk: what is read stays in sight. */
  onRaise(this: Host) {
    this.setData({ toEnd: this.data.toEnd + 1 });
  },
  onShift(this: Host) {
    this.setData({ shift: this.data.shift + 1 });
  },
});
