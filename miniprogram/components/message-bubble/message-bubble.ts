import { COPY } from '../../contract/copy/phone';
import type { MessageItem } from '../../views/thread-view';

/** Drawn for the moment before the first value arrives. */
const NOTHING = { person: {} } as MessageItem;

/**
 * One message of a thread. Events: `resend` {id}, `menu` with what it is, and
 * up to the page `bubble` {act, id} for what is tapped in it.
 */
Component({
  properties: {
    item: { type: Object, value: NOTHING },
  },
  data: { noteTitle: COPY.noteTitle },
  methods: {
    onResend() {
      const { id, again } = this.data.item;
      if (again) this.triggerEvent('resend', { id });
    },
    onMenu() {
      const { id, text, state, look, own, again } = this.data.item;
      const target = { id, text, state, look, own, again };
      this.triggerEvent('menu', target);
    },
    onAct(event: WechatMiniprogram.CustomEvent<{ act: string }>) {
      const detail = { act: event.detail.act, id: this.data.item.id };
      this.triggerEvent('bubble', detail, { bubbles: true, composed: true });
    },
    onPart(event: WechatMiniprogram.TouchEvent) {
      const { kind, text } = event.currentTarget.dataset as {
        kind: string;
        text: string;
      };
      if (kind === 'phone') wx.makePhoneCall({ phoneNumber: text });
      if (kind === 'link') wx.setClipboardData({ data: text });
    },
  },
});
