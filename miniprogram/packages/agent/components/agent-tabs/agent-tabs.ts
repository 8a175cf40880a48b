import { COPY } from '../../../../contract/copy/phone';

const TABS = [
  { key: 'chats', icon: 'chat', word: COPY.tabChats },
  { key: 'code', icon: 'qrcode', word: COPY.tabCode },
  { key: 'me', icon: 'user', word: COPY.tabMe },
];
const BADGE_MAX = 99;

/** The bar at the bottom of the workplace. Event: `choose` {pane}. */
Component({
  properties: {
    pane: { type: String, value: 'chats' },
    /** Unread messages of all conversations. */
    unread: { type: Number, value: 0 },
  },
  data: { tabs: TABS, badge: '' },
  observers: {
    unread(unread: number) {
      const words = unread > BADGE_MAX ? `${BADGE_MAX}+` : String(unread);
      this.setData({ badge: unread > 0 ? words : '' });
    },
  },
  methods: {
    onTab(event: WechatMiniprogram.TouchEvent) {
      const { pane } = event.currentTarget.dataset as { pane: string };
      if (pane !== this.data.pane) this.triggerEvent('choose', { pane });
    },
  },
});
