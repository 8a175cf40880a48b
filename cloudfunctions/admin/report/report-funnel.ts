import type { OutputOf } from '../../../domain/actions/index';
import type { Entry } from '../../../domain/customer/entry';
import {
  funnelOf,
  type FunnelCase,
} from '../../../domain/customer/entry-funnel';
import { refuse } from '../../../domain/errors';
import { dayAt } from '../../../domain/rollup/day';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { inParallel } from '../../platform/in-parallel';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { namesOf } from '../names';
import { membersFor } from './report-reach';

const DAY_MS = 86_400_000;
const MOST_DAYS = 93;
const PAGE = 1_000;
/** More scans than this are not counted at once; ask for fewer days. */
const MOST_SCANS = 20_000;
/** Ids in one query, and queries at a time. */
const CHUNK = 200;
const AT_A_TIME = 4;

/** From raw data: what was said of a conversation later counts at once. */
export const reportFunnel: Handler<'report.funnel'> = async (
  { from, to, staffId },
  request
) => {
  const { timeZone } = (await settings()).hours;
  const span = { from: dayAt(timeZone, from).from, to: dayAt(timeZone, to).to };
  if (from > to || span.to - span.from > MOST_DAYS * DAY_MS) {
    refuse('INVALID_INPUT', 'range', { field: 'from' });
  }
  const members = await membersFor(actorOf(request), staffId);
  const { scans, whole } = await scansIn(span, members);
  return { whole, ...(await countedBy(scans)) };
};

async function scansIn(
  { from, to }: { from: number; to: number },
  members: readonly string[] | null
): Promise<{ scans: Entry[]; whole: boolean }> {
  const wanted = {
    at: command.gte(from).and(command.lt(to)),
    staffId: members ? command.in([...members]) : command.neq(NOBODY),
  };
  const scans: Entry[] = [];
  while (scans.length < MOST_SCANS) {
    const page = await find('entries', wanted, {
      orderBy: ['at', 'asc'],
      thenBy: ['_id', 'asc'],
      skip: scans.length,
      limit: PAGE,
    });
    scans.push(...page);
    if (page.length < PAGE) return { scans, whole: true };
  }
  return { scans, whole: false };
}

type Counted = Pick<OutputOf<'report.funnel'>, 'total' | 'codes' | 'staff'>;

async function countedBy(scans: readonly Entry[]): Promise<Counted> {
  const cases = await casesOf(scans);
  const names = await namesOf(scans.map(({ staffId }) => staffId));
  const codes = grouped(scans, 'scene');
  const staff = grouped(scans, 'staffId');
  return {
    total: funnelOf(scans, cases),
    codes: [...codes].map(([codeId, its]) => ({
      codeId,
      ...funnelOf(its, cases),
    })),
    staff: [...staff].map(([staffId, his]) => ({
      staffId,
      name: names.get(staffId) ?? '',
      ...funnelOf(his, cases),
    })),
  };
}

function grouped(
  scans: readonly Entry[],
  by: 'scene' | 'staffId'
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const one of scans) {
    const group = groups.get(one[by]);
    if (group) group.push(one);
    else groups.set(one[by], [one]);
  }
  return groups;
}

/** What these entries began, by entry. */
async function casesOf(
  scans: readonly Entry[]
): Promise<Map<string, FunnelCase[]>> {
  const ids = scans.map(({ _id }) => _id);
  const chunks = Array.from(
    { length: Math.ceil(ids.length / CHUNK) },
    (_, at) => ids.slice(at * CHUNK, (at + 1) * CHUNK)
  );
  const found = await inParallel(chunks, AT_A_TIME, (chunk) =>
    find('cases', { entryId: command.in(chunk) }, { limit: PAGE })
  );
  const begun = new Map<string, FunnelCase[]>();
  for (const one of found.flat()) {
    begun.set(one.entryId, [...(begun.get(one.entryId) ?? []), one]);
  }
  return begun;
}
