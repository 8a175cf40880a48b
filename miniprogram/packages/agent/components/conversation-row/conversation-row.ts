import { COPY } from '../../../../contract/copy/phone';
import type { RowView } from '../../../../views/conversation-row';

const BADGE_MAX = 99;

/** Drawn for the moment before the first value arrives. */
const NOTHING = { id: '', person: {} } as RowView;

export type RowAct = 'tag' | 'transfer' | 'close';

const ACTS: { act: RowAct; icon: string; word: string }[] = [
  { act: 'tag', icon: 'discount', word: COPY.tag },
  { act: 'transfer', icon: 'swap', word: COPY.transfer },
  { act: 'close', icon: 'check', word: COPY.closeConversation },
];

interface Swiped {
  setData(data: { opened: boolean; acts?: typeof ACTS }): void;
}

/** The only row that has its acts drawn: drawing them is half of a row's work. */
let swiped: Swiped | null = null;

function drawActsOf(row: Swiped): void {
  if (swiped === row) return;
  swiped?.setData({ opened: false, acts: [] });
  swiped = row;
  row.setData({ opened: false, acts: ACTS });
}

/**
 * One conversation of the list. A swipe to the left uncovers what can be done
 * with it, a long press offers the same. `show` gives it its row. Events: `open` {id}, `act` {id, act}.
 */
Component({
  properties: {
    offset: { type: Number, value: 0 },
    /** How far a swipe moves it, in px; 0: it only opens. */
    room: { type: Number, value: 0 },
  },
  data: { row: NOTHING, badge: '', acts: [] as typeof ACTS, opened: false },
  lifetimes: {
    detached() {
      if (swiped === this) swiped = null;
    },
  },
  methods: {
    closeOther() {
      if (swiped !== this) swiped?.setData({ opened: false });
    },
    /** A finger begins to swipe. */
    drawActs() {
      drawActsOf(this);
    },
    settle({ opened }: { opened: boolean }) {
      this.setData({ opened });
    },
    /** Called by the list: what stays the same is not handed on again. */
    show(row: RowView) {
      const { badge } = row;
      const words = badge > BADGE_MAX ? `${BADGE_MAX}+` : String(badge);
      this.setData({ row, badge: badge > 0 ? words : '' });
    },
    onOpen() {
      if (this.data.opened) return this.setData({ opened: false });
      this.triggerEvent('open', { id: this.data.row.id });
    },
    onAct(event: WechatMiniprogram.TouchEvent) {
      this.act((event.currentTarget.dataset as { act: RowAct }).act);
    },
    onMore() {
      if (this.data.room === 0) return;
      wx.showActionSheet({
        itemList: ACTS.map(({ word }) => word),
        success: ({ tapIndex }) => {
          const chosen = ACTS[tapIndex];
          if (chosen) this.act(chosen.act);
        },
        // He changed his mind; that is no error.
        fail: () => undefined,
      });
    },
    act(act: RowAct) {
      this.setData({ opened: false });
      this.triggerEvent('act', { id: this.data.row.id, act });
    },
  },
});
