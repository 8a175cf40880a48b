import type { OutputOf, ParsedInputOf } from '../../../domain/actions/index';
import { refuse } from '../../../domain/errors';
import { dayOf } from '../../../domain/rollup/day';
import { summed } from '../../../domain/rollup/day-document';
import {
  addNumbers,
  figuresOf,
  noNumbers,
} from '../../../domain/rollup/numbers';
import { unpacked } from '../../../domain/rollup/packed';
import { ALL, type Numbers, type Rollup } from '../../../domain/rollup/schema';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { countedDays, type CountedDay } from './counted-days';
import { gridOf } from './hour-grid';
import { nearestDay } from './nearest-day';
import { reachOfReport, type ReportReach } from './report-reach';

const MOST_DAYS = 93;
const DAY_MS = 86_400_000;

type Report = OutputOf<'report.range'>;
type Part = ParsedInputOf<'report.range'>['with'][number];

export const reportDay: Handler<'report.day'> = async (
  { date, ...input },
  request
) => {
  const { timeZone } = (await settings()).hours;
  const day = date ?? dayOf(timeZone, request.now);
  return reportRange({ from: day, to: day, ...input }, request);
};

/** What is over is read, today is counted. */
export const reportRange: Handler<'report.range'> = async (
  { from, to, staffId, teamId, with: parts },
  request
) => {
  const rules = await settings();
  const today = dayOf(rules.hours.timeZone, request.now);
  const last = to < today ? to : today;
  const span = (Date.parse(last) - Date.parse(from)) / DAY_MS;
  if (from > to || span >= MOST_DAYS) {
    refuse('INVALID_INPUT', 'range', { field: 'from' });
  }
  const reach = await reachOfReport(actorOf(request), staffId, teamId);
  const fields = fieldsOf(reach, parts);
  const period = { from, to: last };
  const days = await countedDays(period, fields, rules, request.now);
  const totals = totalsOf(days, reach);
  const { customers, begun } = totals.total.numbers;
  const empty = customers === 0 && begun === 0;
  return {
    timeZone: rules.hours.timeZone,
    ...totals,
    ...partsOf(days, reach, parts),
    grid: parts.includes('grid') ? gridOf(days, reach) : [],
    nearest: empty ? await nearestDay(period, reach.members) : null,
  };
};

/** Of many, their rows one by one are more to ask for than all rows. */
const MOST_PATHS = 50;

/** What of the day's documents is read at all. */
function fieldsOf({ members }: ReportReach, parts: readonly Part[]): string[] {
  const some = members && members.length <= MOST_PATHS ? members : null;
  const one = (field: string, all: boolean) => {
    if (some) return some.map((id) => `${field}.${id}`);
    return [members || all ? field : `${field}.${ALL}`];
  };
  const byHourToo = parts.includes('grid') ? 'grid' : 'hours';
  const wished = (part: Part, fields: string[]) =>
    parts.includes(part) ? fields : [];
  return [
    'date',
    ...one('staff', parts.includes('staff')),
    ...wished(byHourToo, one('hours', false)),
    ...wished('teams', ['teams']),
    ...wished('codes', ['codes', 'owners']),
    ...(parts.length > 0 ? ['names'] : []),
  ];
}

function totalsOf(days: readonly CountedDay[], { members }: ReportReach) {
  const whose = members ?? [ALL];
  const each = days.map(({ date, whole, rows }) => ({
    date,
    whole,
    ...counted(sumOf(whose.map((one) => unpacked(rows?.staff?.[one])))),
  }));
  return {
    days: each,
    total: counted(sumOf(each.map(({ numbers }) => numbers))),
  };
}

type Rows = Rollup['staff'];

function partsOf(
  days: readonly CountedDay[],
  { members, teamId }: ReportReach,
  parts: readonly Part[]
): Pick<Report, 'staff' | 'teams' | 'codes' | 'hours'> {
  const labels = labelsOf(days);
  const added = (part: Part, rowsOf: (rows: Partial<Rollup>) => Rows) =>
    parts.includes(part)
      ? [
          ...summed(
            days.map(({ rows }) => rowsOf(rows ?? {})),
            addNumbers
          ),
        ]
      : [];
  const isHis = (staffId: string) => members?.includes(staffId) ?? true;
  const staff = added('staff', ({ staff: rows = {} }) => rows)
    .filter(([id]) => id !== ALL && isHis(id))
    .sort(byId);
  const teams = added('teams', ({ teams: rows = {} }) => rows)
    .filter(([id]) => members === null || id === teamId)
    .sort(byId);
  const codes = added('codes', ({ codes: rows = {} }) => rows)
    .filter(([id]) => isHis(labels.owners[id] ?? ''))
    .sort(byId);
  const hours = (members ?? [ALL]).map((who) =>
    added('hours', ({ hours: rows = {} }) => rows[who] ?? {})
  );
  return {
    staff: staff.map(([staffId, sum]) => ({
      staffId,
      name: labels.names[staffId] ?? '',
      ...counted(sum),
    })),
    teams: teams.map(([id, sum]) => ({
      teamId: id,
      name: labels.names[id] ?? '',
      ...counted(sum),
    })),
    codes: codes.map(([codeId, sum]) => ({
      codeId,
      staffId: labels.owners[codeId] ?? '',
      ...counted(sum),
    })),
    hours: parts.includes('hours') ? byHour(hours.flat()) : [],
  };
}

const byId = ([a]: [string, unknown], [b]: [string, unknown]) =>
  a < b ? -1 : 1;

/** The latest name of each, and the latest owner. */
function labelsOf(days: readonly CountedDay[]) {
  const names: Record<string, string> = {};
  const owners: Record<string, string> = {};
  for (const { rows } of days) {
    Object.assign(names, rows?.names);
    Object.assign(owners, rows?.owners);
  }
  return { names, owners };
}

function byHour(rows: readonly [string, Numbers][]): Report['hours'] {
  return Array.from({ length: 24 }, (_, hour) => {
    const its = rows.filter(([id]) => id === String(hour));
    return { hour, ...counted(sumOf(its.map(([, numbers]) => numbers))) };
  });
}

function sumOf(all: readonly Numbers[]): Numbers {
  return all.reduce(addNumbers, noNumbers());
}

function counted(numbers: Numbers) {
  return { numbers, figures: figuresOf(numbers) };
}
