import { COPY } from '../../contract/copy/phone';
import { appPorts, customerChat } from '../../platform/customer';
import { bubbleTap, type BubbleTap } from '../../platform/bubble-deeds';
import { messageMenu, type MenuTarget } from '../../platform/message-menu';
import { textStyle } from '../../platform/text-size';
import { oneConversation } from '../../views/customer-thread';
import { momentWords } from '../../views/time-words';

/** One earlier conversation, to read. */
Page<
  {
    textStyle: string;
    title: string;
    second: string;
    loading: boolean;
    end: boolean;
    failed: boolean;
    copy: { failed: string; retry: string };
  },
  WechatMiniprogram.IAnyObject
>({
  data: {
    textStyle: textStyle(),
    title: '',
    second: '',
    loading: false,
    end: false,
    failed: false,
    copy: { failed: COPY.historyFailed, retry: COPY.retry },
  },
  onLoad({ id = '' }: { id?: string }) {
    this.id = id;
    this.stop = customerChat().store.subscribe(() => this.draw());
  },
  onReady() {
    this.draw();
    void this.onOlder();
  },
  onUnload() {
    this.stop();
  },
  draw() {
    const chat = customerChat();
    const state = chat.store.get();
    const conversation = state.conversations[this.id];
    if (!conversation) return;
    const now = chat.serverClock.now();
    const title = conversation.agentCard?.name ?? COPY.brandService;
    const second = momentWords(conversation.createdAt, now);
    const end = state.threads[this.id]?.complete ?? false;
    this.setData({ title, second, end });
    const items = oneConversation(state, conversation, now);
    if (items === this.items) return;
    this.items = items;
    this.selectComponent('#thread')?.show(items);
  },
  async onOlder() {
    if (this.data.loading || this.data.end) return;
    this.setData({ loading: true, failed: false });
    try {
      await customerChat().readMore(this.id);
    } catch (error) {
      appPorts().log.warn('history', error);
      this.setData({ failed: true });
    } finally {
      this.setData({ loading: false });
    }
  },
  onMenu(event: WechatMiniprogram.CustomEvent<MenuTarget>) {
    const chat = customerChat();
    messageMenu(event.detail, {
      deeds: chat.deeds(),
      now: chat.serverClock.now(),
      // To read only: nothing is answered from here.
      open: false,
      quote: () => undefined,
    });
  },
  onBubble(event: WechatMiniprogram.CustomEvent<BubbleTap>) {
    const items = () => this.items ?? [];
    void bubbleTap(event.detail, customerChat().deeds(), items);
  },
});
