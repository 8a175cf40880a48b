import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../domain/actions/index';
import {
  rowsBehind,
  type OpenedNumber,
  type RowsOf,
} from '../../domain/record/behind-number';
import { dayOf } from '../../domain/rollup/day';
import { addDays } from '../../domain/settings/hours';
import { outgoing, type Person, type WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Rows = OutputOf<'record.list'>['records'];
type Counted = OutputOf<'report.range'>['total'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONE = 'Asia/Shanghai';
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

/** Only this one takes what comes. */
async function takes(agent: Hired): Promise<void> {
  for (const each of [one, two]) {
    const state = each === agent ? 'online' : 'busy';
    await each.phone.ask('account.presence', { state });
  }
}

async function begins(agent: Hired, customer: Person, scene = '') {
  await takes(agent);
  if (scene === '') return (await customer.says('请问')).conversation;
  const { entryId } = await customer.ask('conversation.enter', { scene });
  const message = outgoing('请问', Date.now() - 500);
  const begun = await customer.ask('conversation.start', { message, entryId });
  return begun.conversation;
}

type Talk = Awaited<ReturnType<typeof begins>>;

async function answers({ phone }: Hired, talk: Talk): Promise<void> {
  const [now] = await world.all<Talk>('conversations', { _id: talk._id });
  await phone.writes(now ?? talk, '您好');
  await phone.ask('conversation.afterSend', { conversationId: talk._id });
}

async function ends(agent: Hired, talk: Talk, customer: Person, score: number) {
  const conversationId = talk._id;
  const converted = score > 4;
  await agent.phone.ask('desk.outcome', { conversationId, converted });
  const reason = 'resolved';
  await agent.phone.ask('conversation.close', { conversationId, reason });
  const resolved = score > 3;
  const rating = { conversationId, score, resolved };
  const words = score < 3 ? { comment: '等了很久', reason: 'slow' } : {};
  const input = { ...rating, ...words } as InputOf<'conversation.rate'>;
  await customer.ask('conversation.rate', input);
}

/** Talks of both teams over midnight there; one goes from north to south. */
async function talksOverMidnight(): Promise<void> {
  const [li, han, wu] = [0, 1, 2].map(() => world.customerPhone());
  if (!li || !han || !wu) throw new Error('nobody');
  const handed = await begins(one, li, codeId);
  await answers(one, handed);
  await world.door.advance(MINUTE);
  const kept = await begins(two, han);
  await answers(two, kept);
  const conversationId = handed._id;
  const to = { staffId: two.staffId };
  await one.phone.ask('desk.transfer', { conversationId, to, note: '请接手' });
  await world.door.advance(15 * MINUTE);

  await li.says('还在吗');
  await answers(two, handed);
  await ends(two, handed, li, 5);
  await world.door.advance(MINUTE);
  const other = await begins(one, wu, codeId);
  await answers(one, other);
  await ends(one, other, wu, 2);
  await han.says('我再问一句');
  await ends(two, kept, han, 4);
  await world.door.advance(MINUTE);
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const now = await world.door.now();
  first = dayOf(ZONE, now + 24 * HOUR);
  second = addDays(first, 1);
  // Ten to midnight there is ten to four in the afternoon of UTC.
  const late = Date.parse(`${first}T23:50:00+08:00`);
  await world.door.advance(late - now - 2 * MINUTE);
  admin = await world.setUp();
  const team = async (name: string) =>
    (await admin.ask('team.create', { name })).team.teamId;
  [north, south] = [await team('北区'), await team('南区')];
  one = await world.hire('A1001', { teamId: north });
  two = await world.hire('A1002', { teamId: south });
  const role = 'supervisor' as const;
  leader = await world.hire('S1001', { teamId: north, role });
  await leader.phone.ask('account.presence', { state: 'busy' });
  const { staffId } = one;
  ({ codeId } = await one.phone.ask('code.create', { staffId }));
  await talksOverMidnight();
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
