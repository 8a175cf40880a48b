import { COPY, fill } from '../../../../contract/copy';
import type { DeskState } from '../../../../services/agent-desk';
import {
  isWaiting,
  listView,
  type ListTab,
  type RowView,
} from '../../../../views/conversation-row';
import { PRESENCE_WORDS } from '../../../../views/customer-header';

export interface ListPageView {
  ready: boolean;
  presence: DeskState['presence'];
  presenceWord: string;
  load: string;
  tabs: { key: ListTab; word: string; count: number }[];
  rows: (RowView & { key: string })[];
  seen: (RowView & { key: string })[];
  empty: string;
  offline: boolean;
}

const EMPTY: Record<ListTab, string> = {
  waiting: COPY.emptyWaiting,
  active: COPY.emptyActive,
  closed: COPY.emptyClosed,
};

export function listPageView(
  state: DeskState,
  tab: ListTab,
  draftOf: (id: string) => string,
  now: number
): ListPageView {
  const { open, closed, ownRead, staff, presence } = state;
  const view = listView(tab, { open, closed, ownRead, draftOf, now });
  const waiting = open.filter(isWaiting).length;
  const capacity = staff?.capacity ?? 0;
  return {
    ready: state.phase === 'ready',
    presence,
    presenceWord: PRESENCE_WORDS[presence],
    load: fill(COPY.load, { load: open.length, capacity }),
    tabs: [
      { key: 'waiting', word: COPY.waitingTab, count: waiting },
      { key: 'active', word: COPY.activeTab, count: open.length - waiting },
      { key: 'closed', word: COPY.closedTab, count: 0 },
    ],
    rows: view.rows.map(keyed),
    seen: view.seen.map(keyed),
    empty: view.rows.length + view.seen.length === 0 ? EMPTY[tab] : '',
    offline: state.connection === 'unreachable',
  };
}

const keyed = (row: RowView) => ({ ...row, key: row.id });
