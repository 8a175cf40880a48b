import { randomUUID } from 'node:crypto';
import type { Session } from './session';
import type { Watch } from './watch';
import { eventFrame, frameText, type EventGroup } from './wire';

/** Carries events to the sockets of the watches that have one. */
export interface Delivery {
  /** Joins a watch to a socket and sends the answer that begins it. */
  open(
    watch: Watch,
    session: Session,
    msgType: 'INIT_EVENT' | 'NEXT_EVENT',
    requestId: string | undefined,
    groups: EventGroup[]
  ): void;
  deliver(watch: Watch, group: EventGroup): void;
  /** Ends a watch with an error of the platform. */
  fail(watch: Watch, code: string, message: string): void;
  detach(watch: Watch): void;
  sessionOf(watch: Watch): Session | null;
}

interface Line {
  session: Session;
  /** Events that wait until the client has the answer before them. */
  held: EventGroup[] | null;
}

export function createDelivery(): Delivery {
  const lines = new Map<Watch, Line>();

  function send(watch: Watch, line: Line, groups: EventGroup[]): void {
    watch.frames += 1;
    const to = { watchId: watch.watchId, requestId: randomUUID() };
    const { queryID } = watch;
    const last = groups.at(-1)?.id ?? watch.currEvent;
    line.session.send(eventFrame(to, 'NEXT_EVENT', queryID, last, groups));
  }

  function release(watch: Watch, line: Line): void {
    const { held } = line;
    if (lines.get(watch) !== line || !held) return;
    line.held = null;
    if (held.length > 0) send(watch, line, held);
  }

  function detach(watch: Watch): void {
    const line = lines.get(watch);
    if (!line) return;
    line.session.watches.delete(watch.watchId);
    lines.delete(watch);
  }

  return {
    open(watch, session, msgType, requestId, groups) {
      detach(watch);
      const line: Line = { session, held: [] };
      lines.set(watch, line);
      session.watches.set(watch.watchId, watch);
      watch.frames += 1;
      const { watchId, queryID, currEvent } = watch;
      const to = { watchId, requestId };
      session.send(eventFrame(to, msgType, queryID, currEvent, groups));
      // The SDK ignores an event that it reads together with this answer, and
      // would notice the gap only ten seconds later.
      session.afterArrival(() => release(watch, line));
    },
    deliver(watch, group) {
      const line = lines.get(watch);
      if (line?.held) line.held.push(group);
      else if (line) send(watch, line, [group]);
    },
    fail(watch, code, message) {
      const to = { watchId: watch.watchId, requestId: randomUUID() };
      lines.get(watch)?.session.send(frameText(to, 'ERROR', { code, message }));
      detach(watch);
    },
    detach,
    sessionOf: (watch) => lines.get(watch)?.session ?? null,
  };
}
