import type { RepliesState } from '../../../../miniprogram/services/agent-replies';
import {
  replyRows,
  type ReplyRow,
} from '../../../../miniprogram/views/reply-rows';

const MOST = 8;
const GROUPS = ['recent', 'own', 'shared'] as const;

/**
 * What a slash offers, eight at most: what fits the words behind it, or
 * those used last, then his own, then those of all. None without a slash.
 */
export function slashRows(
  replies: Pick<RepliesState, 'replies' | 'recent'>,
  text: string,
  names: { customer: string; agent: string }
): ReplyRow[] {
  if (!text.startsWith('/')) return [];
  const rows = GROUPS.flatMap(
    (group) => replyRows(replies, group, text.slice(1), names).rows
  );
  const once = new Map(rows.map((row) => [row.id, row]));
  return [...once.values()].slice(0, MOST);
}
