import { PAGE_ROWS, type PageMark } from '../../../domain/actions/page';
import type { Conversation } from '../../../domain/conversation/schema';
import {
  fitsQuery,
  needsLook,
  orderOf,
  type RecordQuery,
} from '../../../domain/record/query';
import type { RecordRow } from '../../../domain/record/row';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, between, pageAfter } from '../../platform/filters';
import { factsOf } from './facts';
import { casesOf, rowsOf } from './records';
import type { RecordReach } from './record-reach';

/** Looked into at once, and in one call at most. */
const BATCH = 100;
const MOST_LOOKED = 500;

export interface RecordPage {
  records: RecordRow[];
  next: PageMark | null;
}

/**
 * A page of what a query means, within what somebody may see. Goes on by the
 * key of the last conversation that was looked at, whether or not it fits.
 * @param query its days as moments, see `inMoments`
 * @param most rows of the page
 */
export async function searchRecords(
  reach: RecordReach,
  query: RecordQuery,
  after: PageMark | undefined,
  most = PAGE_ROWS
): Promise<RecordPage> {
  if (!needsLook(query)) {
    const found = await nextBatch(reach.conversations, query, after, most + 1);
    const page = found.slice(0, most);
    const last = found.length > most ? page.at(-1) : undefined;
    const next = last ? markOf(last, query) : null;
    return { records: await rowsOf(page), next };
  }
  const records: RecordRow[] = [];
  let mark = after;
  for (let looked = 0; looked < MOST_LOOKED; looked += BATCH) {
    const batch = await nextBatch(reach.conversations, query, mark, BATCH);
    const cases = await casesOf(batch);
    const rows = await rowsOf(batch, cases);
    const facts = await factsOf(batch, cases, query);
    for (const [at, one] of batch.entries()) {
      mark = markOf(one, query);
      const [row, its] = [rows[at], facts[at]];
      if (!row || !its || !fitsQuery(row, query, its, reach.whose)) continue;
      records.push(row);
      if (records.length === most) return { records, next: mark };
    }
    if (batch.length < BATCH) return { records, next: null };
  }
  return { records, next: mark ?? null };
}

function nextBatch(
  reach: Loose,
  query: RecordQuery,
  after: PageMark | undefined,
  limit: number
): Promise<Conversation[]> {
  const by = orderOf(query.by);
  return find(
    'conversations',
    allOf([reach, filterOf(query), ...pageAfter(after, by, '_id')]),
    { orderBy: [by, 'desc'], thenBy: ['_id', 'desc'], limit }
  );
}

/** As far as the database alone can tell. */
export function filterOf(query: RecordQuery): Loose {
  const { customerId, state, channel, score, rated } = query;
  return {
    ...timeOf(query),
    ...(customerId !== undefined && { customerId }),
    ...(state && { state }),
    ...(channel && { channel }),
    ...(rated !== undefined && { rating: rated ? command.neq(null) : null }),
    ...(score !== undefined && { 'rating.score': score }),
  };
}

function timeOf({ from, to, by }: RecordQuery): Loose {
  const since = from === undefined ? {} : { from };
  const until = to === undefined ? {} : { to };
  switch (by) {
    case 'closedAt':
      // Of those that are open there is no end: null is never in a span.
      return within(by, { from: from ?? 0, ...until });
    case 'scannedAt':
      // It was scanned before it began; when, only looking tells.
      return within('createdAt', since);
    case 'customerAt':
    case 'agentAt':
      return { ...within('createdAt', until), ...within('lastAt', since) };
    default:
      return within(by, { ...since, ...until });
  }
}

function within(field: string, span: { from?: number; to?: number }): Loose {
  const time = between(span.from, span.to);
  return time === null ? {} : { [field]: time };
}

function markOf(one: Conversation, { by }: RecordQuery): PageMark {
  return { at: one[orderOf(by)] ?? 0, id: one._id };
}
