import type { OutputOf } from '../../../../domain/actions/index';
import { REPORT_COPY } from '../../../../domain/ui/copy/reports';
import { fill } from '../../../../domain/ui/copy/fill';
import {
  addNumbers,
  figuresOf,
  noNumbers,
} from '../../../../domain/rollup/numbers';
import type { Numbers } from '../../../../domain/rollup/schema';
import type { Counted, TableLine } from './report-columns';
import type { Report } from './report-figures';

type FunnelReport = OutputOf<'report.funnel'>;
type Names = ReadonlyMap<string, string>;

/** So much of a code's id tells one from another. */
const TAIL = 6;

export function staffLines(now: Report, before: Report | null): TableLine[] {
  const was = new Map(before?.staff.map((one) => [one.staffId, one]));
  return now.staff.map((one) => ({
    ...one,
    id: one.staffId,
    name: one.name || REPORT_COPY.gone,
    before: was.get(one.staffId),
  }));
}

export function teamLines(now: Report, before: Report | null): TableLine[] {
  const was = new Map(before?.teams.map((one) => [one.teamId, one]));
  return now.teams.map((one) => ({
    ...one,
    id: one.teamId,
    name: one.name || one.teamId,
    before: was.get(one.teamId),
  }));
}

/** Codes with what became of their scans; scanned alone is a line too. */
export function codeLines(
  now: Report,
  before: Report | null,
  funnel: FunnelReport | null,
  names: Names
): TableLine[] {
  const was = new Map(before?.codes.map((one) => [one.codeId, one]));
  const steps = new Map(funnel?.codes.map((one) => [one.codeId, one]));
  const known = new Set(now.codes.map(({ codeId }) => codeId));
  const scanned = [...steps.keys()].filter((codeId) => !known.has(codeId));
  return [
    ...now.codes,
    ...scanned.map((codeId) => ({ codeId, staffId: '', ...NOTHING })),
  ].map((one) => ({
    ...one,
    id: one.codeId,
    name: fill(REPORT_COPY.codeTail, {
      name: names.get(one.staffId) ?? REPORT_COPY.code,
      code: one.codeId.slice(-TAIL),
    }),
    before: was.get(one.codeId),
    ...(funnel && { more: steps.get(one.codeId) ?? {} }),
  }));
}

export const DIRECT = 'direct';

/** What no code began: of the whole, what all codes leave. */
export function directLine(now: Report, before: Report | null): TableLine {
  return {
    id: DIRECT,
    name: REPORT_COPY.direct,
    ...leftBy(now),
    before: before ? leftBy(before) : undefined,
  };
}

function leftBy({ total, codes }: Report): Counted {
  const all = codes
    .map(({ numbers }) => numbers)
    .reduce(addNumbers, noNumbers());
  const numbers = minus(total.numbers, all);
  return { numbers, figures: figuresOf(numbers) };
}

/** Only what belongs to one conversation each: hours and people overlap. */
function minus(whole: Numbers, part: Numbers): Numbers {
  const { firstReply, scores } = whole;
  return {
    ...noNumbers(),
    begun: whole.begun - part.begun,
    closed: whole.closed - part.closed,
    contacts: whole.contacts - part.contacts,
    solvedInOne: whole.solvedInOne - part.solvedInOne,
    converted: whole.converted - part.converted,
    firstReply: {
      ms: firstReply.ms - part.firstReply.ms,
      count: firstReply.count - part.firstReply.count,
    },
    scores: scores.map((count, at) => count - (part.scores[at] ?? 0)),
  };
}

const NOTHING: Counted = {
  numbers: noNumbers(),
  figures: figuresOf(noNumbers()),
};
