import { PAGE_ROWS, pageOf, type PageMark } from '../../../domain/actions/page';
import type { Case } from '../../../domain/conversation/case';
import type { Conversation } from '../../../domain/conversation/schema';
import { recordRow, type RecordRow } from '../../../domain/record/row';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, pageAfter } from '../../platform/filters';
import { settings } from '../../platform/settings';
import { namesOf } from '../names';

const HOUR = 60 * 60_000;

/** A page of conversations as lines, the latest message first. */
export async function pageOfRecords(
  filter: Loose,
  after?: PageMark
): Promise<{ records: RecordRow[]; next: PageMark | null }> {
  const found = await find(
    'conversations',
    allOf([filter, ...pageAfter(after, 'lastAt', '_id')]),
    {
      orderBy: ['lastAt', 'desc'],
      thenBy: ['_id', 'desc'],
      limit: PAGE_ROWS + 1,
    }
  );
  const { page, next } = pageOf(found, ({ lastAt, _id }) => ({
    at: lastAt,
    id: _id,
  }));
  return { records: await rowsOf(page), next };
}

/** What staff alone know of conversations, by their ids. */
export async function casesOf(
  conversations: readonly Conversation[]
): Promise<Map<string, Case>> {
  const ids = conversations.map(({ _id }) => _id);
  if (ids.length === 0) return new Map();
  const whose = { _id: command.in(ids) };
  const cases = await find('cases', whose, { limit: ids.length });
  return new Map(cases.map((one) => [one._id, one]));
}

/** With what only staff may know, and with today's names. */
export async function rowsOf(
  conversations: readonly Conversation[],
  cases?: ReadonlyMap<string, Case>
): Promise<RecordRow[]> {
  if (conversations.length === 0) return [];
  const kept = cases ?? (await casesOf(conversations));
  const names = await namesOf(conversations.map(({ staffId }) => staffId));
  const { reopenHours } = (await settings()).conversation;
  const terms = { now: Date.now(), reopenMs: reopenHours * HOUR };
  return conversations.map((one) =>
    recordRow(
      one,
      kept.get(one._id) ?? null,
      names.get(one.staffId) ?? '',
      terms
    )
  );
}
