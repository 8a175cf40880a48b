import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InputOf, OutputOf } from '../../domain/actions/index';
import {
  rowsBehind,
  type OpenedNumber,
  type RowsOf,
} from '../../domain/record/behind-number';
import { addDays } from '../../domain/settings/hours';
import type { Person, WebPerson } from '../support/person';
import type { Hired, World } from '../support/world';
import { overMidnight } from './over-midnight';

type Rows = OutputOf<'record.list'>['records'];
type Counted = OutputOf<'report.range'>['total'];

const HOUR = 60 * 60_000;
const PARTS = ['staff', 'teams', 'codes', 'grid'] as const;

let world: World;
let admin: WebPerson;
let leader: Hired;
let one: Hired;
let two: Hired;
let north: string;
let south: string;
let codeId: string;
let first: string;
let second: string;

beforeAll(async () => {
  const made = await overMidnight();
  ({ world, admin, leader, one, two } = made);
  ({ north, south, codeId, first, second } = made);
}, 120_000);
afterAll(() => world.stop());

const rowsOf = async (
  number: OpenedNumber,
  of: RowsOf,
  person: Person = admin
): Promise<Rows> =>
  (await person.ask('record.list', rowsBehind(number, of))).records;

const customersOf = (rows: Rows) =>
  new Set(rows.map(({ customerId }) => customerId)).size;

/** Every number of a line that counts conversations, and its rows. */
async function opens({ numbers }: Counted, of: RowsOf): Promise<void> {
  const where = JSON.stringify(of);
  const count = async (number: OpenedNumber) =>
    (await rowsOf(number, of)).length;
  // What a code began is counted by code alone, not who was received.
  if (of.codeId === undefined) {
    expect(customersOf(await rowsOf('customers', of)), where).toBe(
      numbers.customers
    );
  }
  for (const key of ['begun', 'handled', 'closed', 'converted'] as const) {
    expect(await count(key), `${key} ${where}`).toBe(numbers[key]);
  }
  expect(await count('solved'), where).toBe(numbers.solvedInOne);
  for (const [at, n] of numbers.scores.entries()) {
    const score = at + 1;
    expect(await count({ score }), `${score} ${where}`).toBe(n);
  }
  const rated = numbers.scores.reduce((a, b) => a + b, 0);
  expect(await count('rated'), where).toBe(rated);
}

const reportOf = (day: string) =>
  admin.ask('report.range', { from: day, to: day, with: [...PARTS] });

describe('[F010a] [F012a] a number of a report opens down to exactly its rows', () => {
  it('of a day there, whatever day it is where the function runs', async () => {
    const days = [await reportOf(first), await reportOf(second)];
    expect(days.map(({ total }) => total.numbers.begun)).toEqual([2, 1]);
    expect(days.map(({ total }) => total.numbers.closed)).toEqual([0, 3]);
    for (const [at, { total }] of days.entries()) {
      const day = at === 0 ? first : second;
      await opens(total, { firstDay: day, lastDay: day });
    }
  });

  it('of an agent, for whom it counts who had it then', async () => {
    for (const day of [first, second]) {
      const { staff } = await reportOf(day);
      expect(staff).toHaveLength(2);
      for (const { staffId, ...counted } of staff) {
        await opens(counted, { firstDay: day, lastDay: day, staffId });
      }
    }
    const of = { firstDay: first, lastDay: first, staffId: one.staffId };
    const [begun] = await rowsOf('begun', of);
    expect(begun).toMatchObject({ staffId: two.staffId });
  });

  it('[A-P20] of a team and of a code, and of what no code began', async () => {
    for (const day of [first, second]) {
      const { teams, codes, total } = await reportOf(day);
      const of = { firstDay: day, lastDay: day };
      expect(teams.length * codes.length).toBeGreaterThan(1);
      for (const { teamId, ...counted } of teams) {
        await opens(counted, { ...of, teamId });
      }
      for (const code of codes) await opens(code, { ...of, codeId });
      const begun = codes.reduce((sum, { numbers }) => sum + numbers.begun, 0);
      const direct = await rowsOf('begun', { ...of, codeId: '-' });
      expect(direct).toHaveLength(total.numbers.begun - begun);
    }
  });

  it('[A-P03] of reminders, as many as were wanted of each', async () => {
    await vi.waitFor(
      async () => {
        const of = { firstDay: first, lastDay: second };
        const period = { from: first, to: second };
        const { staff, total } = await admin.ask('report.range', period);
        const count = async (query: InputOf<'record.pushes'>) =>
          (await admin.ask('record.pushes', { ...of, ...query })).pushes.length;
        expect(await count({})).toBe(total.numbers.pushes.wanted);
        for (const { staffId, numbers } of staff) {
          const { wanted, attempted, skipped } = numbers.pushes;
          expect(wanted).toBeGreaterThan(0);
          expect([
            await count({ staffId }),
            await count({ staffId, status: 'attempted' }),
            await count({ staffId, status: 'skipped' }),
          ]).toEqual([wanted, attempted, skipped]);
        }
      },
      { timeout: 10_000 }
    );
  });

  it('of an hour of the week', async () => {
    const from = addDays(first, -8);
    const period = { from, to: second };
    const { grid } = await admin.ask('report.range', {
      ...period,
      with: ['grid'],
    });
    const of = { firstDay: from, lastDay: second };
    const busy = grid.flat().flatMap((n, slot) => (n > 0 ? [{ slot, n }] : []));
    expect(busy.map(({ n }) => n)).toEqual([2, 1]);
    for (const { slot, n } of busy) {
      expect(await rowsOf({ slot }, of)).toHaveLength(n);
    }
    const [{ slot } = { slot: 0 }] = busy;
    expect(await rowsOf({ slot: (slot + 2) % 168 }, of)).toEqual([]);
  });

  it('[F001c] of the steps of a code after its scans', async () => {
    const { codes } = await admin.ask('report.funnel', {
      from: first,
      to: second,
    });
    const of = { firstDay: first, lastDay: second, codeId };
    expect(codes).toHaveLength(1);
    expect(await rowsOf('started', of)).toHaveLength(codes[0]?.started ?? -1);
    expect(await rowsOf('replied', of)).toHaveLength(codes[0]?.answered ?? -1);
    const early = { ...of, firstDay: second };
    expect(await rowsOf('started', early)).toHaveLength(1);
  });

  it('[A-K03] with what a customer wrote beside his score', async () => {
    const of = { firstDay: first, lastDay: second };
    expect(await rowsOf('commented', of)).toMatchObject([
      { score: 2, reason: 'slow', comment: '等了很久', staffId: one.staffId },
    ]);
    expect(await rowsOf('commented', of, leader.phone)).toHaveLength(1);
    expect(await rowsOf('commented', of, two.phone)).toEqual([]);
  });

  it('[A-K04] and of what was solved when nobody can come back any more', async () => {
    await world.door.advance(49 * HOUR);
    const { total } = await reportOf(second);
    expect(total.numbers.solvedInOne).toBe(2);
    await opens(total, { firstDay: second, lastDay: second });
  });
});

describe('[A-N07] who asks for the rows of a team or a code', () => {
  const refused = (person: Person, query: InputOf<'record.list'>) =>
    person.refusal('record.list', query);

  it('a supervisor of his own, and no other', async () => {
    const { phone } = leader;
    const of = { firstDay: second, lastDay: second };
    const mine = await rowsOf('closed', { ...of, teamId: north }, phone);
    expect(mine.map(({ staffId }) => staffId)).toEqual([one.staffId]);
    expect(await refused(phone, { teamId: south })).toBe('FORBIDDEN');
    const both = { teamId: north, staffId: two.staffId };
    expect(await refused(phone, both)).toBe('FORBIDDEN');
    const { staffId } = two;
    const theirs = await two.phone.ask('code.create', { staffId });
    const foreign = { codeId: theirs.codeId };
    expect(await refused(phone, foreign)).toBe('FORBIDDEN');
    expect(await refused(phone, { codeId })).toBe('OK');
    expect(await refused(phone, { codeId: '0'.repeat(12) })).toBe('NOT_FOUND');
  });

  it('a supervisor opens his team’s numbers, and without a team all', async () => {
    const period = { from: second, to: second };
    const { total } = await leader.phone.ask('report.range', period);
    const of = { firstDay: second, lastDay: second, teamId: north };
    for (const number of ['begun', 'handled', 'closed'] as const) {
      const rows = await rowsOf(number, of, leader.phone);
      expect(rows.length, number).toBe(total.numbers[number]);
    }
    expect(total.numbers.closed).toBe(1);
    const role = 'supervisor' as const;
    const free = await world.hire('S1002', { role });
    const all = await free.phone.ask('report.range', period);
    expect(all.total).toEqual((await reportOf(second)).total);
    const days = { firstDay: second, lastDay: second };
    expect(await rowsOf('closed', days, free.phone)).toHaveLength(3);
  });

  it('a supervisor nothing of what his team began and another has', async () => {
    const of = { firstDay: first, lastDay: first, staffId: one.staffId };
    expect(await rowsOf('begun', of, leader.phone)).toEqual([]);
    expect(await rowsOf('begun', of)).toHaveLength(1);
  });

  it('an agent of no team, and of his own code', async () => {
    const { phone } = one;
    expect(await refused(phone, { teamId: north })).toBe('FORBIDDEN');
    expect(await refused(two.phone, { codeId })).toBe('FORBIDDEN');
    const { records } = await phone.ask('record.list', { codeId });
    expect(records).toHaveLength(1);
  });
});
