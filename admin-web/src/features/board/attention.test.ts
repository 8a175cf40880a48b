import { describe, expect, it } from 'vitest';
import { attentionOf } from './attention';
import type { Board } from './use-board';

const NOW = 10_000_000;
const MINUTE = 60_000;
const agent = (patch: Partial<Board['agents'][number]>) =>
  ({
    staffId: 's1',
    name: '陈雨桐',
    state: 'online',
    load: 1,
    capacity: 10,
    unanswered: 0,
    oldestWaitAt: null,
    ...patch,
  }) as Board['agents'][number];
const board = (patch: Partial<Board>): Board => ({
  serverTime: NOW,
  whole: true,
  agents: [agent({})],
  queue: { waiting: 0, oldestWaitAt: null, first: [] },
  active: 0,
  unanswered: 0,
  today: { begun: 0, closed: 0 },
  ...patch,
});
const waits = (minutes: number) => ({
  waiting: 1,
  oldestWaitAt: NOW - minutes * MINUTE,
  first: [
    {
      conversationId: 'c',
      customerId: 'k',
      nick: '吴海涛',
      lastText: '在吗',
      waitingSince: NOW - minutes * MINUTE,
    },
  ],
});

describe('[F009d] what a supervisor should look at', () => {
  it('is nothing while all is well', () => {
    expect(attentionOf(board({ queue: waits(4) }), NOW)).toEqual([]);
  });

  it('names who waits longest beyond the target, and whose he is', () => {
    const late = agent({ oldestWaitAt: NOW - 8 * MINUTE, unanswered: 4 });
    const later = agent({
      staffId: 's2',
      name: '孙佳',
      oldestWaitAt: NOW - 9 * MINUTE,
      unanswered: 1,
    });
    const found = attentionOf(board({ agents: [late, later] }), NOW);
    expect(found.map(({ of }) => of)).toEqual([
      { staffId: 's2' },
      { staffId: 's1' },
    ]);
    expect(found[1]?.words).toBe('有客户等了 8:00，陈雨桐还有 4 个待回复');
  });

  it('says first that nobody is there while somebody waits', () => {
    const found = attentionOf(
      board({ agents: [agent({ state: 'break' })], queue: waits(6) }),
      NOW
    );
    expect(found.map(({ id }) => id)).toEqual(['nobody', 'queue']);
  });

  it('counts the places of those who are there only', () => {
    const agents = [
      agent({ load: 9 }),
      agent({ staffId: 's2', state: 'offline', load: 0, capacity: 90 }),
    ];
    expect(attentionOf(board({ agents }), NOW)[0]?.words).toBe(
      '在线客服快满了：9 / 10'
    );
  });
});
