import { randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import type { Group } from './group';
import type { Session } from './session';

/** One client's watch: its place in a group. It outlives its socket. */
export interface Subscription {
  readonly queryID: string;
  /** The client's own name for it, new at each rebuild. */
  watchId: string;
  readonly caller: ClientCaller | null;
  readonly group: Group;
  /** Its rule read documents: it is judged again before each event. */
  readonly changeable: boolean;
  /** Number of the group's newest event when it joined. */
  readonly begin: number;
  /** Number of the newest event that was sent to it. */
  sent: number;
  /** null: it waits for its client to come back. */
  session: Session | null;
  /** Events wait until the client has the answer before them. */
  held: boolean;
  frames: number;
  bytes: number;
  expiry: NodeJS.Timeout | null;
  /** Its NEXT_EVENT frames up to the number in the request id. */
  head: string;
  /** From there up to `currEvent`. */
  middle: string;
}

export function createSubscription(
  group: Group,
  own: Pick<Subscription, 'watchId' | 'caller' | 'changeable' | 'session'>
): Subscription {
  const subscription: Subscription = {
    ...own,
    queryID: randomUUID(),
    group,
    begin: group.number,
    sent: group.number,
    held: false,
    frames: 0,
    bytes: 0,
    expiry: null,
    head: '',
    middle: '',
  };
  rename(subscription, own.watchId);
  return subscription;
}

/** A client names its watch anew when it rebuilds it. */
export function rename(subscription: Subscription, watchId: string): void {
  const { queryID } = subscription;
  subscription.watchId = watchId;
  subscription.head = `{"watchId":${JSON.stringify(watchId)},"requestId":"${queryID}-`;
  subscription.middle = `","msgType":"NEXT_EVENT","msgData":{"queryID":"${queryID}","currEvent":`;
}

/** A NEXT_EVENT by concatenation: the events are the group's. */
export function nextEventFrame(
  { head, middle }: Subscription,
  currEvent: number,
  events: string
): string {
  return `${head}${currEvent}${middle}${currEvent},"events":[${events}]}}`;
}
