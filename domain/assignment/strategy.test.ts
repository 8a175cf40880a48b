import { describe, expect, it } from 'vitest';
import { assign, assignAll, type Policy } from './assign';
import type { Candidate, Waiting } from './candidate';
import { whyWaiting } from './why-waiting';

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
const by = (more: Partial<Policy> = {}): Policy => ({
  strategy: 'fewest',
  open: true,
  dutyStaffId: '-',
  ...more,
});

describe('the strategy of the default pool', () => {
  it('[B-38] in turn: whoever got none for longest, however much he has', () => {
    const pool = [
      agent('a', { load: 0, lastAssignedAt: 200 }),
      agent('b', { load: 9, lastAssignedAt: 100 }),
    ];
    const made = assign(arrival(), pool, by({ strategy: 'round-robin' }));
    expect(made).toMatchObject({ staffId: 'b', why: 'default' });
    expect(made?.explanation).toContain('next in turn of 2 able');
  });

  it('[B-38] in turn goes round and round, across rounds too', () => {
    const pool = ['a', 'b', 'c'].map((id) => agent(id));
    const rule = by({ strategy: 'round-robin' });
    const crowd = (names: string[]) =>
      names.map((customer) => arrival({ customer }));
    const first = assignAll(crowd(['1', '2', '3', '4']), pool, rule, 1_000);
    const turns = new Map(first.map((one) => [one.assignment.staffId, one]));
    const after = pool.map((one) => ({
      ...one,
      lastAssignedAt: turns.get(one.staffId)?.turn ?? 0,
    }));
    const second = assignAll(crowd(['5', '6']), after, rule, 2_000);
    const order = [...first, ...second].map(
      ({ assignment: { staffId } }) => staffId
    );
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('[B-40] by skill: the fewest of those who know it', () => {
    const pool = [
      agent('a'),
      agent('b', { load: 3, skills: ['退款'] }),
      agent('c', { load: 2, skills: ['英语', '退款'] }),
    ];
    const rule = by({ strategy: 'skills' });
    const made = assign(arrival({ skill: '退款' }), pool, rule);
    expect(made?.staffId).toBe('c');
    expect(made?.explanation).toContain('fewest of 2 who know 退款');
  });

  it('[B-40] somebody else rather than nobody where none who knows is free', () => {
    const pool = [
      agent('a', { load: 1 }),
      agent('b', { load: 2, capacity: 2, skills: ['退款'] }),
    ];
    const rule = by({ strategy: 'skills' });
    const made = assign(arrival({ skill: '退款' }), pool, rule);
    expect(made?.staffId).toBe('a');
    expect(made?.explanation).toContain('nobody free knows 退款');
    expect(assign(arrival(), pool, rule)?.explanation).toContain(
      'fewest of 1 able'
    );
  });

  it('the skill counts only where the strategy asks for it', () => {
    const pool = [agent('a'), agent('b', { load: 1, skills: ['退款'] })];
    expect(assign(arrival({ skill: '退款' }), pool, by())?.staffId).toBe('a');
  });
});

describe('who is left out', () => {
  it('everybody outside the team it was handed to, the exclusive one too', () => {
    const waiting = arrival({ teamId: 'team', exclusiveStaffId: 'a' });
    const outside = agent('a');
    expect(assign(waiting, [outside], by())).toBeNull();
    const inside = agent('b', { load: 9, teamId: 'team' });
    const made = assign(waiting, [outside, inside], by());
    expect(made?.staffId).toBe('b');
    expect(made?.explanation).toMatch(/exclusive agent of another team; team/);
  });

  it('who did not answer, while others can', () => {
    const waiting = arrival({ avoidStaffId: 'a', exclusiveStaffId: 'a' });
    const made = assign(waiting, [agent('a'), agent('b', { load: 9 })], by());
    expect(made?.staffId).toBe('b');
    expect(made?.explanation).toContain('rather not the former');
    expect(assign(waiting, [agent('a')], by())?.staffId).toBe('a');
  });
});

describe('[A-BR04] outside the hours', () => {
  const closed = by({ open: false, dutyStaffId: 'd' });

  it('the agent on duty gets everybody, not the exclusive one', () => {
    const pool = [agent('a'), agent('d', { load: 14, teamId: 'other' })];
    const waiting = arrival({ exclusiveStaffId: 'a', teamId: 'team' });
    const made = assign(waiting, pool, closed);
    expect(made).toMatchObject({ staffId: 'd', why: 'duty' });
    expect(made?.explanation).toBe(
      'outside the hours: agent on duty, load 14 of 15'
    );
  });

  it.each([
    ['away', agent('d', { state: 'offline' })],
    ['full', agent('d', { load: 15 })],
    ['the customer himself', agent('d', { identities: ['customer'] })],
  ])('everybody waits while he is %s', (_, duty) => {
    expect(assign(arrival(), [agent('a'), duty], closed)).toBeNull();
  });

  it('everybody waits where nobody is on duty', () => {
    const nobody = by({ open: false });
    expect(assign(arrival(), [agent('a')], nobody)).toBeNull();
    expect(whyWaiting(arrival(), [agent('a')], nobody)).toBe(
      'queue: outside the hours, nobody on duty'
    );
  });
});

describe('why somebody waits', () => {
  it.each([
    ['nobody online', [], arrival()],
    ['nobody of the team online', [agent('a')], arrival({ teamId: 't' })],
    ['all 1 online at capacity', [agent('a', { load: 15 })], arrival()],
    [
      'only the customer himself is online',
      [agent('a', { identities: ['customer'] })],
      arrival(),
    ],
  ])('%s', (words, pool, waiting) => {
    expect(whyWaiting(waiting, pool, by())).toBe(`queue: ${words}`);
    expect(assign(waiting, pool, by())).toBeNull();
  });

  it('the agent on duty is away, or full', () => {
    const closed = by({ open: false, dutyStaffId: 'd' });
    expect(whyWaiting(arrival(), [], closed)).toContain('not online');
    const full = agent('d', { load: 15 });
    expect(whyWaiting(arrival(), [full], closed)).toContain('at capacity');
  });
});
