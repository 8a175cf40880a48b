import { COPY, fill } from '../../contract/copy/phone';
import { pieces, type QueueView } from '../../views/queue-view';

/**
 * Where the customer stands in the queue; when it is his turn, one line.
 * Events: `remind`, `message` when he will not wait.
 */
Component({
  properties: {
    /** null: he queues no more. */
    queue: { type: Object, value: null as unknown as QueueView },
    /** Who has just taken his turn, by name; '' nobody. */
    turn: { type: String, value: '' },
    /** A push can call him. */
    canPush: { type: Boolean, value: false },
    /** There is something to ask consent for. */
    canAsk: { type: Boolean, value: false },
    /** His last wish is on its way. */
    busy: { type: Boolean, value: false },
  },
  data: {
    at: COPY.queueAt,
    etaTitle: COPY.queueEta,
    etaWords: '',
    ahead: '',
    moved: '',
    pieces: [] as string[],
    /** Of the way, in percent, where there are too many for pieces. */
    part: 0,
    leave: '',
    remind: '',
    message: COPY.queueMessage,
    turnWords: '',
  },
  observers: {
    turn(name: string) {
      this.setData({ turnWords: name && fill(COPY.queueTurn, { name }) });
    },
    canAsk(canAsk: boolean) {
      this.setData({ remind: canAsk ? COPY.queueRemind : COPY.queueKeep });
    },
    'queue, canPush'(queue: QueueView | null, canPush: boolean) {
      if (!queue) return;
      const { position, eta, from } = queue;
      const n = Math.max(1, Math.round(eta / 60));
      this.setData({
        etaWords:
          eta < 0 ? COPY.queueEtaUnknown : fill(COPY.queueEtaMinutes, { n }),
        ahead:
          position > 1
            ? fill(COPY.queueAhead, { n: position - 1 })
            : COPY.queueNext,
        moved: movedWords(queue),
        pieces: pieces(position, from),
        part: Math.round(((from - position) / from) * 100),
        leave: leaveWords(queue, canPush),
      });
    },
  },
  methods: {
    onRemind() {
      if (!this.data.busy) this.triggerEvent('remind');
    },
    onMessage() {
      if (!this.data.busy) this.triggerEvent('message');
    },
  },
});

function movedWords({ since, from, position }: QueueView): string {
  if (!since) return '';
  const n = from - position;
  if (n === 0) return fill(COPY.queueSince, { time: since });
  return fill(COPY.queueMoved, { time: since, n });
}

function leaveWords({ kept, until }: QueueView, canPush: boolean): string {
  if (kept === 'expired') return COPY.queueExpired;
  if (kept === 'push') return fill(COPY.queueKept, { time: until });
  if (kept === 'quiet') return fill(COPY.queueKeptQuiet, { time: until });
  return canPush ? COPY.queueLeavePush : COPY.queueLeave;
}
