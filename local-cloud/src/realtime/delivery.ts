import { CloudError } from '../kernel/errors';
import { eventsAfter, type HistoryEntry } from './event-history';
import { judgeRead } from './judge-read';
import { switchesOf, type RealtimeOptions } from './options';
import { nextEventFrame, type Subscription } from './subscription';

/** The platform's SDK connects anew after this one. */
const NORMAL_CLOSURE = 1000;

/** Brings the events of groups to sockets. */
export class Delivery {
  constructor(
    private readonly options: RealtimeOptions,
    /** Ends one subscription with an error of the platform. */
    private readonly fail: (of: Subscription, error: CloudError) => void
  ) {}

  /** The usual case: the newest event is all that the client lacks. */
  event(subscription: Subscription, entry: HistoryEntry): void {
    if (!this.mayReceive(subscription)) return;
    if (subscription.sent !== entry.id - 1)
      return this.sendMissed(subscription);
    this.send(subscription, entry.id, entry.text);
  }

  /** Sends what happened while the client could not be told. */
  catchUp(subscription: Subscription): void {
    if (subscription.sent === subscription.group.number) return;
    if (this.mayReceive(subscription)) this.sendMissed(subscription);
  }

  /** The answers to INIT_WATCH and REBUILD_WATCH hold up what follows. */
  open(subscription: Subscription, answer: string): void {
    const { session } = subscription;
    if (!session) return;
    subscription.frames += 1;
    subscription.bytes += session.send(answer);
    subscription.held = true;
    // The SDK ignores an event that it reads together with this answer, and
    // would notice the gap only ten seconds later.
    session.afterArrival(() => {
      if (subscription.session !== session) return;
      subscription.held = false;
      this.catchUp(subscription);
    });
  }

  private mayReceive(subscription: Subscription): boolean {
    const { session, held } = subscription;
    if (!session || held || session.isFull() || !session.isOpen()) return false;
    const endsAt = session.login?.endsAt;
    if (endsAt !== undefined && this.isOver(endsAt)) {
      session.socket.close(NORMAL_CLOSURE, 'the login has ended');
      return false;
    }
    return !subscription.changeable || this.isStillAllowed(subscription);
  }

  private isOver(endsAt: number): boolean {
    if (this.options.clock.now() < endsAt) return false;
    return switchesOf(this.options).watchLogin === 'untilTokenEnds';
  }

  private isStillAllowed(subscription: Subscription): boolean {
    const { group, caller } = subscription;
    try {
      judgeRead(group.collection, group.query, caller, this.options);
      return true;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      this.fail(subscription, error);
      return false;
    }
  }

  private sendMissed(subscription: Subscription): void {
    const { group, session } = subscription;
    while (subscription.sent < group.number && session?.isFull() === false) {
      const missed = eventsAfter(group.history, subscription.sent);
      if (!missed) {
        const error = new CloudError('QUERYID_INVALID_ERROR');
        return this.fail(subscription, error);
      }
      this.send(subscription, missed.to, missed.text);
    }
  }

  private send(subscription: Subscription, to: number, events: string): void {
    const { session } = subscription;
    subscription.sent = to;
    subscription.frames += 1;
    const frame = nextEventFrame(subscription, to, events);
    subscription.bytes += session?.send(frame) ?? 0;
  }
}
