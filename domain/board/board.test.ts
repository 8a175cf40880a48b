import { describe, expect, it } from 'vitest';
import type { Presence, Staff } from '../staff/schema';
import { boardAgent, boardQueue, type OpenConversation } from './board';

const NOW = 1_800_000_000_000;
const one = (fields: Partial<OpenConversation>): OpenConversation => ({
  _id: 'c',
  customerId: 'x',
  customerCard: { nick: '王', avatar: '' },
  staffId: 'a',
  state: 'active',
  waitingSince: null,
  createdAt: NOW - 60_000,
  lastText: '你好',
  ...fields,
});
const staff = { _id: 'a', name: '小云', load: 2, capacity: 5 } as Staff;

describe('[F009d] [B-90] the board', () => {
  it('counts for an agent who waits for him, and since when', () => {
    const open = [
      one({ waitingSince: NOW - 5_000 }),
      one({ waitingSince: NOW - 9_000 }),
      one({}),
      one({ staffId: 'b', waitingSince: NOW - 90_000 }),
    ];
    const here = { state: 'online', lastSeenAt: NOW } as Presence;
    expect(boardAgent(staff, here, open, NOW)).toMatchObject({
      state: 'online',
      unanswered: 2,
      oldestWaitAt: NOW - 9_000,
    });
  });

  it('calls offline who was not heard of, and who was never here', () => {
    const gone = { state: 'online', lastSeenAt: 0 } as Presence;
    expect(boardAgent(staff, gone, [], NOW).state).toBe('offline');
    const never = boardAgent(staff, null, [], NOW);
    expect(never).toMatchObject({ state: 'offline', oldestWaitAt: null });
  });

  it('[B-91] shows who waits, the longest first, and 20 at most', () => {
    const waiting = Array.from({ length: 30 }, (_, at) =>
      one({ _id: `c${at}`, state: 'waiting', waitingSince: NOW - at })
    );
    const queue = boardQueue([...waiting, one({ waitingSince: 1 })]);
    expect(queue).toMatchObject({ waiting: 30, oldestWaitAt: NOW - 29 });
    expect(queue.first).toHaveLength(20);
    expect(queue.first[0]?.conversationId).toBe('c29');
  });
});
