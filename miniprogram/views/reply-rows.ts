import type { CannedReply } from '../../domain/reply/schema';
import type { RepliesState } from '../services/agent-replies';

export type ReplyGroup = 'recent' | 'own' | 'shared';

export interface ReplyRow {
  id: string;
  title: string;
  /** As the customer will read it, as far as is known here. */
  text: string;
  group: string;
}

export interface ReplyRows {
  rows: ReplyRow[];
  counts: Record<ReplyGroup, number>;
}

/** Whose it is when it is everybody's. */
const ALL = '-';
const PLACE = /\{([^{}]{1,12})\}/g;

/** A search looks through all of them, a group shows its own. */
export function replyRows(
  { replies, recent }: Pick<RepliesState, 'replies' | 'recent'>,
  group: ReplyGroup,
  search: string,
  names: { customer: string; agent: string }
): ReplyRows {
  const own = replies.filter(({ staffId }) => staffId !== ALL);
  const shared = replies.filter(({ staffId }) => staffId === ALL);
  const byId = new Map(replies.map((one) => [one._id, one]));
  const last = recent.flatMap((id) => byId.get(id) ?? []);
  const groups = { recent: last, own, shared };
  const wanted = search.trim().toLowerCase();
  const list = wanted ? found(replies, recent, wanted) : groups[group];
  return {
    rows: list.map((one) => row(one, names)),
    counts: {
      recent: last.length,
      own: own.length,
      shared: shared.length,
    },
  };
}

/** Those whose title fits first, then those used last. */
function found(
  replies: readonly CannedReply[],
  recent: readonly string[],
  wanted: string
): CannedReply[] {
  const rank = ({ _id, title }: CannedReply) => {
    const used = recent.indexOf(_id);
    return (
      (title.toLowerCase().includes(wanted) ? 0 : 1_000) +
      (used < 0 ? 100 : used)
    );
  };
  return replies
    .filter(({ title, text, group }) =>
      [title, text, group].some((words) => words.toLowerCase().includes(wanted))
    )
    .sort((a, b) => rank(a) - rank(b));
}

function row(
  { _id, title, text, group }: CannedReply,
  { customer, agent }: { customer: string; agent: string }
): ReplyRow {
  const filled = text.replace(PLACE, (whole, name: string) => {
    if (name.trim() === '客户') return customer || whole;
    if (name.trim() === '客服') return agent || whole;
    return whole;
  });
  return { id: _id, title, text: filled, group };
}

/** What still stands open in a text: 「{预计时间}」. */
export function openPlaces(text: string): string[] {
  return [...new Set(text.match(PLACE) ?? [])];
}
