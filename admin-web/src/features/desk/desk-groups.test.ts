import { describe, expect, it } from 'vitest';
import type { RowView } from '../../../../miniprogram/views/conversation-row';
import type { Conversation } from '../../../../domain/conversation/schema';
import { EVERYTHING } from '../../../../miniprogram/views/list-filter';
import {
  deskGroups,
  heldAt,
  keepPlace,
  neighbour,
  type RowGroup,
} from './desk-groups';

const row = (id: string) => ({ id }) as RowView;
const groups = (unread: string[], seen: string[]): RowGroup[] => [
  { key: 'unread', rows: unread.map(row) },
  { key: 'seen', rows: seen.map(row) },
];
const ids = (all: RowGroup[]) =>
  all.map(({ rows }) => rows.map(({ id }) => id).join(' '));

describe('[A-P04] the list of the desk', () => {
  it('keeps the open row where it was opened, though it is read now', () => {
    const held = heldAt(groups(['a', 'b', 'c'], ['d']), 'b');
    const after = keepPlace(groups(['a', 'c'], ['b', 'd']), held);
    expect(ids(after)).toEqual(['a b c', 'd']);
  });

  it('lets it go to its group once another is opened', () => {
    const after = keepPlace(groups(['a', 'c'], ['b', 'd']), null);
    expect(ids(after)).toEqual(['a c', 'b d']);
  });

  it('holds no place for one that is gone', () => {
    const held = heldAt(groups(['a', 'b'], []), 'b');
    expect(ids(keepPlace(groups(['a'], []), held))).toEqual(['a', '']);
  });

  it('shows whom he marked among those he has seen and still owes an answer', () => {
    const open = ['a', 'b'].map((_id) => ({
      _id,
      seq: 1,
      lastAt: 0,
      lastText: '',
      unreadAgent: 0,
      waitingSince: null,
      state: 'active',
      customerCard: { nick: _id, avatar: '' },
    })) as unknown as Conversation[];
    const draftOf = () => '';
    const input = { open, closed: [], ownRead: {}, draftOf, now: 0 };
    const all = deskGroups('waiting', input, EVERYTHING, new Set(['b']));
    expect(ids(all)).toEqual(['', 'b', 'a']);
  });

  it('goes over the borders of groups by key, and stops at the ends', () => {
    const all = groups(['a'], ['b']);
    expect(neighbour(all, 'a', 1)).toBe('b');
    expect(neighbour(all, 'b', -1)).toBe('a');
    expect(neighbour(all, 'b', 1)).toBeUndefined();
    expect(neighbour(all, 'x', 1)).toBe('a');
  });
});
