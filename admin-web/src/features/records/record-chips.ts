import { fill } from '../../../../domain/ui/copy/fill';
import { RECORD_CHIP_COPY as COPY } from '../../../../domain/ui/copy/records';
import { RECORD_TIMES } from '../../../../domain/record/query';
import { NOBODY } from '../../../../domain/values/collections';
import { slotWords } from '../../components/record-words';
import type { RecordFilter } from './record-filter';

export interface Chip {
  key: keyof RecordFilter;
  word: string;
}

/** So much of a code's id tells one from another. */
const TAIL = 6;
const YES = [
  'rated',
  'commented',
  'converted',
  'resolved',
  'inOne',
  'answered',
] as const;

/** @param team what the team of the filter is called; '' while not known */
export function chipsOf(filter: RecordFilter, team: string): Chip[] {
  const by = RECORD_TIMES.find((one) => one === filter.by) ?? 'lastAt';
  const { code, score } = filter;
  const codeWord =
    code === NOBODY
      ? COPY.noCode
      : code && fill(COPY.code, { code: code.slice(-TAIL) });
  const teamWord = team ? fill(COPY.team, { name: team }) : COPY.teamUnnamed;
  // Words are only in what was rated.
  const yes = YES.filter((key) => key !== 'rated' || !filter.commented);
  const all: Chip[] = [
    { key: 'team', word: filter.team && teamWord },
    { key: 'code', word: codeWord },
    { key: 'by', word: COPY.by[by] },
    { key: 'score', word: score && fill(COPY.score, { n: score }) },
    { key: 'slot', word: filter.slot && slotWords(Number(filter.slot)) },
    ...yes.map((key) => ({ key, word: filter[key] && COPY[key] })),
  ];
  return all.filter(({ word }) => word !== '');
}
