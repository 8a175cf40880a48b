import { COPY } from '../../../../contract/copy/phone';

const REASONS = [
  { reason: 'resolved', word: COPY.closeResolved },
  { reason: 'ticket', word: COPY.closeTicket },
  { reason: 'no-reply', word: COPY.closeNoReply },
  { reason: 'duplicate', word: COPY.closeDuplicate },
];

/** Ends a conversation with a reason. Events: `end` {reason}, `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
  },
  data: {
    reasons: REASONS,
    reason: 'resolved',
    title: COPY.closeTitle,
    lead: COPY.closeLead,
    confirm: COPY.closeConfirm,
  },
  methods: {
    onReason(event: WechatMiniprogram.TouchEvent) {
      const { reason } = event.currentTarget.dataset as { reason: string };
      this.setData({ reason });
    },
    onEnd() {
      if (!this.data.busy)
        this.triggerEvent('end', { reason: this.data.reason });
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
