import type { Doc, SortSpec } from '../kernel/store';
import { sortDocs } from '../query/sort';
import { docText, eventBody, type NetChange } from './net-change';
import type { Tracker } from './tracker';
import type { EventBody } from './wire';

/** How many documents a window of `limit` reads: twice what it shows. */
export const slackOf = (limit: number): number => limit * 2;

/**
 * The first `limit` documents in order. Twice as many are kept, so that the
 * store is asked again only when so many have left.
 */
export function createWindow(
  test: (doc: Doc) => boolean,
  sort: SortSpec,
  limit: number
): Tracker {
  let kept: Doc[] = [];
  /** Whether the store holds matching documents after the kept ones. */
  let more = false;

  const visible = (): Doc[] => kept.slice(0, limit);
  const isVisible = (at: number): boolean => at >= 0 && at < limit;

  function load(docs: Doc[]): void {
    kept = docs;
    more = docs.length >= slackOf(limit);
  }

  /** Where it stands now; -1: after what is kept. */
  function insert(doc: Doc): number {
    const at = placeOf(doc, kept, sort);
    if (at === kept.length && more) return -1;
    kept.splice(at, 0, doc);
    return at;
  }

  function trim(): void {
    if (kept.length <= slackOf(limit)) return;
    kept.length = slackOf(limit);
    more = true;
  }

  function apply(change: NetChange): EventBody[] {
    const { id, after } = change;
    const was = kept.findIndex((doc) => doc._id === id);
    const is = after !== null && test(after);
    if (was < 0 && !is) return [];
    if (was >= 0) kept.splice(was, 1);
    const at = is ? insert(after) : -1;
    const events = moved(change, isVisible(was), isVisible(at), is);
    trim();
    return events;
  }

  /** What a document's own move means to it and to the one at the edge. */
  function moved(
    change: NetChange,
    wasShown: boolean,
    isShown: boolean,
    matches: boolean
  ): EventBody[] {
    if (wasShown && isShown) {
      const update = change.updated();
      return update === null ? [] : [update];
    }
    const edge = kept[isShown ? limit : limit - 1];
    if (isShown) {
      return edge
        ? [pushedOut(edge._id), change.entered()]
        : [change.entered()];
    }
    if (!wasShown) return [];
    const gone = matches ? pushedOut(change.id) : change.left();
    return edge ? [gone, pulledIn(edge)] : [gone];
  }

  return {
    load,
    apply,
    shown: visible,
    needsReload: () => more && kept.length < limit,
    reload(docs, missed) {
      const seen = visible();
      load(docs);
      for (const change of missed) apply(change);
      return difference(seen, visible());
    },
    size: () => Math.min(kept.length, limit),
  };
}

/** By halves: how many of `docs`, which are in order, stand before it. */
function placeOf(doc: Doc, docs: Doc[], sort: SortSpec): number {
  let low = 0;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = docs[middle] as Doc;
    if (sortDocs([other, doc], sort)[0] === other) low = middle + 1;
    else high = middle;
  }
  return low;
}

const pushedOut = (id: string): EventBody =>
  eventBody('limit', 'dequeue', id, '');

const pulledIn = (doc: Doc): EventBody =>
  eventBody('limit', 'enqueue', doc._id, docText(doc));

/** Events that turn one list of documents into the other. */
function difference(seen: Doc[], now: Doc[]): EventBody[] {
  const before = new Map(seen.map((doc) => [doc._id, docText(doc)]));
  const after = new Set(now.map((doc) => doc._id));
  const gone = seen.filter((doc) => !after.has(doc._id));
  const events = gone.map((doc) => pushedOut(doc._id));
  for (const doc of now) {
    const old = before.get(doc._id);
    const text = docText(doc);
    if (old === undefined) events.push(pulledIn(doc));
    else if (old !== text) {
      events.push(eventBody('update', 'update', doc._id, text));
    }
  }
  return events;
}
