import { COPY } from '../../contract/copy/phone';
import { appPorts, customerChat } from '../../platform/customer';
import { patchOf } from '../../platform/patch';
import { textStyle } from '../../platform/text-size';
import { historyRows, type HistoryRow } from '../../views/conversation-history';

const SKELETON_AFTER_MS = 300;

interface Data {
  textStyle: string;
  rows: HistoryRow[];
  end: boolean;
  loading: boolean;
  failed: boolean;
  skeleton: boolean;
  copy: typeof WORDS;
}

const WORDS = {
  title: COPY.myConversations,
  none: COPY.noConversations,
  more: COPY.loadMore,
  failed: COPY.historyFailed,
  retry: COPY.retry,
};

/** All of a customer's conversations; a tap goes to where it was said. */
Page<Data, WechatMiniprogram.IAnyObject>({
  data: {
    textStyle: textStyle(),
    rows: [],
    end: false,
    loading: false,
    failed: false,
    skeleton: false,
    copy: WORDS,
  },
  onLoad() {
    const chat = customerChat();
    const say = () => this.setData({ skeleton: this.data.loading });
    this.stops = [
      chat.store.subscribe(() => this.draw()),
      appPorts().clock.after(SKELETON_AFTER_MS, say),
    ];
    this.draw();
    void this.onMore();
  },
  onUnload() {
    this.stops.forEach((stop: () => void) => stop());
  },
  draw() {
    const chat = customerChat();
    const { conversations } = chat.store.get();
    const now = chat.serverClock.now();
    const rows = historyRows(Object.values(conversations), now);
    const patch = patchOf(this.data, { rows });
    if (Object.keys(patch).length > 0) this.setData(patch);
  },
  async onMore() {
    if (this.data.loading || this.data.end) return;
    this.setData({ loading: true, failed: false });
    try {
      await customerChat().open();
      this.setData({ end: await customerChat().earlier() });
    } catch (error) {
      appPorts().log.warn('conversations', error);
      this.setData({ failed: true });
    } finally {
      this.setData({ loading: false, skeleton: false });
    }
  },
  onRow(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/pages/conversations/thread?id=${id}` });
  },
});
