import type { Commit, Doc, FindSpec } from '../kernel/store';
import { compileFilter } from '../query/filter';
import { sortDocs } from '../query/sort';
import type { GroupHistory } from './event-history';
import { createMembership } from './membership';
import { netChanges, type NetChange } from './net-change';
import { MOST_DOCUMENTS } from './options';
import type { PatternClock } from './pattern-clock';
import type { Subscription } from './subscription';
import type { Tracker } from './tracker';
import type { WatchRequest } from './watch-request';
import { createWindow, slackOf } from './window';
import type { EventBody } from './wire';

let lastId = 0;

/** All subscriptions that see the same: matched and encoded once. */
export interface Group extends Readonly<WatchRequest> {
  /** For the door: which subscriptions stand together. */
  readonly id: number;
  readonly members: Set<Subscription>;
  readonly tracker: Tracker;
  readonly test: (doc: Doc) => boolean;
  readonly history: GroupHistory;
  /**
   * Number of its newest event. All members count alike: who joins later
   * begins with the number of the moment.
   */
  number: number;
  /** Commits up to this one are in the tracker. */
  seq: number;
  loaded: boolean;
  /** It is forgotten: nothing reaches it any more. */
  over: boolean;
  /** Tested with a pattern of a client, which takes its time. */
  readonly hasPattern: boolean;
  /** Events of the commit that is being looked at. */
  pending: EventBody[];
}

/** @throws CloudError DATABASE_INVALID_OPERRATOR, DATABASE_REQUEST_FAILED */
export function createGroup(
  request: WatchRequest,
  patterns: PatternClock
): Group {
  const compiled = compileFilter(request.filter);
  const test = compiled.hasPattern
    ? patterns.limit(compiled.test)
    : compiled.test;
  const { sort, limit } = request;
  return {
    ...request,
    id: ++lastId,
    members: new Set(),
    tracker:
      limit === undefined
        ? createMembership(test)
        : createWindow(test, sort, limit),
    test,
    history: [],
    number: 1,
    seq: 0,
    loaded: false,
    over: false,
    hasPattern: compiled.hasPattern,
    pending: [],
  };
}

export function snapshotSpec(group: Group): FindSpec {
  const { collection, filter, sort, limit } = group;
  const most = limit === undefined ? MOST_DOCUMENTS + 1 : slackOf(limit);
  return { collection, filter, sort, limit: most, untrusted: true };
}

/** What of commits that were missed a group has to see, in order. */
export function changesFor(group: Group, missed: Commit[]): NetChange[] {
  return missed
    .flatMap(netChanges)
    .filter(({ collection }) => collection === group.collection);
}

/** A snapshot of all documents, brought to the state after `missed`. */
export function caughtUp(
  { test, sort }: Group,
  docs: Doc[],
  missed: NetChange[]
): Doc[] {
  if (missed.length === 0) return docs;
  const byId = new Map(docs.map((doc) => [doc._id, doc]));
  for (const { id, after } of missed) {
    if (after && test(after)) byId.set(id, after);
    else byId.delete(id);
  }
  return sortDocs([...byId.values()], sort);
}
