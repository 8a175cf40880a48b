import { randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { Commit } from '../kernel/store';
import { createDelivery } from './delivery';
import { netChanges, type NetChange } from './net-change';
import { MOST_DOCUMENTS, type RealtimeOptions } from './options';
import type { Session } from './session';
import {
  applyChanges,
  createWatch,
  eventsAfter,
  initBodies,
  record,
  type Watch,
} from './watch';
import { createWatchIndex } from './watch-index';
import { judge, readWatchRequest } from './watch-request';
import { slackOf } from './window';

const DEFAULT_RESUME_MS = 5 * 60_000;

/** All watches: who has which, and what a commit means to them. */
export interface Registry {
  open(
    session: Session,
    frame: { watchId: string; requestId?: string },
    data: Record<string, unknown>
  ): Promise<void>;
  rebuild(
    session: Session,
    frame: { watchId: string; requestId?: string },
    data: Record<string, unknown>
  ): void;
  /** @throws CloudError QUERYID_INVALID_ERROR */
  check(session: Session, queryID: unknown): Watch;
  close(session: Session, watchId: string): void;
  /** The socket is gone; its watches wait for their client. */
  leave(session: Session): void;
  all(): Watch[];
  /** Sockets that hold at least one watch. */
  connections(): number;
  clear(): void;
  onCommit(commit: Commit): void;
}

export function createRegistry(options: RealtimeOptions): Registry {
  const { store } = options;
  const index = createWatchIndex<Watch>();
  const watches = new Map<string, Watch>();
  const waiting = new Map<Watch, NodeJS.Timeout>();
  const reloading = new Set<Watch>();
  const delivery = createDelivery();

  function drop(watch: Watch): void {
    clearTimeout(waiting.get(watch));
    waiting.delete(watch);
    index.remove(watch);
    watches.delete(watch.queryID);
    delivery.detach(watch);
  }

  function fail(watch: Watch, code: string, message: string): void {
    delivery.fail(watch, code, message);
    drop(watch);
  }

  function apply(watch: Watch, seq: number, changes: NetChange[]): void {
    try {
      const group = applyChanges(watch, changes);
      watch.seq = seq;
      if (group) delivery.deliver(watch, group);
    } catch (error) {
      options.log?.(`watch on ${watch.collection} ended: ${String(error)}`);
      return fail(watch, 'SYS_ERR', 'the query of the watch cannot be tested');
    }
    if (watch.tracker.size() > MOST_DOCUMENTS) return failTooMany(watch);
    if (watch.tracker.needsReload()) void reload(watch);
  }

  function failTooMany(watch: Watch): void {
    const { code, message } = tooMany();
    fail(watch, code, message);
  }

  async function reload(watch: Watch): Promise<void> {
    if (reloading.has(watch)) return;
    reloading.add(watch);
    try {
      await store.findAndRegister(snapshotSpec(watch), (docs, seq) => {
        if (!watches.has(watch.queryID)) return;
        watch.seq = seq;
        const group = record(watch, watch.tracker.reload(docs));
        if (group) delivery.deliver(watch, group);
      });
    } catch (error) {
      options.log?.(`watch on ${watch.collection} ended: ${String(error)}`);
      fail(watch, 'SYS_ERR', 'the window of the watch cannot be read');
    } finally {
      reloading.delete(watch);
    }
  }

  function owned(session: Session, queryID: unknown): Watch {
    const watch = watches.get(String(queryID));
    if (!watch || !samePerson(watch.caller, session.caller ?? null)) {
      throw new CloudError('QUERYID_INVALID_ERROR');
    }
    return watch;
  }

  function replaceOf(session: Session, watchId: string): void {
    const old = session.watches.get(watchId);
    if (old) drop(old);
  }

  return {
    async open(session, { watchId, requestId }, data) {
      const caller = session.caller ?? null;
      const request = readWatchRequest(data, caller, options);
      const own = { queryID: randomUUID(), watchId, caller };
      const watch = createWatch(request, own);
      let overflow = false;
      await store.findAndRegister(snapshotSpec(watch), (docs, seq) => {
        overflow = docs.length > MOST_DOCUMENTS;
        if (overflow || session.socket.readyState !== session.socket.OPEN) {
          return;
        }
        replaceOf(session, watchId);
        watch.seq = seq;
        const bodies = initBodies(watch.tracker.load(docs));
        watches.set(watch.queryID, watch);
        index.add(watch);
        const init = [{ id: 0, bodies }];
        delivery.open(watch, session, 'INIT_EVENT', requestId, init);
      });
      if (overflow) throw tooMany();
    },
    rebuild(session, { watchId, requestId }, data) {
      const watch = owned(session, data['queryID']);
      judge(watch.collection, watch.query, watch.caller, options);
      const groups = eventsAfter(watch, Number(data['eventID']));
      if (!groups) {
        drop(watch);
        throw new CloudError('QUERYID_INVALID_ERROR');
      }
      clearTimeout(waiting.get(watch));
      waiting.delete(watch);
      delivery.detach(watch);
      watch.watchId = watchId;
      delivery.open(watch, session, 'NEXT_EVENT', requestId, groups);
    },
    check: owned,
    close: replaceOf,
    leave(session) {
      for (const watch of [...session.watches.values()]) {
        delivery.detach(watch);
        const ms = options.resumeMs ?? DEFAULT_RESUME_MS;
        waiting.set(watch, setTimeout(() => drop(watch), ms).unref());
      }
    },
    all: () => [...watches.values()],
    connections() {
      const sessions = [...watches.values()].map(delivery.sessionOf);
      return new Set(sessions.filter((session) => session !== null)).size;
    },
    clear() {
      for (const watch of watches.values()) drop(watch);
    },
    onCommit: (commit) => distribute(commit, index, apply),
  };
}

/** Asks only the watches that the index names, each once per commit. */
function distribute(
  commit: Commit,
  index: ReturnType<typeof createWatchIndex<Watch>>,
  apply: (watch: Watch, seq: number, changes: NetChange[]) => void
): void {
  const concerned = new Map<Watch, NetChange[]>();
  for (const change of netChanges(commit)) {
    const { collection, before, after } = change;
    for (const watch of index.candidates(collection, before, after)) {
      // Already in the snapshot that the client was given.
      if (commit.seq <= watch.seq) continue;
      const changes = concerned.get(watch);
      if (changes) changes.push(change);
      else concerned.set(watch, [change]);
    }
  }
  for (const [watch, changes] of concerned) apply(watch, commit.seq, changes);
}

function snapshotSpec({ collection, filter, sort, limit }: Watch) {
  const most = limit === undefined ? MOST_DOCUMENTS + 1 : slackOf(limit);
  return { collection, filter, sort, limit: most };
}

function samePerson(a: ClientCaller | null, b: ClientCaller | null): boolean {
  return a?.openid === b?.openid && a?.uid === b?.uid;
}

function tooMany(): CloudError {
  return new CloudError(
    'INVALID_PARAM',
    `a watch may hold at most ${MOST_DOCUMENTS} documents`
  );
}
