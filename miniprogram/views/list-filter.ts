import type { Conversation } from '../../domain/conversation/schema';

export type ListRange = 'all' | 'today' | 'week' | 'month';

/** What an agent wants to see of a tab; the tab itself is the state. */
export interface ListFilter {
  /** A part of a name, of the last message or of a draft. */
  text: string;
  range: ListRange;
  unreadOnly: boolean;
  order: 'latest' | 'longest';
}

export const EVERYTHING: ListFilter = {
  text: '',
  range: 'all',
  unreadOnly: false,
  order: 'latest',
};

const DAY = 24 * 60 * 60_000;
const DAYS = { week: 7, month: 30 } as const;

/** The oldest last message that still counts, ms; 0: all of them. */
export function rangeStart(range: ListRange, now: number): number {
  if (range === 'all') return 0;
  const today = new Date(now).setHours(0, 0, 0, 0);
  return range === 'today' ? today : today - (DAYS[range] - 1) * DAY;
}

export function fits(
  one: Conversation,
  filter: ListFilter,
  { draft, badge, now }: { draft: string; badge: number; now: number }
): boolean {
  if (filter.unreadOnly && badge === 0) return false;
  if (one.lastAt < rangeStart(filter.range, now)) return false;
  const wanted = filter.text.trim().toLowerCase();
  if (wanted === '') return true;
  return [one.customerCard.nick, one.lastText, draft].some((text) =>
    text.toLowerCase().includes(wanted)
  );
}

/** Newest first as they come; or who waits longest first, the rest after. */
export function ordered(
  list: readonly Conversation[],
  order: ListFilter['order']
): readonly Conversation[] {
  if (order === 'latest') return list;
  const since = ({ waitingSince }: Conversation) => waitingSince ?? Infinity;
  return [...list].sort((a, b) => {
    const apart = since(a) - since(b);
    // Two who do not wait: Infinity minus itself is no number.
    return Number.isNaN(apart) ? b.lastAt - a.lastAt : apart;
  });
}

/** Whether anything but the order narrows the list. */
export function isNarrowed({ text, range, unreadOnly }: ListFilter): boolean {
  return text.trim() !== '' || range !== 'all' || unreadOnly;
}
