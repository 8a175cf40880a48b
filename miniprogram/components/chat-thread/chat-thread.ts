import { COPY, fill } from '../../contract/copy';
import type { ThreadItem } from '../../views/thread-view';

/** Within 120 rpx of the end one reads along. */
const NEAR_END_PX = 60;
/** Older pages are asked for 400 rpx before the top. */
const OLDER_AT_PX = 200;

/**
 * The messages, oldest first, kept at the end while one reads there. Older
 * pages grow above without a jump (scroll anchoring). Events: `older`,
 * `resend`, `menu`, `touch`.
 */
Component({
  properties: {
    items: { type: Array, value: [] as ThreadItem[] },
    loadingOlder: { type: Boolean, value: false },
    /** Changes when the page wants the end shown: keyboard, panel. */
    toEnd: { type: Number, value: 0 },
    /** Changes when something around the thread takes or leaves room. */
    layout: { type: String, value: '' },
  },
  data: { anchor: '', pill: '', ready: false },
  lifetimes: {
    created() {
      Object.assign(this, { nearEnd: true, height: 0, top: 0, unseen: 0 });
    },
    ready() {
      this.measure();
    },
  },
  observers: {
    items(items: ThreadItem[]) {
      this.follow(items);
    },
    layout() {
      if (memoryOf(this).nearEnd) this.scrollToEnd();
    },
    toEnd(tick: number) {
      if (tick > 0) this.scrollToEnd();
    },
  },
  methods: {
    follow(items: ThreadItem[]) {
      const memory = memoryOf(this);
      const last = items[items.length - 1];
      // Not a time line: it may go when older messages come before it.
      const first = items.find((item) => item.type === 'message');
      const grown = last?.key !== memory.last;
      if (memory.first && first?.key !== memory.first) {
        if (memory.nearEnd) this.scrollToEnd();
        else if (memory.top < 4) this.setData({ anchor: `m-${memory.first}` });
      }
      if (grown) this.onGrown(items, memory.last);
      memory.first = first?.key;
      memory.last = last?.key;
    },
    onGrown(items: ThreadItem[], before: string | undefined) {
      const memory = memoryOf(this);
      const at = items.findIndex((item) => item.key === before);
      const fresh = at < 0 ? [] : items.slice(at + 1);
      const own = fresh.some((item) => item.type === 'message' && item.own);
      if (memory.nearEnd || own || !before) return this.scrollToEnd();
      memory.unseen += fresh.filter((item) => item.type === 'message').length;
      if (memory.unseen === 0) return;
      const pill = fill(COPY.jumpToNew, { n: memory.unseen });
      this.setData({ pill });
    },
    /** Two ends in turn: the same anchor twice would do nothing. */
    scrollToEnd() {
      const memory = memoryOf(this);
      memory.nearEnd = true;
      memory.unseen = 0;
      // Only what is drawn can be scrolled to.
      wx.nextTick(() => {
        this.measure();
        const anchor = this.data.anchor === 'end-a' ? 'end-b' : 'end-a';
        this.setData({ anchor, pill: '' });
      });
    },
    measure() {
      this.createSelectorQuery()
        .select('.thread')
        .boundingClientRect((box) => {
          memoryOf(this).height = box?.height ?? 0;
        })
        .exec();
    },
    onScroll(event: WechatMiniprogram.ScrollViewScroll) {
      const { scrollTop, scrollHeight } = event.detail;
      const memory = memoryOf(this);
      memory.top = scrollTop;
      if (scrollTop < OLDER_AT_PX) this.triggerEvent('older');
      if (!memory.height) this.measure();
      const below = scrollHeight - scrollTop - memory.height;
      memory.nearEnd = below < NEAR_END_PX;
      if (!memory.nearEnd || !this.data.pill) return;
      memory.unseen = 0;
      this.setData({ pill: '' });
    },
    onTouch() {
      this.measure();
      this.triggerEvent('touch');
    },
    onResend(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      this.triggerEvent('resend', event.detail);
    },
    onMenu(event: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('menu', event.detail);
    },
  },
});

interface Memory {
  nearEnd: boolean;
  height: number;
  top: number;
  unseen: number;
  first?: string | undefined;
  last?: string | undefined;
}

/** What the view does not draw is kept beside the data. */
function memoryOf(component: object): Memory {
  return component as Memory;
}
