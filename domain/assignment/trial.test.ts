import { describe, expect, it } from 'vitest';
import type { Policy } from './assign';
import type { Candidate } from './candidate';
import { tryAssign } from './trial';

const agent = (staffId: string, load = 0): Candidate => ({
  staffId,
  state: 'online',
  load,
  capacity: 5,
  lastAssignedAt: 0,
  identities: [`openid-${staffId}`],
  teamId: '-',
  skills: [],
});
const by = (more: Partial<Policy> = {}): Policy => ({
  strategy: 'fewest',
  open: true,
  dutyStaffId: '-',
  ...more,
});

describe('[F014a] trying who would get a customer', () => {
  it('names whom the dispatcher would choose, and among how many', () => {
    const pool = [agent('a', 3), agent('b', 1), agent('c', 5)];
    expect(tryAssign(pool, by())).toEqual({
      staffId: 'b',
      why: 'default',
      there: 3,
      able: 2,
    });
    const duty = by({ open: false, dutyStaffId: 'a' });
    expect(tryAssign(pool, duty)).toMatchObject({ staffId: 'a', why: 'duty' });
  });

  it('says why he would wait', () => {
    const why = (pool: Candidate[], more: Partial<Policy>) => {
      const trial = tryAssign(pool, by(more));
      expect(trial.staffId).toBe('-');
      return trial.why;
    };
    const closed = { open: false };
    const onDuty = { open: false, dutyStaffId: 'a' };
    expect([
      why([], {}),
      why([agent('a', 5)], {}),
      why([agent('a')], closed),
      why([agent('b')], onDuty),
      why([agent('a', 5)], onDuty),
    ]).toEqual([
      'nobody-there',
      'all-full',
      'nobody-on-duty',
      'duty-not-there',
      'duty-full',
    ]);
  });
});
