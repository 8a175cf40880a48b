import { COPY } from '../../contract/copy';
import type { MessageItem } from '../../views/thread-view';

/** Drawn for the moment before the first value arrives. */
const NOTHING = { person: {} } as MessageItem;

/** One message of a thread. Events: `resend`, `menu`, each with the id. */
Component({
  properties: {
    item: { type: Object, value: NOTHING },
  },
  data: { noteTitle: COPY.noteTitle },
  methods: {
    onResend() {
      const { id, state } = this.data.item;
      if (state === 'failed') this.triggerEvent('resend', { id });
    },
    onMenu() {
      const { id, text, state } = this.data.item;
      this.triggerEvent('menu', { id, text, state });
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
