import { COPY, fill } from '../../contract/copy/phone';
import { patchOf } from '../../platform/patch';
import type { ThreadItem } from '../../views/thread-view';
import { cut, firstShown } from '../../views/thread-window';
import {
  chunkViews,
  memoryOf,
  newMemory,
  sameItems,
  type ChunkView,
} from './memory';
import { offsets, wanted } from './near';

/** Within 120 rpx of the end one reads along. */
const NEAR_END_PX = 60;
/** So many heights of the view before its top more is drawn or asked for. */
const OLDER_AT = 1;
/** Drawing goes on after a frame: many small pieces of work, no long one. */
const FRAME_MS = 16;
/** So many heights from the end a way back is offered. */
const FAR = 2;

type Rect = WechatMiniprogram.BoundingClientRectCallbackResult;

/**
 * The messages, oldest first, kept at the end while one reads there. Only
 * what is near the view is drawn; the rest keeps its height. Older pages grow
 * above without a jump (scroll anchoring). Events: `older`, `touch`, and those
 * of a message-bubble.
 */
Component({
  properties: {
    loadingOlder: { type: Boolean, value: false },
    /** Nothing is older than what is known. */
    complete: { type: Boolean, value: false },
    /** Changes when the page wants the end shown: keyboard, panel. */
    toEnd: { type: Number, value: 0 },
    /** Changes when something around the thread takes or leaves room. */
    layout: { type: String, value: '' },
  },
  data: { anchor: '', pill: '', chunks: [] as ChunkView[] },
  lifetimes: {
    created() {
      Object.assign(this, newMemory());
    },
    ready() {
      this.look();
    },
  },
  pageLifetimes: {
    /** Turned or resized: every height was another. */
    resize() {
      this.drawAll();
    },
  },
  observers: {
    layout() {
      if (memoryOf(this).nearEnd) this.scrollToEnd();
    },
    toEnd(tick: number) {
      if (tick > 0) this.scrollToEnd();
    },
  },
  methods: {
    /** Called by the page: a long thread is no property of a component. */
    show(items: ThreadItem[]) {
      this.take(items);
      this.follow(items);
    },
    take(items: ThreadItem[]) {
      const memory = memoryOf(this);
      const before = memory.chunks[memory.from]?.key;
      memory.chunks = cut(items, memory.borders);
      memory.from =
        before === undefined
          ? firstShown(memory.chunks)
          : Math.max(
              0,
              memory.chunks.findIndex(({ key }) => key === before)
            );
      this.redraw();
      if (memory.from > 0) this.lookSoon();
    },
    redraw() {
      const { length, 0: first } = this.data.chunks;
      const patch = patchOf(this.data, { chunks: chunkViews(memoryOf(this)) });
      if (Object.keys(patch).length === 0) return this.fill();
      this.setData(patch, () => {
        if (this.data.chunks.length !== length) this.lookSoon();
      });
      this.fill();
      const moved = first && first.key !== this.data.chunks[0]?.key;
      if (moved) this.keepPlace(first.key);
    },
    /** Hands each drawn chunk its items, where they are others. */
    fill() {
      const { chunks, from, folded, filled } = memoryOf(this);
      for (const { key, items } of chunks.slice(from)) {
        if (folded.has(key) || sameItems(filled.get(key), items)) continue;
        this.selectComponent(`#c-${key}`).show(items);
        filled.set(key, items);
      }
    },
    drawAll() {
      const memory = memoryOf(this);
      memory.folded.clear();
      memory.rects = [];
      this.redraw();
      this.look();
    },
    /** Measures all, then draws what is near and folds what is not. */
    look() {
      if (this.data.chunks.length === 0) return;
      const query = this.createSelectorQuery();
      query.select('.thread').boundingClientRect();
      query.selectAll('.chunk').boundingClientRect();
      query.exec((found: [Rect | null, Rect[] | null]) => {
        const [view, rects] = found;
        if (!view || rects?.length !== this.data.chunks.length) return;
        const memory = memoryOf(this);
        memory.height = view.height;
        memory.rects = offsets(rects);
        memory.above = view.top - (rects[0]?.top ?? 0);
        setTimeout(() => this.draw());
      });
    },
    /** One chunk more at a time, the nearest first; folding costs little. */
    draw() {
      const memory = memoryOf(this);
      const { draw, fold } = wanted(memory, this.data.chunks);
      for (const { key, height } of fold) {
        memory.folded.set(key, height);
        memory.filled.delete(key);
      }
      if (draw[0]) memory.folded.delete(draw[0]);
      this.redraw();
      if (draw.length > 1) this.lookSoon();
      else if (memory.above < memory.height * OLDER_AT) this.wantOlder();
    },
    /** First what is known and not drawn yet, then what the server has. */
    wantOlder() {
      const memory = memoryOf(this);
      if (memory.from > 0) {
        memory.from--;
        setTimeout(() => this.redraw(), FRAME_MS);
      } else if (!this.data.complete && !this.data.loadingOlder) {
        // The page's work is another piece than what was just drawn.
        setTimeout(() => this.triggerEvent('older'));
      }
    },
    follow(items: ThreadItem[]) {
      const memory = memoryOf(this);
      const before = memory.last;
      memory.last = items[items.length - 1]?.key;
      if (memory.last !== before) this.onGrown(items, before);
    },
    /** Something came above. Nothing anchors what is scrolled to the top. */
    keepPlace(firstBefore: string) {
      const memory = memoryOf(this);
      if (memory.nearEnd) this.scrollToEnd();
      else if (memory.top < 4) this.setData({ anchor: `at-${firstBefore}` });
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
        const anchor = this.data.anchor === 'end-a' ? 'end-b' : 'end-a';
        this.setData({ anchor, pill: '' });
      });
    },
    onScroll(event: WechatMiniprogram.ScrollViewScroll) {
      const { scrollTop, scrollHeight } = event.detail;
      const memory = memoryOf(this);
      memory.top = scrollTop;
      const below = scrollHeight - scrollTop - memory.height;
      memory.nearEnd = below < NEAR_END_PX;
      memory.above = scrollTop;
      const { draw, fold } = wanted(memory, this.data.chunks);
      const older = scrollTop < memory.height * OLDER_AT;
      if (draw.length + fold.length > 0 || older) this.lookSoon();
      this.offerEnd(below);
    },
    /** The way back from far above, and from where new ones are unseen. */
    offerEnd(below: number) {
      const memory = memoryOf(this);
      if (memory.nearEnd) memory.unseen = 0;
      const far = memory.height > 0 && below > memory.height * FAR;
      const n = memory.unseen;
      const pill =
        n > 0 ? fill(COPY.jumpToNew, { n }) : far ? COPY.jumpToEnd : '';
      if (pill !== this.data.pill) this.setData({ pill });
    },
    /** Scrolling tells more often than it is worth looking. */
    lookSoon() {
      const memory = memoryOf(this);
      if (memory.soon) return;
      memory.soon = true;
      setTimeout(() => {
        memory.soon = false;
        this.look();
      }, FRAME_MS);
    },
    onTouch() {
      this.lookSoon();
      this.triggerEvent('touch');
    },
  },
});
