import {
  listView,
  type ListInput,
  type RowView,
} from '../../../../miniprogram/views/conversation-row';
import type { ListFilter } from '../../../../miniprogram/views/list-filter';

export type DeskTab = 'waiting' | 'active' | 'closed';

export interface RowGroup {
  key: 'unread' | 'seen' | 'answered' | 'all';
  rows: RowView[];
}

/** Where a row stood when it was opened. */
export interface Held {
  id: string;
  group: RowGroup['key'];
  index: number;
}

/**
 * The tab 待回复 shows whoever is answered below, so that nothing is away; whom
 * he marked stands among those he still has to answer.
 */
export function deskGroups(
  tab: DeskTab,
  input: ListInput,
  filter: ListFilter,
  marked: ReadonlySet<string> = new Set()
): RowGroup[] {
  if (tab !== 'waiting') {
    return [{ key: 'all', rows: listView(tab, input, filter).rows }];
  }
  const waiting = listView('waiting', input, filter);
  const answered = listView('active', input, filter).rows;
  const isMarked = ({ id }: RowView) => marked.has(id);
  return [
    { key: 'unread', rows: waiting.rows },
    { key: 'seen', rows: [...answered.filter(isMarked), ...waiting.seen] },
    { key: 'answered', rows: answered.filter((one) => !isMarked(one)) },
  ];
}

export function heldAt(groups: readonly RowGroup[], id: string): Held | null {
  for (const { key, rows } of groups) {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) return { id, group: key, index };
  }
  return null;
}

/**
 * The open row keeps its place until it is left: the list never jumps under
 * the pointer because of what he does in it.
 */
export function keepPlace(
  groups: readonly RowGroup[],
  held: Held | null
): RowGroup[] {
  const row = held && groups.flatMap(({ rows }) => rows).find(is(held.id));
  if (!held || !row) return [...groups];
  return groups.map(({ key, rows }) => {
    const others = rows.filter((one) => one.id !== held.id);
    if (key === held.group) others.splice(held.index, 0, row);
    return { key, rows: others };
  });
}

const is = (id: string) => (row: RowView) => row.id === id;

/** The row after or before, over all groups; the first where there is none. */
export function neighbour(
  groups: readonly RowGroup[],
  id: string,
  step: 1 | -1
): string | undefined {
  const ids = groups.flatMap(({ rows }) => rows.map((row) => row.id));
  const at = ids.indexOf(id);
  return at < 0 ? ids[0] : ids[at + step];
}
