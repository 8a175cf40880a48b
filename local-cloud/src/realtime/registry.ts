import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { Doc } from '../kernel/store';
import { Delivery } from './delivery';
import { eventsAfter } from './event-history';
import type { Group } from './group';
import { Groups } from './groups';
import { judgeRead } from './judge-read';
import { groupKey } from './group-key';
import { initBodies } from './net-change';
import type { RealtimeOptions } from './options';
import { PatternBan } from './pattern-ban';
import { refuseByQuota, refuseWhenOff } from './quota';
import type { Session } from './session';
import { createSubscription, rename, type Subscription } from './subscription';
import { readWatchRequest } from './watch-request';
import { eventFrame, eventsText, frameText } from './wire';

const DEFAULT_RESUME_MS = 5 * 60_000;

/** A request of a client about one watch. */
export interface WatchFrame {
  watchId: string;
  requestId?: string;
  msgData: Record<string, unknown>;
}

/** All subscriptions: who has which, on which socket. */
export class Registry {
  readonly sessions = new Set<Session>();
  readonly groups: Groups;
  private readonly byQueryId = new Map<string, Subscription>();
  private readonly delivery: Delivery;
  private readonly patternBan = new PatternBan();

  constructor(private readonly options: RealtimeOptions) {
    const log = (line: string): void => options.log?.(line);
    this.delivery = new Delivery(options, (subscription, error) =>
      this.fail(subscription, error)
    );
    const listener = {
      event: (group: Group, entry: { id: number; text: string }) => {
        for (const one of group.members) this.delivery.event(one, entry);
      },
      ended: (group: Group, error: CloudError) => {
        for (const one of group.members) this.fail(one, error);
      },
      overran: ({ members }: Group) => {
        for (const { caller } of members) this.banPatterns(caller);
      },
    };
    this.groups = new Groups(options.store, listener, log);
  }

  /**
   * Answers with INIT_EVENT.
   * @throws CloudError COLLECTION_PERMISSION_DENIED, EXCEED_REQUEST_LIMIT,
   *   INVALID_PARAM, DATABASE_COLLECTION_NOT_EXIST, …
   */
  async open(session: Session, frame: WatchFrame): Promise<void> {
    const { login } = session;
    const caller = login?.caller ?? null;
    this.admit(session, frame.watchId);
    const { request, changeable } = readWatchRequest(
      frame.msgData,
      caller,
      this.options
    );
    let refused: unknown;
    let waited = false;
    const joined = this.groups.join(request, (group, docs) => {
      try {
        if (!session.isOpen()) return;
        if (waited && changeable) {
          judgeRead(group.collection, group.query, caller, this.options);
        }
        if (session.login !== login) throw new CloudError('CHECK_LOGIN_FAILED');
        this.admit(session, frame.watchId);
        this.begin(session, frame, group, docs, { caller, changeable });
      } catch (error) {
        refused = error;
      }
    });
    waited = true;
    await joined;
    if (refused !== undefined) throw refused;
  }

  /**
   * Answers with the NEXT_EVENT of all that was missed.
   * @throws CloudError QUERYID_INVALID_ERROR, EXCEED_REQUEST_LIMIT,
   *   COLLECTION_PERMISSION_DENIED
   */
  rebuild(session: Session, frame: WatchFrame): void {
    refuseWhenOff(this.options);
    const subscription = this.owned(session, frame.msgData['queryID']);
    const from = frame.msgData['eventID'];
    this.judgeAgain(session, subscription);
    const missed = this.missedAfter(subscription, from);
    if (!missed) {
      this.drop(subscription);
      throw new CloudError('QUERYID_INVALID_ERROR');
    }
    this.wait(subscription);
    this.admit(session, frame.watchId);
    this.attach(subscription, session, frame.watchId);
    subscription.sent = missed.to;
    const { watchId, requestId } = frame;
    const { queryID } = subscription;
    const content = { queryID, currEvent: missed.to, events: missed.text };
    const to = { watchId, requestId };
    this.delivery.open(subscription, eventFrame(to, 'NEXT_EVENT', content));
  }

  /** @throws CloudError QUERYID_INVALID_ERROR */
  check(session: Session, queryID: unknown): Subscription {
    return this.owned(session, queryID);
  }

  close(session: Session, watchId: string): void {
    const subscription = session.watches.get(watchId);
    if (subscription) this.drop(subscription);
  }

  /** The client has read what it left unread. */
  catchUp(session: Session): void {
    for (const one of session.watches.values()) this.delivery.catchUp(one);
  }

  /** Somebody else signed in: what the former watched is not for him. */
  endAll(session: Session, error: CloudError): void {
    for (const one of [...session.watches.values()]) this.fail(one, error);
  }

  /** The socket is gone; its watches wait for their client. */
  leave(session: Session): void {
    this.sessions.delete(session);
    for (const one of [...session.watches.values()]) this.wait(one);
  }

  all(): Subscription[] {
    return [...this.byQueryId.values()];
  }

  clear(): void {
    for (const one of this.byQueryId.values()) this.drop(one);
    this.groups.clear();
  }

  private begin(
    session: Session,
    { watchId, requestId }: WatchFrame,
    group: Group,
    docs: Doc[],
    own: { caller: ClientCaller | null; changeable: boolean }
  ): void {
    if (group.hasPattern) this.patternBan.refuse(own.caller);
    this.close(session, watchId);
    const named = { ...own, watchId, session: null };
    const subscription = createSubscription(group, named);
    this.byQueryId.set(subscription.queryID, subscription);
    group.members.add(subscription);
    this.attach(subscription, session, watchId);
    const content = {
      queryID: subscription.queryID,
      currEvent: subscription.sent,
      events: eventsText(0, initBodies(docs)),
    };
    const to = { watchId, requestId };
    this.delivery.open(subscription, eventFrame(to, 'INIT_EVENT', content));
  }

  /** A watch of the same name makes place for the new one. */
  private admit(session: Session, watchId: string): void {
    refuseWhenOff(this.options);
    if (session.watches.has(watchId)) return;
    refuseByQuota(session, this.sessions, this.options);
  }

  /** Its other patterns may take as long: they end with the one that did. */
  private banPatterns(caller: ClientCaller | null): void {
    this.patternBan.ban(caller);
    const error = new CloudError('SYS_ERR', 'a pattern took too long');
    for (const one of this.byQueryId.values()) {
      const own = one.group.hasPattern && samePerson(one.caller, caller);
      if (own) this.fail(one, error);
    }
  }

  private owned(session: Session, queryID: unknown): Subscription {
    const subscription =
      typeof queryID === 'string' ? this.byQueryId.get(queryID) : undefined;
    const caller = session.login?.caller ?? null;
    if (!subscription || !samePerson(subscription.caller, caller)) {
      throw new CloudError('QUERYID_INVALID_ERROR');
    }
    return subscription;
  }

  private judgeAgain(session: Session, { group }: Subscription): void {
    const caller = session.login?.caller ?? null;
    const { collection, query } = group;
    const { preset } = judgeRead(collection, query, caller, this.options);
    if (groupKey({ ...group, preset }) === group.key) return;
    throw new CloudError('COLLECTION_PERMISSION_DENIED');
  }

  private missedAfter(
    { group, begin }: Subscription,
    from: unknown
  ): { to: number; text: string } | null {
    if (typeof from !== 'number' || !(from >= begin)) return null;
    if (from === group.number) return { to: from, text: '' };
    return from > group.number ? null : eventsAfter(group.history, from);
  }

  private attach(
    subscription: Subscription,
    session: Session,
    watchId: string
  ): void {
    this.close(session, watchId);
    clearTimeout(subscription.expiry ?? undefined);
    subscription.expiry = null;
    subscription.session = session;
    rename(subscription, watchId);
    session.watches.set(watchId, subscription);
  }

  private wait(subscription: Subscription): void {
    this.detach(subscription);
    clearTimeout(subscription.expiry ?? undefined);
    const ms = this.options.resumeMs ?? DEFAULT_RESUME_MS;
    const expire = (): void => this.drop(subscription);
    subscription.expiry = setTimeout(expire, ms).unref();
  }

  private detach(subscription: Subscription): void {
    subscription.session?.watches.delete(subscription.watchId);
    subscription.session = null;
  }

  private drop(subscription: Subscription): void {
    clearTimeout(subscription.expiry ?? undefined);
    this.detach(subscription);
    this.byQueryId.delete(subscription.queryID);
    const { group } = subscription;
    group.members.delete(subscription);
    this.groups.leave(group);
  }

  private fail(subscription: Subscription, error: CloudError): void {
    const { watchId, queryID, session } = subscription;
    const { code, message } = error;
    const to = { watchId, requestId: queryID };
    session?.send(frameText(to, 'ERROR', { code, message }));
    this.drop(subscription);
  }
}

function samePerson(a: ClientCaller | null, b: ClientCaller | null): boolean {
  return a?.openid === b?.openid && a?.uid === b?.uid;
}
