import { COPY } from '../../contract/copy/phone';
import type { MessageItem } from '../../views/thread-view';

/** Drawn for the moment before the first value arrives. */
const NOTHING = { person: {} } as MessageItem;

/** A thread is between it and the page that listens. */
const UPWARD = { bubbles: true, composed: true };

/**
 * One message of a thread. Events, up to the page: `resend` {id}, `menu` with
 * what it is, and `bubble` {act, id} for what is tapped in it.
 */
Component({
  properties: {
    item: { type: Object, value: NOTHING },
  },
  data: { noteTitle: COPY.noteTitle },
  methods: {
    onResend() {
      const { id, again } = this.data.item;
      if (again) this.triggerEvent('resend', { id }, UPWARD);
    },
    onMenu() {
      const { id, text, state, look, own, again } = this.data.item;
      const target = { id, text, state, look, own, again };
      this.triggerEvent('menu', target, UPWARD);
    },
    onAct(event: WechatMiniprogram.CustomEvent<{ act: string }>) {
      const detail = { act: event.detail.act, id: this.data.item.id };
      this.triggerEvent('bubble', detail, UPWARD);
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
