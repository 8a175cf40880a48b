import { COPY, fill } from '../../contract/copy/phone';

/** Where the customer stands in the queue. Event: `remind`. */
Component({
  properties: {
    position: { type: Number, value: 1 },
    /** Seconds; below 0: unknown. */
    eta: { type: Number, value: -1 },
    /** A push can call him. */
    canPush: { type: Boolean, value: false },
    /** There is something to ask consent for. */
    canAsk: { type: Boolean, value: false },
    /** '', 'quiet': his place is kept, 'push': and he is called. */
    kept: { type: String, value: '' },
  },
  data: {
    at: COPY.queueAt,
    etaTitle: COPY.queueEta,
    etaWords: '',
    ahead: '',
    leave: '',
    remind: '',
  },
  observers: {
    canAsk(canAsk: boolean) {
      this.setData({ remind: canAsk ? COPY.queueRemind : COPY.queueKeep });
    },
    'position, eta, canPush, kept'(
      position: number,
      eta: number,
      canPush: boolean,
      kept: string
    ) {
      const n = Math.max(1, Math.round(eta / 60));
      this.setData({
        etaWords:
          eta < 0 ? COPY.queueEtaUnknown : fill(COPY.queueEtaMinutes, { n }),
        ahead:
          position > 1
            ? fill(COPY.queueAhead, { n: position - 1 })
            : COPY.queueNext,
        leave: leaveWords(kept, canPush),
      });
    },
  },
  methods: {
    onRemind() {
      this.triggerEvent('remind');
    },
  },
});

function leaveWords(kept: string, canPush: boolean): string {
  if (kept === 'push') return COPY.queueKept;
  if (kept === 'quiet') return COPY.queueKeptQuiet;
  return canPush ? COPY.queueLeavePush : COPY.queueLeave;
}
