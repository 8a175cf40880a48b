import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { unpacked } from '../../domain/rollup/packed';
import type { Rollup } from '../../domain/rollup/schema';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOURLY = { function: 'clock', trigger: 'hourly' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: World;
let admin: WebPerson;
let agent: Hired;
let other: Hired;
let began: string;

const dateAt = (at: number) =>
  new Date(at + 8 * HOUR).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  // Noon there, so that no answer falls on another day.
  const now = await world.door.now();
  const noon = Math.ceil((now + 8 * HOUR) / DAY) * DAY + 4 * HOUR;
  await world.door.advance(noon - now);
  admin = await world.setUp();
  agent = await world.hire('A1001');
  other = await world.hire('A1002', { signIn: false });
  began = dateAt(await world.door.now());
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  const conversationId = conversation._id;
  await world.door.advance(2 * MINUTE);
  await agent.phone.writes(conversation, '您好');
  await agent.phone.ask('conversation.afterSend', { conversationId });
  const reason = 'resolved';
  await agent.phone.ask('conversation.close', { conversationId, reason });
  await customer.ask('conversation.rate', {
    conversationId,
    score: 5,
    resolved: true,
  });
  // The push is settled before anything is counted.
  await agent.phone.ask('work.run', {});
});
afterAll(() => world.stop());

/** The night's own timer may be at work already; then ours goes home. */
const until = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 200 });

const stored = () => world.all<Rollup>('rollups', { date: began });

describe('[B-92] the report', () => {
  it('[F010a] [F010b] [F010c] counts today from raw data', async () => {
    const { total, days } = await admin.ask('report.day', {});
    expect(days).toMatchObject([{ date: began, whole: true }]);
    expect(total.numbers).toMatchObject({
      customers: 1,
      closed: 1,
      handled: 1,
    });
    expect(total.numbers.scores).toEqual([0, 0, 0, 0, 1]);
    expect(total.figures.firstReplyMs).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(total.figures.firstReplyMs).toBeLessThan(3 * MINUTE);
    expect(await stored()).toEqual([]);
  });

  it('[A-K01] says the same from the roll-up of the night', async () => {
    const before = await admin.ask('report.day', { date: began });
    await world.door.advance(13 * HOUR);
    await world.door.post('triggers/fire', HOURLY);
    await until(async () => {
      const [day] = await stored();
      const ids = Object.keys(day?.staff ?? {});
      expect(ids.sort()).toEqual([agent.staffId, 'all'].sort());
    });
    await admin.signsIn('ADMIN', 'admin-password');
    const after = await admin.ask('report.day', { date: began });
    expect(after.total).toEqual(before.total);
  });

  it('[A-K04] counts again what came late, and nothing twice', async () => {
    const all = async () => unpacked((await stored())[0]?.staff['all']);
    const first = await all();
    expect(first).toMatchObject({ contacts: 0 });
    await world.door.advance(DAY);
    await world.door.post('triggers/fire', HOURLY);
    await until(async () => {
      expect(await all()).toEqual({
        ...first,
        contacts: 1,
        solvedInOne: 1,
      });
    });
  });

  it('[B-94] shows an agent his own numbers, and of others nothing', async () => {
    const mine = { date: began, staffId: agent.staffId };
    const his = await agent.phone.ask('report.day', { date: began });
    expect(his.staff.map(({ staffId }) => staffId)).toEqual([agent.staffId]);
    expect(await agent.phone.ask('report.day', mine)).toEqual(his);
    expect(
      await agent.phone.refusal('report.day', { staffId: other.staffId })
    ).toBe('FORBIDDEN');
  });

  it('refuses a range without end or beginning after it', async () => {
    for (const range of [
      { from: '2020-01-01', to: began },
      { from: began, to: '2020-01-01' },
    ]) {
      await admin.signsIn('ADMIN', 'admin-password');
      expect(await admin.refusal('report.range', range)).toBe('INVALID_INPUT');
    }
  });
});
