import type { ClientCaller } from '../kernel/caller';
import type { Doc, Filter, SortSpec } from '../kernel/store';
import { createMembership, type Tracker } from './membership';
import { eventBody, docText, type NetChange } from './net-change';
import { createWindow } from './window';
import type { EventBody, EventGroup } from './wire';

/** What is kept for a client that comes back. */
const MOST_GROUPS = 1_000;
const MOST_HISTORY_CHARS = 4 << 20;

/** What a client asked to watch, decoded and checked. */
export interface WatchRequest {
  collection: string;
  /** With the condition of a preset rule, where there is one. */
  filter: Filter;
  /** As the client sent it. */
  query: Filter;
  sort: SortSpec;
  limit?: number;
  test: (doc: Doc) => boolean;
}

/** One subscription. It outlives its socket until the client is back. */
export interface Watch extends WatchRequest {
  readonly queryID: string;
  /** The client's own name for it, new at each rebuild. */
  watchId: string;
  readonly caller: ClientCaller | null;
  /** ID of the last event. */
  currEvent: number;
  /** Commits up to this one are in what the client has. */
  seq: number;
  frames: number;
  readonly tracker: Tracker;
  readonly history: EventGroup[];
}

export function createWatch(
  request: WatchRequest,
  own: { queryID: string; watchId: string; caller: ClientCaller | null }
): Watch {
  const { test, sort, limit } = request;
  return {
    ...request,
    ...own,
    currEvent: 1,
    seq: 0,
    frames: 0,
    tracker:
      limit === undefined
        ? createMembership(test)
        : createWindow(test, sort, limit),
    history: [],
  };
}

/** The documents of the first snapshot as events; the client numbers them. */
export function initBodies(docs: Doc[]): EventBody[] {
  return docs.map((doc) => eventBody('init', 'init', doc._id, docText(doc)));
}

/** Applies the changes of one commit; null when the watch sees none of it. */
export function applyChanges(
  watch: Watch,
  changes: NetChange[]
): EventGroup | null {
  return record(
    watch,
    changes.flatMap((change) => watch.tracker.apply(change))
  );
}

/** Numbers the events and keeps them for a client that comes back. */
export function record(watch: Watch, bodies: EventBody[]): EventGroup | null {
  if (bodies.length === 0) return null;
  watch.currEvent += 1;
  const group = { id: watch.currEvent, bodies };
  watch.history.push(group);
  trim(watch.history);
  return group;
}

function trim(history: EventGroup[]): void {
  let chars = 0;
  let from = history.length;
  while (from > 0 && history.length - from < MOST_GROUPS) {
    chars += history[from - 1]?.bodies.reduce((n, b) => n + b.length, 0) ?? 0;
    if (chars > MOST_HISTORY_CHARS) break;
    from -= 1;
  }
  if (from > 0) history.splice(0, from);
}

/** What happened after `eventID`; null when it is no longer known. */
export function eventsAfter(
  watch: Watch,
  eventID: number
): EventGroup[] | null {
  if (!Number.isInteger(eventID) || eventID > watch.currEvent) return null;
  const groups = watch.history.filter(({ id }) => id > eventID);
  return groups.length === watch.currEvent - eventID ? groups : null;
}
