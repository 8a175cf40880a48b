import { CloudError } from '../kernel/errors';
import type { Commit, Doc, Store } from '../kernel/store';
import { CollectionFigures } from './collection-figures';
import { EventHistory, type HistoryEntry } from './event-history';
import {
  caughtUp,
  changesFor,
  createGroup,
  snapshotSpec,
  type Group,
} from './group';
import { netChanges, type NetChange } from './net-change';
import { MOST_DOCUMENTS } from './options';
import { PatternClock, SlowPattern } from './pattern-clock';
import { WatchIndex } from './watch-index';
import type { WatchRequest } from './watch-request';
import { eventsText } from './wire';

/** Takes the documents of the moment; must not throw. */
type Joined = (group: Group, docs: Doc[]) => void;

/** Who is told what happens to a group. */
export interface GroupListener {
  event(group: Group, entry: HistoryEntry): void;
  /** Its pattern took too long; the group is about to end. */
  overran(group: Group): void;
  /** The group is over; its members get this error. */
  ended(group: Group, error: CloudError): void;
}

interface Reading {
  joining: Joined[];
  done: Promise<void>;
}

/** All groups: who joins which, and what a commit means to them. */
export class Groups {
  private readonly byKey = new Map<string, Group>();
  private readonly readings = new Map<Group, Reading>();
  private readonly reloading = new Set<Group>();
  private readonly index = new WatchIndex<Group>();
  private readonly history = new EventHistory();
  private readonly patterns = new PatternClock();
  readonly figures: CollectionFigures;

  constructor(
    private readonly store: Store,
    private readonly listener: GroupListener,
    private readonly log: (line: string) => void
  ) {
    this.figures = new CollectionFigures(log);
  }

  /**
   * Calls `joined` in one synchronous step with the documents of the moment:
   * no commit falls between them and the first event. Who joins while the
   * documents are read shares that reading.
   * @throws CloudError when they cannot be read or are too many
   */
  async join(request: WatchRequest, joined: Joined): Promise<void> {
    const group = this.groupOf(request);
    const shown = group.loaded ? group.tracker.shown() : null;
    if (shown) return joined(group, shown);
    let reading = this.readings.get(group);
    if (reading) reading.joining.push(joined);
    else {
      reading = { joining: [joined], done: Promise.resolve() };
      this.readings.set(group, reading);
      reading.done = this.read(group, reading);
    }
    await reading.done;
  }

  /** A group that nobody watches any more is forgotten. */
  leave(group: Group): void {
    if (group.members.size > 0 || this.readings.has(group)) return;
    this.forget(group);
  }

  accessOf(group: Group): string {
    return this.index.accessOf(group);
  }

  clear(): void {
    for (const group of this.byKey.values()) this.forget(group);
  }

  onCommit = (commit: Commit): void => {
    this.patterns.nextCommit();
    const touched: Group[] = [];
    for (const change of netChanges(commit)) {
      this.match(change, commit.seq, touched);
    }
    for (const group of touched) this.settle(group);
  };

  private groupOf(request: WatchRequest): Group {
    const known = this.byKey.get(request.key);
    if (known) return known;
    const group = createGroup(request, this.patterns);
    this.byKey.set(request.key, group);
    return group;
  }

  private forget(group: Group): void {
    if (group.over) return;
    group.over = true;
    this.byKey.delete(group.key);
    this.index.remove(group);
    this.figures.scanned(group.collection, this.index);
  }

  private async read(group: Group, reading: Reading): Promise<void> {
    let failure: unknown;
    try {
      await this.store.findAndRegister(
        snapshotSpec(group),
        (docs, seq, missed) => {
          try {
            const now = this.take(group, docs, seq, changesFor(group, missed));
            this.readings.delete(group);
            for (const joined of reading.joining) joined(group, now);
          } catch (error) {
            failure = error;
          }
        }
      );
    } catch (error) {
      failure = error;
    }
    // By now somebody else may be reading for those who came after.
    if (this.readings.get(group) === reading) this.readings.delete(group);
    this.leave(group);
    if (failure !== undefined) throw failure;
  }

  /** Answers the documents to show; the first reading begins the group. */
  private take(
    group: Group,
    docs: Doc[],
    seq: number,
    missed: NetChange[]
  ): Doc[] {
    if (group.over) throw new CloudError('SYS_ERR', 'ended');
    const { tracker } = group;
    const now =
      group.limit === undefined ? caughtUp(group, docs, missed) : docs;
    if (now.length > MOST_DOCUMENTS) throw tooMany();
    if (!group.loaded) {
      tracker.load(now);
      if (group.limit !== undefined) missed.forEach(tracker.apply);
      group.seq = seq;
      group.loaded = true;
      this.index.add(group);
      this.figures.scanned(group.collection, this.index);
      if (tracker.needsReload()) void this.reload(group);
    }
    return tracker.shown() ?? now;
  }

  /** Asks only the groups that the index names. */
  private match(change: NetChange, seq: number, touched: Group[]): void {
    const { collection, before, after } = change;
    const found = this.index.candidates(collection, before, after);
    this.figures.written(collection, found.length, after ? found.length : 0);
    for (const group of found) {
      // Already in the snapshot that the clients were given.
      if (seq <= group.seq || group.over) continue;
      try {
        const bodies = group.tracker.apply(change);
        if (bodies.length === 0) continue;
        if (group.pending.length === 0) touched.push(group);
        group.pending.push(...bodies);
      } catch (error) {
        if (error instanceof SlowPattern) this.listener.overran(group);
        this.end(group, untestable(), error);
      }
    }
  }

  private settle(group: Group): void {
    if (group.over) return;
    this.publish(group);
    const { tracker } = group;
    if (tracker.size() > MOST_DOCUMENTS) this.end(group, tooMany());
    else if (tracker.needsReload()) void this.reload(group);
  }

  private publish(group: Group): void {
    const { pending } = group;
    if (pending.length === 0) return;
    group.pending = [];
    group.number += 1;
    const id = group.number;
    const entry = { id, text: eventsText(id, pending) };
    this.history.keep(group.history, entry);
    this.listener.event(group, entry);
  }

  private async reload(group: Group): Promise<void> {
    if (this.reloading.has(group)) return;
    this.reloading.add(group);
    try {
      await this.store.findAndRegister(
        snapshotSpec(group),
        (docs, seq, missed) => {
          if (group.over) return;
          group.seq = Math.max(group.seq, seq);
          const changes = changesFor(group, missed);
          group.pending.push(...group.tracker.reload(docs, changes));
          this.publish(group);
        }
      );
    } catch (error) {
      this.end(group, unreadable(), error);
    } finally {
      this.reloading.delete(group);
    }
    if (!group.over && group.tracker.needsReload()) {
      void this.reload(group);
    }
  }

  private end(group: Group, error: CloudError, cause?: unknown): void {
    const why = cause === undefined ? error.message : String(cause);
    this.log(`watches on ${group.collection} ended: ${why}`);
    this.forget(group);
    this.listener.ended(group, error);
  }
}

function tooMany(): CloudError {
  return new CloudError(
    'INVALID_PARAM',
    `a watch may hold at most ${MOST_DOCUMENTS} documents`
  );
}

const untestable = (): CloudError =>
  new CloudError('SYS_ERR', 'the query of the watch cannot be tested');

const unreadable = (): CloudError =>
  new CloudError('SYS_ERR', 'the window of the watch cannot be read');
