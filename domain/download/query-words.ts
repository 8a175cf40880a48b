import type { RecordQuery } from '../record/query';
import { NOBODY } from '../values/collections';
import { timeText } from './cells';
import {
  CHANNEL_WORDS,
  DOWNLOAD_WORDS,
  QUERY_LINE as WORDS,
  STATE_WORDS,
} from './words';

/** What ids of a query are called now; '' where nobody has it. */
export interface QueryNames {
  staff: string;
  team: string;
}

/**
 * `开始 2026-11-20 00:00:00 起，小组 一组`: every filter, but not the text that
 * was searched for. '' where there is none.
 * @param query its days as moments
 */
export function queryLine(
  query: RecordQuery,
  { staff, team }: QueryNames,
  timeZone: string
): string {
  const { staffId, teamId, customerId, state, channel, score } = query;
  const { codeId, tag, text, rated, slot } = query;
  const yes = (key: 'commented' | 'resolved' | 'converted' | 'answered') =>
    told(WORDS[key], query[key]);
  const words = [
    ...spanWords(query, timeZone),
    staffId && `${WORDS.staff} ${staff || staffId}`,
    teamId && `${WORDS.team} ${team || teamId}`,
    codeId && (codeId === NOBODY ? WORDS.noCode : `${WORDS.code} ${codeId}`),
    customerId && `${WORDS.customer} ${customerId}`,
    state && STATE_WORDS[state],
    channel && CHANNEL_WORDS[channel],
    score !== undefined && `${WORDS.score} ${score}`,
    rated !== undefined && (rated ? WORDS.rated : WORDS.unrated),
    tag && `${WORDS.tag} ${tag}`,
    slot !== undefined && slotWord(slot),
    yes('commented'),
    yes('resolved'),
    told(WORDS.solvedInOne, query.solvedInOne),
    yes('converted'),
    yes('answered'),
    text && WORDS.text,
  ];
  return words.filter(Boolean).join('，');
}

function slotWord(slot: number): string {
  const day = WORDS.weekdays[Math.floor(slot / 24)] ?? '';
  return `${day} ${slot % 24}:00 ${WORDS.by.createdAt}`;
}

function told(word: string, value: boolean | undefined): string {
  if (value === undefined) return '';
  return value ? word : `${word} ${DOWNLOAD_WORDS.no}`;
}

function spanWords({ by, from, to }: RecordQuery, timeZone: string): string[] {
  const word = WORDS.by[by];
  const one = (at: number | undefined, end: string) =>
    at === undefined ? [] : [`${word} ${timeText(timeZone, at)} ${end}`];
  return [...one(from, WORDS.since), ...one(to, WORDS.until)];
}
