import { COPY } from '../../../../contract/copy/phone';
import { appPorts } from '../../../../platform/customer';
import { patchOf } from '../../../../platform/patch';
import { soon } from '../../../../platform/soon';
import { rowPx } from '../../../../platform/text-size';
import type { ListTab } from '../../../../views/conversation-row';
import {
  EVERYTHING,
  isNarrowed,
  type ListFilter,
} from '../../../../views/list-filter';
import {
  atOnce,
  isSame,
  oneMore,
  rowsAt,
  withRoom,
  type Range,
} from '../../../../views/list-window';
import { agentDesk, agentHeld } from '../../desk';
import type { RowAct } from '../conversation-row/conversation-row';
import {
  conversationListView,
  HEIGHTS,
  lineOf,
  listItems,
  swipeRoom,
  type ConversationListView,
  type DrawnLine,
  type ListItem,
} from './list-view';
import { rowActs, type Sheet } from './row-acts';

const FRAME_MS = 16;
/** The end of a touch may get lost; no finger stays longer. */
const TOUCH_MOST_MS = 5_000;

interface Data extends ConversationListView {
  tab: ListTab;
  filter: ListFilter;
  narrowed: boolean;
  items: DrawnLine[];
  before: number;
  after: number;
  sheet: Sheet | '';
  target: string;
  tags: string[];
  knownTags: string[];
  busy: boolean;
  held: string;
  heldLeft: number;
  closedStale: boolean;
  loadingClosed: boolean;
  offset: number;
  room: number;
}

const NOTHING: Data = {
  ...conversationListView(agentDesk().store.get(), shownAtFirst(), 0),
  ...shownAtFirst(),
  narrowed: false,
  items: [],
  before: 0,
  after: 0,
  sheet: '',
  target: '',
  tags: [],
  knownTags: [],
  busy: false,
  held: '',
  heldLeft: 0,
  closedStale: false,
  loadingClosed: false,
  offset: 0,
  room: 0,
};

function shownAtFirst(): { tab: ListTab; filter: ListFilter } {
  return { tab: 'waiting', filter: EVERYTHING };
}

/** What the view does not draw is kept beside the data. */
interface Memory {
  all: ListItem[];
  heights: number[];
  scrollTop: number;
  viewHeight: number;
  /** Since when a finger is down and the order stays; 0: none is. */
  touchedAt: number;
  drawn: Range;
  /** More rows are on their way. */
  soon: boolean;
  /** What drawn rows show, by key. */
  filled: Map<string, string>;
  stops: (() => void)[];
}
const memoryOf = (component: object) => component as Memory;

/**
 * The agent's conversations: tabs, search, filters, and what a swipe does.
 * Only what is on the screen and a little more is drawn. Events: `open` {id},
 * `refresh`.
 */
Component({
  properties: {
    /** The last look at the cloud failed: the rows may be old. */
    stale: { type: Boolean, value: false },
  },
  data: {
    ...NOTHING,
    copy: {
      search: COPY.listSearch,
      filter: COPY.listFilter,
      latest: COPY.orderLatest,
      longest: COPY.orderLongest,
      stale: COPY.listStale,
      refresh: COPY.refresh,
      older: COPY.searchOlder,
    },
  },
  lifetimes: {
    created() {
      Object.assign(memoryOf(this), {
        all: [],
        heights: [],
        scrollTop: 0,
        viewHeight: 0,
        touchedAt: 0,
        drawn: { from: 0, to: 0 },
        soon: false,
        filled: new Map(),
        stops: [],
      });
    },
    attached() {
      const draw = soon(() => this.draw());
      memoryOf(this).viewHeight = wx.getWindowInfo().windowHeight;
      memoryOf(this).stops = [
        agentDesk().store.subscribe(draw),
        agentHeld().store.subscribe(draw),
      ];
      this.draw();
    },
    detached() {
      memoryOf(this).stops.forEach((stop) => stop());
    },
  },
  pageLifetimes: {
    show() {
      this.draw();
    },
  },
  methods: {
    ...rowActs,
    draw() {
      if (Date.now() - memoryOf(this).touchedAt < TOUCH_MOST_MS) return;
      const { tab, filter } = this.data;
      const { store, drafts, serverClock } = agentDesk();
      const state = store.get();
      const now = serverClock.now();
      const all = listItems(state, { tab, filter }, drafts.get, now);
      this.keep(all);
      const { held } = agentHeld().store.get();
      this.show({
        ...conversationListView(state, { tab, filter }, all.length),
        offset: Math.round((now - Date.now()) / 1e3) * 1e3,
        room: swipeRoom(tab, wx.getWindowInfo().windowWidth),
        narrowed: isNarrowed(filter),
        held: held?.words ?? '',
        heldLeft: held?.left ?? 0,
      });
    },
    keep(all: ListItem[]) {
      const memory = memoryOf(this);
      const px = rowPx(wx.getWindowInfo().windowWidth);
      memory.all = all;
      memory.heights = all.map(({ type }) => HEIGHTS[type] * px);
    },
    /** Draws what is in sight, and what else has changed. */
    show(view: Partial<Data>) {
      this.paint(view, atOnce(memoryOf(this).drawn, this.rows()));
    },
    rows() {
      const { heights, scrollTop, viewHeight } = memoryOf(this);
      return rowsAt(heights, scrollTop, viewHeight);
    },
    paint(view: Partial<Data>, range: Range) {
      const memory = memoryOf(this);
      memory.drawn = range;
      const drawn = memory.all.slice(range.from, range.to);
      const { before, after } = withRoom(memory.heights, range);
      const next = { ...view, items: drawn.map(lineOf), before, after };
      const patch = patchOf(this.data, next);
      if (Object.keys(patch).length > 0) this.setData(patch);
      this.fill(drawn);
      if (!isSame(range, this.rows().near)) this.moreSoon();
    },
    /** One row at a time, a frame between them. */
    moreSoon() {
      const memory = memoryOf(this);
      if (memory.soon) return;
      memory.soon = true;
      setTimeout(() => {
        memory.soon = false;
        this.paint({}, oneMore(memory.drawn, this.rows()));
      }, FRAME_MS);
    },
    /** Hands each drawn row what it shows, where that is something else. */
    fill(drawn: readonly ListItem[]) {
      const { filled } = memoryOf(this);
      const before = new Map(filled);
      filled.clear();
      for (const item of drawn) {
        if (item.type !== 'row') continue;
        const { key, row } = item;
        const words = JSON.stringify(row);
        filled.set(key, words);
        if (before.get(key) === words) continue;
        this.selectComponent(`#row-${key}`).show(row);
      }
    },
    onScroll(event: WechatMiniprogram.ScrollViewScroll) {
      const memory = memoryOf(this);
      memory.scrollTop = event.detail.scrollTop;
      if (!isSame(memory.drawn, this.rows().near)) this.moreSoon();
    },
    onTouch() {
      memoryOf(this).touchedAt = Date.now();
    },
    onTouchEnd() {
      memoryOf(this).touchedAt = 0;
      this.draw();
    },
    onTab(event: WechatMiniprogram.TouchEvent) {
      const { tab } = event.currentTarget.dataset as { tab: ListTab };
      memoryOf(this).scrollTop = 0;
      this.setData({ tab });
      this.draw();
      if (tab === 'closed') void this.loadClosed();
    },
    onSearch(event: WechatMiniprogram.Input) {
      this.narrow({ text: event.detail.value });
    },
    onClear() {
      this.narrow({ text: '' });
    },
    onFilter(event: WechatMiniprogram.CustomEvent<Partial<ListFilter>>) {
      this.narrow(event.detail);
    },
    onOrder() {
      const { order } = this.data.filter;
      this.narrow({ order: order === 'latest' ? 'longest' : 'latest' });
    },
    narrow(patch: Partial<ListFilter>) {
      memoryOf(this).scrollTop = 0;
      this.setData({ filter: { ...this.data.filter, ...patch } });
      this.draw();
    },
    onFilterSheet() {
      this.setData({ sheet: 'filter' });
    },
    onSheetClose() {
      this.setData({ sheet: '' });
    },

    async loadClosed() {
      if (this.data.loadingClosed) return;
      this.setData({ loadingClosed: true });
      try {
        await agentDesk().loadClosed();
        this.setData({ closedStale: false });
      } catch (error) {
        appPorts().log.warn('conversations.closed', error);
        this.setData({ closedStale: true });
      } finally {
        this.setData({ loadingClosed: false });
      }
    },
    onLower() {
      const { closedComplete } = agentDesk().store.get();
      if (this.data.tab === 'closed' && !closedComplete) void this.loadClosed();
    },
    onRefresh() {
      this.setData({ closedStale: false });
      this.triggerEvent('refresh');
      agentDesk().refresh();
    },
    onRow(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      this.triggerEvent('open', event.detail);
    },
    onRowAct(
      event: WechatMiniprogram.CustomEvent<{ id: string; act: RowAct }>
    ) {
      void this.begin(event.detail.id, event.detail.act);
    },
    onUndo() {
      agentHeld().undo();
    },
  },
});
