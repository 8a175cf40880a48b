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

/**
 * One conversation of the list. A swipe to the left uncovers what can be done
 * with it, a long press offers the same. `show` gives it its row. Events: `open` {id}, `act` {id, act}.
 */
Component({
  properties: {
    offset: { type: Number, value: 0 },
    /** Closed ones only open. */
    fixed: { type: Boolean, value: false },
  },
  data: { row: NOTHING, badge: '', acts: ACTS },
  methods: {
    /** Called by the list: what stays the same is not handed on again. */
    show(row: RowView) {
      const { badge } = row;
      const words = badge > BADGE_MAX ? `${BADGE_MAX}+` : String(badge);
      this.setData({ row, badge: badge > 0 ? words : '' });
    },
    onOpen() {
      this.triggerEvent('open', { id: this.data.row.id });
    },
    onAct(event: WechatMiniprogram.TouchEvent) {
      this.act((event.currentTarget.dataset as { act: RowAct }).act);
    },
    onMore() {
      if (this.data.fixed) return;
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
      this.triggerEvent('act', { id: this.data.row.id, act });
    },
  },
});
