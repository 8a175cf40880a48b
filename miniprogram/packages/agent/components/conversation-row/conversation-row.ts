import type { RowView } from '../../../../views/conversation-row';

const BADGE_MAX = 99;

/** Drawn for the moment before the first value arrives. */
const NOTHING = { person: {} } as RowView;

/** One conversation of the list. Event: `open` with its id. */
Component({
  properties: {
    row: { type: Object, value: NOTHING },
    offset: { type: Number, value: 0 },
  },
  data: { badge: '' },
  observers: {
    'row.badge'(badge: number) {
      const words = badge > BADGE_MAX ? `${BADGE_MAX}+` : String(badge);
      this.setData({ badge: badge > 0 ? words : '' });
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open', { id: this.data.row.id });
    },
  },
});
