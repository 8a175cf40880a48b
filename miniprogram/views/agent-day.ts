import { COPY, fill } from '../contract/copy/phone';
import type { Today } from '../services/agent-today';
import { waitWords } from './time-words';

export interface DayFigure {
  key: 'handled' | 'first' | 'score';
  word: string;
  value: string;
  /** '' where yesterday is not known. */
  before: string;
}

type Counted = Today['today'];

/** What there is nothing to divide by is a dash, never a nought. */
const NONE = '–';

const FIGURES: {
  key: DayFigure['key'];
  word: string;
  value(day: Counted): string;
}[] = [
  {
    key: 'handled',
    word: COPY.todayHandled,
    value: ({ numbers }) => String(numbers.handled),
  },
  {
    key: 'first',
    word: COPY.todayFirst,
    value: ({ figures: { firstReplyMs } }) =>
      firstReplyMs === null ? NONE : waitWords(firstReplyMs),
  },
  {
    key: 'score',
    word: COPY.todayScore,
    value: ({ figures: { score } }) =>
      score === null ? NONE : score.toFixed(1),
  },
];

export function dayFigures({ today, yesterday }: Today): DayFigure[] {
  return FIGURES.map(({ key, word, value }) => ({
    key,
    word,
    value: value(today),
    before: yesterday
      ? fill(COPY.todayYesterday, { value: value(yesterday) })
      : '',
  }));
}
