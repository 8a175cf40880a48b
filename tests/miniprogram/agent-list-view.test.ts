import { describe, expect, it } from 'vitest';
import {
  isWaiting,
  listView,
  type ListInput,
} from '../../miniprogram/views/conversation-row';
import {
  EVERYTHING,
  type ListFilter,
} from '../../miniprogram/views/list-filter';
import {
  atOnce,
  isSame,
  oneMore,
  rowsAt,
  withRoom,
} from '../../miniprogram/views/list-window';
import { fresh } from './support/fake-service';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = new Date(2026, 9, 22, 12, 0).getTime();

const PEOPLE: [nick: string, ago: number, waits: number, unread: number][] = [
  ['李敏', MINUTE, MINUTE, 2],
  ['赵国平', 5 * MINUTE, 60 * MINUTE, 0],
  ['马晓燕', 3 * DAY, 3 * DAY, 1],
  ['何雪', 2 * MINUTE, 0, 0],
];

const open = PEOPLE.map(([nick, ago, waits, unreadAgent], i) =>
  fresh(NOW, {
    _id: `c${i}`,
    seq: 3,
    customerCard: { nick, avatar: '' },
    lastText: `${nick}的问题`,
    lastAt: NOW - ago,
    unreadAgent,
    waitingSince: waits ? NOW - waits : null,
  })
);

function input(patch: Partial<ListInput> = {}): ListInput {
  const draftOf = () => '';
  return { open, closed: [], ownRead: {}, draftOf, now: NOW, ...patch };
}

function names(filter: Partial<ListFilter>, patch: Partial<ListInput> = {}) {
  const shown = { ...EVERYTHING, ...filter };
  const { rows, seen } = listView('waiting', input(patch), shown);
  return [...rows, ...seen].map(({ person }) => person.name);
}

describe('the filters of the list', () => {
  it('[F006g] narrow by state and time together', () => {
    expect(names({})).toEqual(['李敏', '马晓燕', '赵国平']);
    expect(names({ range: 'today' })).toEqual(['李敏', '赵国平']);
    expect(names({ range: 'week' })).toHaveLength(3);
    const { rows } = listView('active', input(), {
      ...EVERYTHING,
      range: 'today',
    });
    expect(rows.map(({ person }) => person.name)).toEqual(['何雪']);
  });

  it('[US004] find by name, by what was said and by what was begun', () => {
    expect(names({ text: ' 赵 ' })).toEqual(['赵国平']);
    expect(names({ text: '敏的问' })).toEqual(['李敏']);
    const draftOf = (id: string) => (id === 'c2' ? 'Excel 模板' : '');
    expect(names({ text: 'excel' }, { draftOf })).toEqual(['马晓燕']);
    expect(names({ text: '没有' })).toEqual([]);
  });

  it('[F006d] show only what is unread, and not what he has just read', () => {
    expect(names({ unreadOnly: true })).toEqual(['李敏', '马晓燕']);
    const ownRead = { c0: 3 };
    expect(names({ unreadOnly: true }, { ownRead })).toEqual(['马晓燕']);
  });

  it('[F006f] order by the last message, or by the longest wait', () => {
    const longest = names({ order: 'longest' });
    expect(longest).toEqual(['马晓燕', '赵国平', '李敏']);
    expect(open.filter(isWaiting)).toHaveLength(3);
  });
});

describe('a reminder', () => {
  it('marks its row as long as that wait lasts', () => {
    const marks = (at: number) =>
      listView('waiting', input({ nudgedAt: { c0: at } })).rows[0]?.nudged;
    expect(marks(NOW)).toBe('催');
    expect(marks(NOW - 2 * MINUTE)).toBe('');
  });
});

describe('the window of a long list', () => {
  const heights = Array.from({ length: 200 }, () => 76);

  /** Row by row, as long as there is more. */
  function drawnAt(top: number, drawn = { from: 0, to: 0 }) {
    const rows = rowsAt(heights, top, 600);
    const steps = [atOnce(drawn, rows)];
    for (let now = steps[0]; now && !isSame(now, rows.near);) {
      now = oneMore(now, rows);
      steps.push(now);
    }
    return steps;
  }

  it('[US004] draws a screen and a little more of two hundred', () => {
    for (const top of [0, 760, 7_000, 200 * 76 - 600]) {
      const all = drawnAt(top).map((range) => withRoom(heights, range));
      for (const { from, to, before, after } of all) {
        expect(to - from).toBeLessThanOrEqual(26);
        expect(before + (to - from) * 76 + after).toBe(200 * 76);
        expect(before).toBeLessThanOrEqual(top);
        expect(before + (to - from) * 76).toBeGreaterThanOrEqual(top + 600);
      }
    }
  });

  it('[US004] follows the finger by one row after another', () => {
    const before = drawnAt(7_600).pop();
    const steps = drawnAt(7_600 + 3 * 76, before);
    expect(steps.map(({ to }) => to)).toEqual([116, 117, 118, 119]);
    expect(new Set(steps.map(({ from }) => from))).toEqual(new Set([95]));
  });

  it('begins with what is in sight after a jump, and goes back upward too', () => {
    const rows = rowsAt(heights, 0, 600);
    const far = { from: 150, to: 170 };
    expect(atOnce(far, rows)).toEqual(rows.seen);
    expect(oneMore(far, rows)).toEqual({ from: 0, to: 1 });
    const below = rowsAt(heights, 7_600, 600);
    const { to } = below.near;
    expect(oneMore({ from: 105, to }, below)).toEqual({ from: 104, to });
    expect(oneMore({ from: 100, to }, below)).toEqual({ from: 99, to });
  });

  it('knows an empty list', () => {
    const rows = rowsAt([], 0, 600);
    const none = { from: 0, to: 0 };
    expect(oneMore(none, rows)).toEqual(none);
    const empty = { ...none, before: 0, after: 0 };
    expect(withRoom([], atOnce(none, rows))).toEqual(empty);
  });
});
