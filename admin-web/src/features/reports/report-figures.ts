import { fill } from '../../../../domain/ui/copy/fill';
import { REPORT_COPY } from '../../../../domain/ui/copy/reports';
import type { OpenedNumber } from '../../../../domain/record/behind-number';
import { growth } from '../../../../domain/rollup/period';
import type { OutputOf } from '../../../../domain/actions/index';
import { waitWords } from '../../../../miniprogram/views/time-words';

export type Report = OutputOf<'report.range'>;
type Counted = Report['total'];

/** One of the six numbers at the top. */
export interface ReportFigure {
  key: 'received' | 'first' | 'reply' | 'score' | 'solved' | 'converted';
  word: string;
  definition: string;
  value: string;
  unit: string;
  /** Compared with before, or with its target. */
  how: string;
  good: boolean | null;
  /** What opening it shows, or that there is nothing to open. */
  rowsHow: string;
  /** What it opens down to; null: nothing. */
  rows: OpenedNumber | null;
}

const MINUTE = 60_000;
/** Below this many ratings one person weighs too much. */
const FEW_RATINGS = 30;
const TARGETS = {
  first: 5 * MINUTE,
  reply: 3 * MINUTE,
  score: 4.5,
  solved: 0.85,
  converted: 0.15,
};

/** @param before the same of the time before, null where none is compared */
export function figuresOf(
  { numbers, figures }: Counted,
  before: Counted | null
): ReportFigure[] {
  const was = before?.figures;
  const none = { rows: null, rowsHow: REPORT_COPY.noRows };
  return [
    {
      ...named('received'),
      value: String(numbers.customers),
      unit: '',
      ...grown(numbers.customers, before?.numbers.customers ?? null, true),
      rows: 'customers',
      rowsHow: REPORT_COPY.receivedRows,
    },
    {
      ...named('first'),
      ...time(figures.firstReplyMs),
      ...against(figures.firstReplyMs, TARGETS.first, '5:00', true),
      ...none,
    },
    {
      ...named('reply'),
      ...time(figures.replyMs),
      ...against(figures.replyMs, TARGETS.reply, '3:00', true),
      ...none,
    },
    {
      ...named('score'),
      value: figures.score?.toFixed(2) ?? REPORT_COPY.none,
      unit: figures.score === null ? '' : '/ 5',
      ...rated(numbers.scores, figures.score),
      rows: 'rated',
      rowsHow: '',
    },
    {
      ...named('solved'),
      ...share(figures.solvedInOne),
      ...against(figures.solvedInOne, TARGETS.solved, '85%'),
      rows: 'solved',
      rowsHow: '',
    },
    {
      ...named('converted'),
      ...share(figures.conversion),
      ...(was
        ? grown(figures.conversion, was.conversion, true)
        : against(figures.conversion, TARGETS.converted, '15%')),
      rows: 'converted',
      rowsHow: '',
    },
  ];
}

function named(key: ReportFigure['key']) {
  return { key, word: REPORT_COPY[key], definition: REPORT_COPY[`${key}How`] };
}

const time = (ms: number | null) => ({
  value: ms === null ? REPORT_COPY.none : waitWords(ms),
  unit: '',
});

const share = (part: number | null) => ({
  value: part === null ? REPORT_COPY.none : (part * 100).toFixed(1),
  unit: part === null ? '' : '%',
});

function against(
  value: number | null,
  target: number,
  words: string,
  less = false
) {
  const how = fill(REPORT_COPY.target, { target: words });
  if (value === null) return { how, good: null };
  return { how, good: less ? value <= target : value >= target };
}

function grown(now: number | null, before: number | null, more: boolean) {
  const part = growth(now, before);
  if (part === null) return { how: '', good: null };
  const sign = part >= 0 ? '+' : '';
  const words = `${sign}${(part * 100).toFixed(0)}%`;
  return {
    how: fill(REPORT_COPY.growth, { share: words }),
    good: part === 0 ? null : part > 0 === more,
  };
}

function rated(scores: readonly number[], score: number | null) {
  const n = scores.reduce((sum, one) => sum + one, 0);
  if (n > 0 && n < FEW_RATINGS) {
    return { how: fill(REPORT_COPY.few, { n }), good: null };
  }
  return against(score, TARGETS.score, '4.5');
}
