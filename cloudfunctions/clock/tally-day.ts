import type { Case } from '../../domain/conversation/case';
import type { Day } from '../../domain/rollup/day';
import {
  tallyCustomer,
  type Tally,
  type Timeline,
} from '../../domain/rollup/tally';
import type { Settings } from '../../domain/settings/schema';
import { NOBODY } from '../../domain/values/collections';
import { command } from '../platform/cloud';
import { find, findAll } from '../platform/documents';
import { allOf, anyOf } from '../platform/filters';
import type { StoredConversation } from '../platform/tables';

const CONVERSATIONS = 100;
/** The most that the server reads at once. */
const HOUR = 60 * 60_000;

/** How far a day is: everybody up to this customer is in the tally. */
export interface DayProgress {
  tally: Tally;
  /** customerId; '' at the beginning, null at the end. */
  after: string | null;
}

/**
 * Goes through what was said and done on a day, customer by customer, until
 * the time is up. From the same raw data comes the same tally.
 */
export async function tallyDay(
  day: Day,
  { conversation }: Settings,
  now: number,
  until: number,
  { tally, after }: DayProgress = { tally: {}, after: '' }
): Promise<DayProgress> {
  const reopenMs = conversation.reopenHours * HOUR;
  const terms = { day, now, reopenMs, teams: await teamsNow() };
  let mark = after;
  while (mark !== null && Date.now() < until) {
    const { groups, last } = await nextCustomers(day, mark);
    const timelines = await timelinesOf(groups.flat());
    for (const group of groups) {
      const his = group.map(({ _id }) => timelines.get(_id));
      tallyCustomer(tally, his.filter(isThere), terms);
    }
    mark = last;
  }
  return { tally, after: mark };
}

/** Whose team each member of staff is in now. */
async function teamsNow(): Promise<Map<string, string>> {
  const staff = await findAll('staff', { teamId: command.neq(NOBODY) });
  return new Map(staff.map(({ _id, teamId }) => [_id, teamId]));
}

const isThere = (one: Timeline | undefined): one is Timeline =>
  one !== undefined;

/** Whole customers only: each is counted once, whatever he has. */
async function nextCustomers(
  day: Day,
  after: string
): Promise<{ groups: StoredConversation[][]; last: string | null }> {
  const touched = [
    { createdAt: command.lt(day.to), customerId: command.gt(after) },
    anyOf([
      { lastAt: command.gte(day.from) },
      { closedAt: command.gte(day.from) },
    ]),
  ];
  const page = await find('conversations', allOf(touched), {
    orderBy: ['customerId', 'asc'],
    limit: CONVERSATIONS,
  });
  const groups = groupsOf(page);
  if (page.length < CONVERSATIONS) return { groups, last: null };
  // The last one may have more on the next page, unless he fills this one.
  if (groups.length > 1) groups.pop();
  return { groups, last: groups.at(-1)?.[0]?.customerId ?? null };
}

function groupsOf(page: readonly StoredConversation[]): StoredConversation[][] {
  const groups = new Map<string, StoredConversation[]>();
  for (const one of page) {
    groups.set(one.customerId, [...(groups.get(one.customerId) ?? []), one]);
  }
  return [...groups.values()];
}

async function timelinesOf(
  conversations: readonly StoredConversation[]
): Promise<Map<string, Timeline>> {
  const ids = conversations.map(({ _id }) => _id);
  if (ids.length === 0) return new Map();
  const cases = await findAll('cases', { _id: command.in(ids) });
  const whose = { conversationId: command.in(ids) };
  const messages = byConversation(await findAll('messages', whose));
  const pushes = byConversation(await findAll('pushes', whose));
  const codes = await codesOf(cases.map(({ entryId }) => entryId));
  return new Map(
    conversations.map((conversation) => [
      conversation._id,
      {
        conversation,
        messages: [...(messages.get(conversation._id) ?? [])].sort(
          (a, b) => a.seq - b.seq
        ),
        pushes: pushes.get(conversation._id) ?? [],
        ...begunBy(cases.find(({ _id }) => _id === conversation._id) ?? null),
      },
    ])
  );
  function begunBy(kept: Case | null) {
    const codeId = kept && codes.get(kept.entryId);
    return { case: kept, ...(codeId && { codeId }) };
  }
}

/** Which code brought whom, by entry; who came without one is missing. */
async function codesOf(
  entryIds: readonly string[]
): Promise<Map<string, string>> {
  const ids = [...new Set(entryIds)].filter((id) => id !== NOBODY);
  if (ids.length === 0) return new Map();
  const entries = await findAll('entries', {
    _id: command.in(ids),
    codeValid: true,
  });
  return new Map(entries.map(({ _id, scene }) => [_id, scene]));
}

function byConversation<R extends { conversationId: string }>(
  rows: readonly R[]
): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.conversationId);
    if (group) group.push(row);
    else groups.set(row.conversationId, [row]);
  }
  return groups;
}
