import type { Doc, SortSpec } from '../kernel/store';
import { sortDocs } from '../query/sort';
import { entered, left, type Tracker } from './membership';
import { docText, eventBody, type NetChange } from './net-change';
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

  function take(docs: Doc[]): void {
    kept = docs;
    more = docs.length >= slackOf(limit);
  }

  function insert(doc: Doc): void {
    const sorted = sortDocs([...kept, doc], sort);
    const beyond = sorted.at(-1) === doc;
    if (beyond && more) return;
    kept = sorted;
    if (kept.length <= slackOf(limit)) return;
    kept.pop();
    more = true;
  }

  return {
    load(docs) {
      take(docs);
      return visible();
    },
    apply(change) {
      const { id, after } = change;
      const seen = visible();
      const without = kept.filter((doc) => doc._id !== id);
      const was = without.length < kept.length;
      const is = after !== null && test(after);
      if (!was && !is) return [];
      kept = without;
      if (is) insert(after);
      return difference(seen, visible(), change, is);
    },
    needsReload: () => more && kept.length < limit,
    reload(docs) {
      const seen = visible();
      take(docs);
      return difference(seen, visible(), null, false);
    },
    size: () => Math.min(kept.length, limit),
  };
}

/**
 * Events that turn one list of documents into the other: those that a change
 * touched by their own kind, those that only moved across the edge as `limit`.
 */
function difference(
  seen: Doc[],
  now: Doc[],
  change: NetChange | null,
  matches: boolean
): EventBody[] {
  const before = new Map(seen.map((doc) => [doc._id, doc]));
  const after = new Map(now.map((doc) => [doc._id, doc]));
  const events: EventBody[] = [];
  for (const id of before.keys()) {
    if (after.has(id)) continue;
    const own = change?.id === id && !matches;
    events.push(own ? left(change) : eventBody('limit', 'dequeue', id, ''));
  }
  for (const [id, doc] of after) {
    const old = before.get(id);
    if (old) events.push(...updated(old, doc, change));
    else if (change?.id === id) events.push(entered(change, doc));
    else events.push(eventBody('limit', 'enqueue', id, docText(doc)));
  }
  return events;
}

function updated(old: Doc, doc: Doc, change: NetChange | null): EventBody[] {
  if (old === doc || docText(old) === docText(doc)) return [];
  const body = change?.id === doc._id ? change.updateBody() : null;
  return [body ?? eventBody('update', 'update', doc._id, docText(doc))];
}
