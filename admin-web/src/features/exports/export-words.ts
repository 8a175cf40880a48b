import type { DownloadView } from '../../../../domain/download/schema';
import { AUDIT_COPY, STATE_COPY } from '../../../../domain/ui/copy/records';
import {
  EXPORT_KINDS,
  EXPORTS_COPY,
  QUERY_WORDS,
} from '../../../../domain/ui/copy/exports';
import { fill } from '../../../../domain/ui/copy/fill';
import { NOBODY } from '../../../../domain/values/collections';
import type { InputOf } from '../../../../domain/actions/index';
import { slotWords, stampWords } from '../../components/record-words';

export type ExportWish = InputOf<'download.create'>['wish'];
type Records = Extract<ExportWish, { kind: 'records' }>['query'];
type Audit = Extract<ExportWish, { kind: 'audit' }>['query'];
type Names = ReadonlyMap<string, string>;

/** `会话记录 · Excel · 含聊天正文` */
export function kindWords(wish: DownloadView['wish']): string {
  const format = wish.format === 'pdf' ? 'PDF' : 'Excel';
  const texts = wish.kind === 'records' && wish.texts;
  return [
    EXPORT_KINDS[wish.kind],
    format,
    ...(texts ? [EXPORTS_COPY.withTexts] : []),
  ].join(' · ');
}

/** What is in it, as a line: `11-01 00:00 至 11-20 23:59 · 状态 已结束`. */
export function queryWords(
  wish: Pick<ExportWish, 'kind' | 'query'>,
  names: Names,
  now: number
): string {
  const words =
    wish.kind === 'audit'
      ? auditWords(wish.query as Audit, names)
      : recordWords(wish.query as Records, names);
  const span = spanWords(wish.query, now);
  return [...span, ...words].join(' · ') || EXPORTS_COPY.everything;
}

interface Span {
  from?: number | undefined;
  to?: number | undefined;
  firstDay?: string | undefined;
  lastDay?: string | undefined;
}

function spanWords(query: Span, now: number): string[] {
  const words = (at: number | undefined, day = '') =>
    at === undefined ? day : stampWords(at, now);
  const first = words(query.from, query.firstDay);
  const last = words(query.to, query.lastDay);
  if (first && last) {
    return [fill(QUERY_WORDS.span, { from: first, to: last })];
  }
  if (first) return [fill(QUERY_WORDS.since, { from: first })];
  return last ? [fill(QUERY_WORDS.until, { to: last })] : [];
}

function recordWords(query: Records, names: Names): string[] {
  const { by, text, staffId, customerId, state, tag, score } = query;
  const said: (string | false | undefined)[] = [
    by && by !== 'lastAt' && QUERY_WORDS[by],
    text && fill(QUERY_WORDS.text, { text }),
    query.teamId && QUERY_WORDS.team,
    query.codeId && codeWords(query.codeId),
    staffId && fill(QUERY_WORDS.staff, { name: names.get(staffId) ?? '…' }),
    customerId && QUERY_WORDS.customer,
    state && STATE_COPY[state],
    tag && fill(QUERY_WORDS.tag, { tag }),
    score !== undefined && fill(QUERY_WORDS.score, { n: score }),
    query.slot !== undefined && slotWords(query.slot),
    query.rated && QUERY_WORDS.rated,
    query.commented && QUERY_WORDS.commented,
    query.answered && QUERY_WORDS.answered,
    query.converted && QUERY_WORDS.converted,
    query.resolved && QUERY_WORDS.resolved,
    query.solvedInOne && QUERY_WORDS.solvedInOne,
  ];
  return said.filter((one): one is string => Boolean(one));
}

function codeWords(codeId: string): string {
  if (codeId === NOBODY) return QUERY_WORDS.noCode;
  return fill(QUERY_WORDS.code, { code: codeId.slice(-TAIL) });
}

/** So much of a code's id tells one from another. */
const TAIL = 6;

function auditWords(query: Audit, names: Names): string[] {
  const { actor, action, object } = query;
  return [
    ...(actor
      ? [fill(QUERY_WORDS.actor, { name: names.get(actor) ?? actor })]
      : []),
    ...(action ? [AUDIT_COPY[action] ?? action] : []),
    ...(object ? [fill(QUERY_WORDS.object, { id: object })] : []),
  ];
}
