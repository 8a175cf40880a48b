import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import type { Hours } from '../../domain/settings/hours';
import { startWorld, type Hired, type World } from '../support/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Shanghai has no summer time: always eight hours ahead. */
const SHANGHAI = 8 * HOUR;

let world: World;
let agent: Hired;
let duty: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(async () => {
  await world.reset();
  agent = await world.hire('A1001', { capacity: 50 });
  duty = await world.hire('D1001', { capacity: 50 });
  // Nobody answers here, and nobody is to lose a customer for it.
  const rules = { dutyStaffId: duty.staffId, silentMinutes: 0 };
  await world.settings('assignment', rules);
});
afterAll(() => world.stop());

const day = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
];
const hours = (timeZone: string, exceptions: Hours['exceptions'] = []) => ({
  timeZone,
  weekly: Array.from({ length: 7 }, () => day),
  exceptions,
});

/** The next midnight in Shanghai, so that the whole day is still to come. */
async function midnight(): Promise<number> {
  const now = await world.door.now();
  return Math.ceil((now + SHANGHAI) / DAY) * DAY - SHANGHAI;
}

/** Both agents say that they are there, at this moment. */
async function moveTo(moment: number): Promise<void> {
  await world.door.advance(moment - (await world.door.now()));
  for (const { phone } of [agent, duty])
    await phone.ask('account.presence', {});
}

/** Who gets somebody who comes now, and why. */
async function comes(): Promise<[string, string]> {
  const { conversation } = await world.customerPhone().says('有人吗');
  const { _id } = conversation;
  // A sweep that the moved clock started may be deciding it instead.
  return vi.waitFor(
    async () => {
      const [now] = await world.all<Conversation>('conversations', { _id });
      const [kept] = await world.all<Case>('cases', { _id });
      expect(kept?.assignedWhy).not.toBe('');
      return [now?.staffId ?? '', kept?.assignedWhy ?? ''];
    },
    { timeout: 20_000, interval: 50 }
  );
}

describe('[A-BR04] outside the hours the agent on duty', () => {
  it('takes over at noon and at six, and gives back after the break', async () => {
    const start = await midnight();
    await world.settings('hours', hours('Asia/Shanghai'));
    const at = async (hour: number, minute: number) => {
      await moveTo(start + hour * HOUR + minute * MINUTE);
      return (await comes())[1];
    };
    expect(await at(8, 58)).toBe('duty');
    expect(await at(9, 0)).toBe('default');
    expect(await at(11, 58)).toBe('default');
    expect(await at(12, 0)).toBe('duty');
    expect(await at(13, 28)).toBe('duty');
    expect(await at(13, 30)).toBe('default');
    expect(await at(18, 0)).toBe('duty');
    const his = await world.all<Conversation>('conversations', {
      staffId: agent.staffId,
    });
    const on = await world.all<Case>('cases', { assignedWhy: 'duty' });
    expect(on).toHaveLength(4);
    expect(on[0]?.explanation).toContain('outside the hours: agent on duty');
    for (const { _id } of his) {
      expect(on.map((one) => one._id)).not.toContain(_id);
    }
  });

  it('serves on a holiday, of the place and not of the server', async () => {
    const start = await midnight();
    const date = new Date(start + SHANGHAI).toISOString().slice(0, 10);
    const holiday = { date, name: '放假', intervals: [] };
    await world.settings('hours', hours('Asia/Shanghai', [holiday]));
    await moveTo(start + 10 * HOUR);
    expect(await comes()).toEqual([duty.staffId, 'duty']);
    await moveTo(start + DAY + 10 * HOUR);
    expect((await comes())[1]).toBe('default');
  });

  it('follows the clocks of the place into summer time', async () => {
    await world.settings('hours', hours('America/New_York'));
    // 13:15 UTC is 8:15 there on the last day of winter, 9:15 on the next.
    await moveTo(Date.parse('2027-03-13T13:15:00Z'));
    expect((await comes())[1]).toBe('duty');
    await moveTo(Date.parse('2027-03-14T13:15:00Z'));
    expect((await comes())[1]).toBe('default');
  });

  it('who is not there either: they wait until it opens', async () => {
    const start = await midnight();
    await world.settings('hours', hours('Asia/Shanghai'));
    await duty.phone.ask('account.presence', { state: 'offline' });
    await moveTo(start + 8 * HOUR + 58 * MINUTE);
    expect(await comes()).toEqual(['-', 'queue']);
    const [kept] = await world.all<Case>('cases');
    expect(kept?.explanation).toBe(
      'queue: outside the hours, agent on duty not online'
    );
    await moveTo(start + 9 * HOUR + MINUTE);
    await comes();
    const [first] = await world.all('conversations', { _id: kept?._id });
    expect(first).toMatchObject({ state: 'active', staffId: agent.staffId });
  });
});

describe('[F014a] the rule of assignment', () => {
  it('changes within seconds, without a deployment', async () => {
    const [first] = await comes();
    const [second] = await comes();
    expect([first, second].sort()).toEqual(
      [agent.staffId, duty.staffId].sort()
    );
    const ofFirst = first === agent.staffId ? agent : duty;
    const ofSecond = first === agent.staffId ? duty : agent;
    await ofSecond.phone.ask('account.presence', { state: 'break' });
    await comes();
    await ofSecond.phone.ask('account.presence', { state: 'online' });
    await comes();
    // Two each now; the first got his longer ago, the other one loses one.
    const [his] = await world.all<Conversation>('conversations', {
      staffId: ofSecond.staffId,
    });
    await ofSecond.phone.ask('conversation.close', {
      conversationId: his?._id ?? '',
      reason: 'resolved',
    });
    await world.settings('assignment', { strategy: 'round-robin' });
    expect((await comes())[0]).toBe(ofFirst.staffId);
    await world.settings('assignment', { strategy: 'fewest' });
    expect((await comes())[0]).toBe(ofSecond.staffId);
  });
});

describe('[A-BR01] the exclusive agent', () => {
  async function scanned() {
    const { staffId } = agent;
    const { scene } = await agent.phone.ask('code.create', { staffId });
    const customer = world.customerPhone();
    await customer.ask('conversation.enter', { scene });
    return customer;
  }

  it('has priority over one with fewer conversations', async () => {
    for (const _ of [1, 2]) {
      const { conversation } = await (await scanned()).says('你好');
      expect(conversation.staffId).toBe(agent.staffId);
    }
    const [of] = await comes();
    expect(of).toBe(duty.staffId);
  });

  it('[A-BR02] [US002] is not there: the answer already names another one', async () => {
    const customer = await scanned();
    await agent.phone.ask('account.presence', { state: 'offline' });
    const { conversation } = await customer.says('你好');
    expect(conversation).toMatchObject({
      state: 'active',
      staffId: duty.staffId,
    });
    const [kept] = await world.all<Case>('cases', { _id: conversation._id });
    expect(kept?.explanation).toContain('exclusive agent not online');
  });
});
