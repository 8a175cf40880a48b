import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OutputOf } from '../../domain/actions/index';
import type { Push } from '../../domain/push/schema';
import { addDays } from '../../domain/settings/hours';
import { outgoing, type Person, type WebPerson } from '../support/person';
import { recount, rawOf, type Raw } from '../support/recount';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

type Report = OutputOf<'report.range'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHANGHAI = 8 * HOUR;
const HOURLY = { function: 'clock', trigger: 'hourly' };
const PARTS = ['staff', 'teams', 'codes', 'hours', 'grid'] as const;
/** What a report of many days may read. */
const MOST_DOCUMENTS = 100;

let world: World;
let admin: WebPerson;
let one: Hired;
let two: Hired;
let leader: Hired;
let north: string;
let codeId: string;
let began: string;
let yesterday: string;
let raw: Raw;

const dateAt = (at: number) =>
  new Date(at + SHANGHAI).toISOString().slice(0, 10);
const online = async (who: Hired) => {
  for (const { phone } of [one, two]) {
    const state = phone === who.phone ? 'online' : 'busy';
    await phone.ask('account.presence', { state });
  }
};

/** A whole conversation: asked, answered, perhaps ended and rated. */
async function talk(
  agent: Hired,
  customer: Person,
  { waits = 1, score = 0, converted = false, credit = false, scene = '' } = {}
): Promise<void> {
  await online(agent);
  const conversation = await begins(customer, scene);
  const conversationId = conversation._id;
  expect(conversation.staffId).toBe(agent.staffId);
  if (credit) await consents(customer);
  await world.door.advance(waits * MINUTE);
  await agent.phone.writes(conversation, '您好');
  await agent.phone.ask('conversation.afterSend', { conversationId });
  const pushId = await settledPush(agent, conversationId);
  if (credit) await customer.ask('push.clicked', { pushId });
  if (score === 0) return;
  if (converted) {
    await agent.phone.ask('desk.outcome', { conversationId, converted });
  }
  const reason = 'resolved';
  await agent.phone.ask('conversation.close', { conversationId, reason });
  const resolved = score > 3;
  await customer.ask('conversation.rate', { conversationId, score, resolved });
}

/** Whoever numbered the answer, we or a sweep, left one push for it. */
async function settledPush(agent: Hired, conversationId: string) {
  return vi.waitFor(
    async () => {
      await agent.phone.ask('work.run', {});
      const pushes = await world.all<Push>('pushes', { conversationId });
      expect(pushes).toHaveLength(1);
      expect(pushes[0]?.status).not.toBe('pending');
      return pushes[0]?._id ?? '';
    },
    { timeout: 10_000, interval: 200 }
  );
}

/** His first message, after a scan where he made one. */
async function begins(customer: Person, scene: string) {
  if (scene === '') return (await customer.says('请问')).conversation;
  const { entryId } = await customer.ask('conversation.enter', { scene });
  const message = outgoing('请问', Date.now() - 500);
  const input = { message, entryId };
  return (await customer.ask('conversation.start', input)).conversation;
}

async function consents(customer: Person): Promise<void> {
  const templateId = PUSH_TEMPLATE;
  const wish = { openid: customer.me, templateId, count: 1 };
  await world.door.post('wechat/credit', wish);
  const results = { [templateId]: 'accept' as const };
  await customer.ask('push.credit', { results, key: `tap-${customer.me}` });
}

/** The night's own timer may be at work already; then ours goes home. */
async function counted(date: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await world.door.post('triggers/fire', HOURLY);
      expect(await world.all('rollups', { date })).toHaveLength(1);
    },
    { timeout: 20_000, interval: 200 }
  );
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const now = await world.door.now();
  const ten = Math.ceil((now + SHANGHAI) / DAY) * DAY + 2 * HOUR;
  await world.door.advance(ten - now);
  admin = await world.setUp();
  const team = async (name: string) =>
    (await admin.ask('team.create', { name })).team.teamId;
  north = await team('北区');
  one = await world.hire('A1001', { teamId: north });
  two = await world.hire('A1002', { teamId: await team('南区') });
  const role = 'supervisor' as const;
  leader = await world.hire('S1001', { teamId: north, role });
  await leader.phone.ask('account.presence', { state: 'offline' });
  const { staffId } = one;
  ({ codeId } = await one.phone.ask('code.create', { staffId }));
  began = dateAt(await world.door.now());
  const deal = { waits: 3, score: 5, converted: true, scene: codeId };
  await talk(one, world.customerPhone(), deal);
  await talk(two, world.customerPhone(), { waits: 4, score: 2, credit: true });
  await world.door.advance(2 * HOUR);
  await talk(one, world.customerPhone(), { waits: 5, credit: true });
  await world.door.advance(DAY);
  await talk(two, world.customerPhone(), { waits: 2, score: 4 });
  yesterday = dateAt(await world.door.now());
  raw = await rawOf(world);
  await world.door.advance(DAY);
  await counted(yesterday);
}, 120_000);
afterAll(() => world.stop());

describe('[F010a] [A-K01] every number of a report', () => {
  it('is what an independent count of the raw data says', async () => {
    const period = { from: began, to: yesterday };
    const report = await admin.ask('report.range', {
      ...period,
      with: [...PARTS],
    });
    expect(report.days.map(({ date }) => date)).toEqual([began, yesterday]);
    for (const { date, numbers } of report.days) {
      expect(numbers, date).toMatchObject(recount(raw, { date }));
      expect(numbers.begun, date).toBeGreaterThan(0);
    }
    expect(report.staff.map(({ name }) => name).sort()).toEqual([
      '客服A1001',
      '客服A1002',
    ]);
    for (const { staffId, numbers } of report.staff) {
      expect(numbers).toMatchObject(recount(raw, { staffId }));
    }
  });

  it('[A-P20] adds up over teams, codes and hours', async () => {
    const report = await admin.ask('report.range', {
      from: began,
      to: yesterday,
      with: [...PARTS],
    });
    const begun = (rows: { numbers: { begun: number } }[]) =>
      rows.reduce((sum, { numbers }) => sum + numbers.begun, 0);
    expect(begun(report.teams)).toBe(report.total.numbers.begun);
    expect(begun(report.hours)).toBe(report.total.numbers.begun);
    expect(report.codes).toMatchObject([
      { codeId, staffId: one.staffId, numbers: { begun: 1, converted: 1 } },
    ]);
    for (const { hour, numbers } of report.hours) {
      expect(numbers, `${hour}`).toMatchObject(recount(raw, { hour }));
    }
    for (const { date, numbers } of report.days) {
      const weekday = (new Date(date).getUTCDay() + 6) % 7;
      const line = report.grid[weekday] ?? [];
      expect(
        line.reduce((a, b) => a + b, 0),
        date
      ).toBe(numbers.begun);
    }
  });

  it('[F010d] [A-P03] has its satisfaction, deals, pushes and clicks', async () => {
    const { total } = await admin.ask('report.range', {
      from: began,
      to: yesterday,
    });
    expect(total.numbers.scores).toEqual([0, 1, 0, 1, 1]);
    expect(total.numbers).toMatchObject({ closed: 4, converted: 1 });
    const { wanted, accepted, noCredit, clicked } = total.numbers.pushes;
    expect({ wanted, accepted, noCredit, clicked }).toEqual({
      wanted: 4,
      accepted: 2,
      noCredit: 2,
      clicked: 2,
    });
  });
});

describe('[F010a] a report without numbers', () => {
  it('names the nearest day that has some, of whom it is asked for', async () => {
    const nearest = (from: string, staffId?: string) =>
      admin.ask('report.range', {
        from,
        to: addDays(from, 2),
        with: [],
        ...(staffId && { staffId }),
      });
    const long = addDays(began, -20);
    expect((await nearest(long)).nearest).toBe(began);
    expect((await nearest(long, two.staffId)).nearest).toBe(began);
    expect((await nearest(long, leader.staffId)).nearest).toBeNull();
    expect((await nearest(began)).nearest).toBeNull();
  });
});

describe('[A-N07] who sees which numbers', () => {
  it('a supervisor his team, an agent himself and nobody else', async () => {
    const period = { from: began, to: yesterday, with: [...PARTS] };
    const his = await leader.phone.ask('report.range', period);
    expect(his.staff.map(({ staffId }) => staffId)).toEqual([one.staffId]);
    expect(his.teams.map(({ teamId }) => teamId)).toEqual([north]);
    expect(his.total.numbers.begun).toBe(2);
    const own = await two.phone.ask('report.range', period);
    expect(own.staff.map(({ staffId }) => staffId)).toEqual([two.staffId]);
    expect([own.teams, own.codes]).toEqual([[], []]);
    const mine = own.hours.reduce((sum, { numbers }) => sum + numbers.begun, 0);
    expect(mine).toBe(2);
  });
});

describe('[F010b] a report of 90 days', () => {
  it(`reads at most ${MOST_DOCUMENTS} documents, whoever asks`, async () => {
    await world.door.advance(88 * DAY);
    const to = dateAt((await world.door.now()) - DAY);
    await counted(to);
    const from = addDays(to, -89);
    for (const person of [admin, one.phone, leader.phone]) {
      let read = Infinity;
      let report = { days: [], total: null } as unknown as Report;
      // Timers read beside us; of several tries the quietest is ours alone.
      for (let tries = 0; tries < 4; tries += 1) {
        const before = await documentsRead();
        const period = { from, to, with: [...PARTS] };
        report = await person.ask('report.range', period);
        read = Math.min(read, (await documentsRead()) - before);
      }
      expect(report.days).toHaveLength(90);
      expect(report.days.every(({ whole }) => whole)).toBe(true);
      expect(report.total.numbers.begun).toBeGreaterThan(0);
      expect(read).toBeGreaterThan(85);
      expect(read).toBeLessThanOrEqual(MOST_DOCUMENTS);
    }
  }, 60_000);
});

async function documentsRead(): Promise<number> {
  const all =
    await world.door.get<Record<string, { documents: number }>>('counters');
  return Object.values(all).reduce((sum, row) => sum + row.documents, 0);
}
