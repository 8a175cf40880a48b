import { fill } from '../../../../domain/ui/copy/fill';
import { COLUMN_COPY, REPORT_COPY } from '../../../../domain/ui/copy/reports';
import type { OpenedNumber } from '../../../../domain/record/behind-number';
import { growth } from '../../../../domain/rollup/period';
import { waitWords } from '../../../../miniprogram/views/time-words';
import type { Report } from './report-figures';

export type Counted = Report['total'];
export type ColumnKey = keyof typeof COLUMN_COPY;
type Query = Readonly<Record<string, string>>;

/** A line of a table: an agent, a team, a code. */
export interface TableLine extends Counted {
  id: string;
  name: string;
  /** The same of the time before; absent: nothing to compare with. */
  before?: Counted | undefined;
  /** The steps of the funnel; absent: not known of it. */
  more?: Readonly<Partial<Record<ColumnKey, number>>>;
}

export interface Column {
  key: ColumnKey;
  word: string;
  definition: string;
  /** null: there is nothing to divide by. */
  valueOf(line: Omit<TableLine, 'id' | 'name'>): number | null;
  textOf(value: number): string;
  /** Where less is better, those with the least come first. */
  less?: true;
  /** Which conversations it counts … */
  rows?: OpenedNumber;
  /** … or which reminders, as their page asks for them. */
  pushes?: Query;
}

/** Below this many ratings one person weighs too much. */
export const FEW_RATINGS = 30;
const whole = String;
const percent = (part: number) => `${Math.round(part * 100)}%`;

type How = Pick<Column, 'valueOf' | 'textOf' | 'less' | 'rows' | 'pushes'>;
const number = (
  key: 'customers' | 'begun' | 'handled' | 'closed',
  rows: OpenedNumber
): How => ({
  valueOf: ({ numbers }) => numbers[key],
  textOf: whole,
  rows,
});
const push = (key: keyof Counted['numbers']['pushes'], pushes: Query): How => ({
  valueOf: ({ numbers }) => numbers.pushes[key],
  textOf: whole,
  pushes,
});
const share = (key: keyof Counted['figures'], rows?: OpenedNumber): How => ({
  valueOf: ({ figures }) => figures[key],
  textOf: percent,
  ...(rows && { rows }),
});
const time = (key: 'firstReplyMs' | 'replyMs'): How => ({
  valueOf: ({ figures }) => figures[key],
  textOf: waitWords,
  less: true,
});
const step = (key: ColumnKey, rows?: OpenedNumber): How => ({
  valueOf: ({ more }) => (more ? (more[key] ?? 0) : null),
  textOf: whole,
  ...(rows && { rows }),
});

const HOW: Record<ColumnKey, How> = {
  customers: number('customers', 'customers'),
  begun: number('begun', 'begun'),
  handled: number('handled', 'handled'),
  closed: number('closed', 'closed'),
  first: time('firstReplyMs'),
  reply: time('replyMs'),
  solved: share('solvedInOne', 'solved'),
  score: {
    valueOf: ({ figures }) => figures.score,
    rows: 'rated',
    textOf: (score) => score.toFixed(2),
  },
  converted: share('conversion', 'converted'),
  hourly: {
    valueOf: ({ figures }) => figures.handledPerHour,
    textOf: (each) => each.toFixed(1),
  },
  scans: step('scans'),
  entered: step('entered'),
  started: step('started', 'started'),
  answered: step('answered', 'replied'),
  wanted: push('wanted', {}),
  attempted: push('attempted', { status: 'attempted' }),
  accepted: push('accepted', { status: 'sent' }),
  accepting: share('pushAccepted'),
  noCredit: push('noCredit', { status: 'skipped:no_credit' }),
  gap: { ...share('pushGap'), less: true },
  clicked: push('clicked', { clicked: 'yes' }),
};

export function columnsOf(keys: readonly ColumnKey[]): Column[] {
  return keys.map((key) => {
    const [word, definition] = COLUMN_COPY[key];
    return { key, word, definition, ...HOW[key] };
  });
}

/** `1:31`, or a dash where there is nothing to divide by. */
export function cellOf(column: Column, line: TableLine): string {
  const value = column.valueOf(line);
  return value === null ? REPORT_COPY.none : column.textOf(value);
}

/** `+12%` against the time before; '' where there was nothing, or the same. */
export function changeOf(column: Column, line: TableLine): string {
  const was = line.before ? column.valueOf(line.before) : null;
  const part = growth(column.valueOf(line), was);
  const points = Math.round((part ?? 0) * 100);
  if (points === 0) return '';
  return `${points > 0 ? '+' : ''}${points}%`;
}

/** `样本少（12 份）` where somebody was rated by few. */
export function fewOf(column: Column, { numbers }: TableLine): string {
  if (column.key !== 'score') return '';
  const n = numbers.scores.reduce((sum, one) => sum + one, 0);
  return n > 0 && n < FEW_RATINGS ? fill(REPORT_COPY.few, { n }) : '';
}

/** The best first; whoever has no number stands last, either way. */
export function sorted(
  lines: readonly TableLine[],
  column: Column,
  turned: boolean
): TableLine[] {
  const sign = (column.less === true) !== turned ? -1 : 1;
  return [...lines].sort((a, b) => {
    const [left, right] = [column.valueOf(a), column.valueOf(b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    return sign * (right - left) || (a.id < b.id ? -1 : 1);
  });
}
