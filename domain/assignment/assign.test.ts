import { describe, expect, it } from 'vitest';
import { assign, assignAll, type Policy } from './assign';
import type { Candidate, Waiting } from './candidate';

const agent = (staffId: string, more: Partial<Candidate> = {}): Candidate => ({
  staffId,
  state: 'online',
  load: 0,
  capacity: 15,
  lastAssignedAt: 0,
  identities: [`openid-${staffId}`],
  teamId: '-',
  skills: [],
  ...more,
});

const arrival = (more: Partial<Waiting> = {}): Waiting => ({
  customer: 'customer',
  exclusiveStaffId: '-',
  previousStaffId: '-',
  avoidStaffId: '-',
  teamId: '-',
  skill: '',
  ...more,
});

const OPEN: Policy = { strategy: 'fewest', open: true, dutyStaffId: '-' };

describe('who gets a customer', () => {
  it('[A-BR01] the exclusive agent, although others have fewer', () => {
    const pool = [agent('a'), agent('b', { load: 9 })];
    const made = assign(arrival({ exclusiveStaffId: 'b' }), pool, OPEN);
    expect(made?.staffId).toBe('b');
    expect(made?.why).toBe('exclusive');
  });

  for (const state of ['offline', 'busy', 'break'] as const) {
    it(`[A-BR02] a default agent while the exclusive one is ${state}`, () => {
      const pool = [agent('a'), agent('b', { state })];
      const made = assign(arrival({ exclusiveStaffId: 'b' }), pool, OPEN);
      expect(made).toMatchObject({ staffId: 'a', why: 'default' });
      expect(made?.explanation).toContain('exclusive agent not online');
    });
  }

  it('[A-BR02] a default agent while the exclusive one is full', () => {
    const pool = [agent('a'), agent('b', { load: 2, capacity: 2 })];
    const made = assign(arrival({ exclusiveStaffId: 'b' }), pool, OPEN);
    expect(made?.staffId).toBe('a');
    expect(made?.explanation).toContain('exclusive agent at capacity 2');
  });

  it('[F002b] the online agent with the fewest conversations', () => {
    const pool = [
      agent('a', { load: 3 }),
      agent('b', { load: 1 }),
      agent('c', { load: 0, state: 'offline' }),
    ];
    expect(assign(arrival(), pool, OPEN)?.staffId).toBe('b');
  });

  it('[A-BR03] of equals whoever was idle the longest', () => {
    const pool = [
      agent('a', { load: 1, lastAssignedAt: 300 }),
      agent('b', { load: 1, lastAssignedAt: 100 }),
      agent('c', { load: 1, lastAssignedAt: 200 }),
    ];
    expect(assign(arrival(), pool, OPEN)?.staffId).toBe('b');
  });

  it('whoever had the conversation before it was reopened', () => {
    const pool = [agent('a'), agent('b', { load: 5 })];
    const made = assign(arrival({ previousStaffId: 'b' }), pool, OPEN);
    expect(made).toMatchObject({ staffId: 'b', why: 'previous' });
  });

  it('nobody while everybody is full, away or without a seat', () => {
    const pool = [
      agent('a', { load: 15 }),
      agent('b', { state: 'offline' }),
      agent('c', { identities: [] }),
    ];
    expect(assign(arrival(), pool, OPEN)).toBeNull();
    expect(assign(arrival(), [], OPEN)).toBeNull();
  });

  it('never himself, not even as the exclusive agent', () => {
    const me = arrival({ customer: 'openid-a', exclusiveStaffId: 'a' });
    expect(assign(me, [agent('a')], OPEN)).toBeNull();
    const made = assign(me, [agent('a'), agent('b')], OPEN);
    expect(made?.staffId).toBe('b');
    expect(made?.explanation).toContain('the customer himself');
  });

  it('keeps why it was he', () => {
    const made = assign(arrival(), [agent('a', { load: 3 }), agent('b')], OPEN);
    expect(made?.explanation).toBe(
      'default pool: load 0 of 15, fewest of 2 able'
    );
  });
});

describe('many at once', () => {
  const crowd = (count: number) =>
    Array.from({ length: count }, (_, at) => arrival({ customer: `c${at}` }));
  const shares = (made: ReturnType<typeof assignAll>) => {
    const counts = new Map<string, number>();
    for (const { assignment } of made) {
      const before = counts.get(assignment.staffId) ?? 0;
      counts.set(assignment.staffId, before + 1);
    }
    return [...counts.values()];
  };

  it('[A-BR03] no two agents differ by more than one', () => {
    for (const count of [1, 7, 20, 44]) {
      const pool = ['a', 'b', 'c'].map((id) => agent(id));
      const counts = shares(assignAll(crowd(count), pool, OPEN, 1_000));
      const spread = Math.max(...counts) - Math.min(...counts);
      expect(spread).toBeLessThanOrEqual(1);
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count);
    }
  });

  it('nobody gets more than his capacity; the rest waits in order', () => {
    const pool = [agent('a', { capacity: 2 }), agent('b', { capacity: 1 })];
    const made = assignAll(crowd(10), pool, OPEN, 1_000);
    expect(made.map(({ waiting }) => waiting.customer)).toEqual([
      'c0',
      'c1',
      'c2',
    ]);
    expect(shares(made).sort()).toEqual([1, 2]);
  });

  it('changes none of the candidates it was given', () => {
    const pool = [agent('a')];
    assignAll(crowd(3), pool, OPEN, 1_000);
    expect(pool).toEqual([agent('a')]);
  });
});
