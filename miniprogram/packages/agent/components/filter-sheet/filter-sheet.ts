import { COPY } from '../../../../contract/copy/phone';
import {
  EVERYTHING,
  type ListFilter,
  type ListRange,
} from '../../../../views/list-filter';

const RANGES: { range: ListRange; word: string }[] = [
  { range: 'all', word: COPY.rangeAll },
  { range: 'today', word: COPY.rangeToday },
  { range: 'week', word: COPY.rangeWeek },
  { range: 'month', word: COPY.rangeMonth },
];

/** Narrows the list, each tap at once. Events: `filter` {…}, `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    filter: { type: Object, value: EVERYTHING },
  },
  data: {
    ranges: RANGES,
    title: COPY.listFilter,
    rangeTitle: COPY.listRange,
    unread: COPY.listUnreadOnly,
    reset: COPY.filterReset,
    done: COPY.filterDone,
  },
  methods: {
    onRange(event: WechatMiniprogram.TouchEvent) {
      const { range } = event.currentTarget.dataset as { range: ListRange };
      this.change({ range });
    },
    onUnread() {
      this.change({ unreadOnly: !this.data.filter.unreadOnly });
    },
    onReset() {
      this.change({ range: 'all', unreadOnly: false });
    },
    change(patch: Partial<ListFilter>) {
      this.triggerEvent('filter', patch);
    },
    onDone() {
      this.triggerEvent('close');
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
