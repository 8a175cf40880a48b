import { PAGE_ROWS, type PageMark } from '../../../domain/actions/page';
import type { Conversation } from '../../../domain/conversation/schema';
import {
  fitsQuery,
  needsLook,
  type RecordQuery,
} from '../../../domain/record/query';
import type { RecordRow } from '../../../domain/record/row';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, between, containing, pageAfter } from '../../platform/filters';
import { rowsOf } from './records';

/** Looked into at once, and in one call at most. */
const BATCH = 100;
const MOST_LOOKED = 500;
/** Messages that a text is found in, of one batch. */
const MOST_SAID = 1_000;

export interface RecordPage {
  records: RecordRow[];
  next: PageMark | null;
}

/**
 * A page of what a query means, within what somebody may see. Goes on by the
 * key of the last conversation that was looked at, whether or not it fits.
 * @param reach a filter of conversations
 * @param most rows of the page
 */
export async function searchRecords(
  reach: Loose,
  query: RecordQuery,
  after: PageMark | undefined,
  most = PAGE_ROWS
): Promise<RecordPage> {
  if (!needsLook(query)) {
    const found = await nextBatch(reach, query, after, most + 1);
    const page = found.slice(0, most);
    const last = found.length > most ? page.at(-1) : undefined;
    const next = last ? markOf(last, query) : null;
    return { records: await rowsOf(page), next };
  }
  const records: RecordRow[] = [];
  let mark = after;
  for (let looked = 0; looked < MOST_LOOKED; looked += BATCH) {
    const batch = await nextBatch(reach, query, mark, BATCH);
    const rows = await rowsOf(batch);
    const said = await sayingIt(batch, query.text);
    for (const [at, one] of batch.entries()) {
      mark = markOf(one, query);
      const row = rows[at];
      if (!row || !fitsQuery(row, query, said.has(one._id))) continue;
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
  const { by } = query;
  return find(
    'conversations',
    allOf([reach, filterOf(query), ...pageAfter(after, by, '_id')]),
    { orderBy: [by, 'desc'], thenBy: ['_id', 'desc'], limit }
  );
}

/** As far as the database alone can tell. */
export function filterOf(query: RecordQuery): Loose {
  const { from, to, by, customerId, state, channel, score } = query;
  // Of those that are open there is no end: null is never in a span.
  const since = by === 'closedAt' ? (from ?? 0) : from;
  const time = between(since, to);
  return {
    ...(time !== null && { [by]: time }),
    ...(customerId !== undefined && { customerId }),
    ...(state && { state }),
    ...(channel && { channel }),
    ...(score !== undefined && { 'rating.score': score }),
  };
}

function markOf(one: Conversation, { by }: RecordQuery): PageMark {
  return { at: one[by] ?? 0, id: one._id };
}

/** In which of them this was said, notes included. */
async function sayingIt(
  batch: readonly Conversation[],
  text: string | undefined
): Promise<Set<string>> {
  if (!text || batch.length === 0) return new Set();
  const found = await find(
    'messages',
    {
      conversationId: command.in(batch.map(({ _id }) => _id)),
      seq: command.gt(0),
      'body.text': containing(text),
    },
    { limit: MOST_SAID, fields: ['conversationId'] }
  );
  return new Set(found.map(({ conversationId }) => conversationId));
}
