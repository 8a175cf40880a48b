import { COPY } from '../../../../contract/copy/phone';
import type { DeskState } from '../../../../services/agent-desk';
import { nudgesIn } from '../../../../services/agent-nudges';
import {
  isWaiting,
  listView,
  type ListTab,
  type RowView,
} from '../../../../views/conversation-row';
import { isNarrowed, type ListFilter } from '../../../../views/list-filter';
import { zoomedPx } from '../../../../platform/text-size';
import { unreadOf } from '../../../../services/unread';

export type ListItem =
  | { key: string; type: 'row'; row: RowView }
  | { key: string; type: 'separator'; word: string; count: number };

/** A line as the list draws it; rows are given what they show by a call. */
export interface DrawnLine {
  key: string;
  /** Of a separator; '' is a row. */
  word: string;
  count: number;
}

export const lineOf = (item: ListItem): DrawnLine =>
  item.type === 'row'
    ? { key: item.key, word: '', count: 0 }
    : { key: item.key, word: item.word, count: item.count };

export interface ConversationListView {
  ready: boolean;
  tabs: { key: ListTab; word: string; count: number; dot: boolean }[];
  empty: string;
  emptyHow: string;
  /** What is looked for may stand in closed ones that are not read yet. */
  olderToo: boolean;
}

const EMPTY: Record<ListTab, string> = {
  waiting: COPY.emptyWaiting,
  active: COPY.emptyActive,
  closed: COPY.emptyClosed,
};

export interface Shown {
  tab: ListTab;
  filter: ListFilter;
}

/** Heights in rpx; the styles of row and separator say the same. */
export const HEIGHTS = { row: 152, separator: 72 } as const;

/** As wide as the styles say three acts are, in rpx. */
const ACTS_RPX = 3 * 144;

/** How far a swipe moves a row of the tab, in px; closed ones stay. */
export function swipeRoom(tab: ListTab, windowWidth: number): number {
  return tab === 'closed' ? 0 : ACTS_RPX * zoomedPx(windowWidth);
}

/** Everything a tab holds, drawn or not. */
export function listItems(
  state: DeskState,
  { tab, filter }: Shown,
  draftOf: (id: string) => string,
  now: number
): ListItem[] {
  const { open, closed, ownRead } = state;
  const nudgedAt = nudgesIn(state.threads);
  const input = { open, closed, ownRead, nudgedAt, draftOf, now };
  const { rows, seen } = listView(tab, input, filter);
  const word = COPY.seenUnanswered;
  const line = { type: 'separator', key: 'seen', word } as const;
  return [
    ...rows.map(item),
    ...(seen.length > 0 ? [{ ...line, count: seen.length }] : []),
    ...seen.map(item),
  ];
}

const item = (row: RowView): ListItem => ({ key: row.id, type: 'row', row });

export function conversationListView(
  state: DeskState,
  { tab, filter }: Shown,
  count: number
): ConversationListView {
  const { open, ownRead, phase, closedComplete } = state;
  const waiting = open.filter(isWaiting);
  const active = open.filter((one) => !isWaiting(one));
  const narrowed = isNarrowed(filter);
  const dot = (list: typeof open) =>
    list.some((one) => unreadOf(one, ownRead) > 0);
  const none = narrowed ? COPY.emptyFound : EMPTY[tab];
  return {
    ready: phase === 'ready',
    tabs: [
      {
        key: 'waiting',
        word: COPY.waitingTab,
        count: waiting.length,
        dot: dot(waiting),
      },
      {
        key: 'active',
        word: COPY.activeTab,
        count: active.length,
        dot: dot(active),
      },
      { key: 'closed', word: COPY.closedTab, count: 0, dot: false },
    ],
    empty: count === 0 ? none : '',
    emptyHow: count === 0 && narrowed ? COPY.emptyFoundHow : '',
    olderToo: tab === 'closed' && narrowed && !closedComplete,
  };
}
