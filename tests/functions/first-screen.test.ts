import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { Message } from '../../domain/message/schema';
import type { Rollup } from '../../domain/rollup/schema';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOURLY = { function: 'clock', trigger: 'hourly' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHANGHAI = 8 * HOUR;
/** Reads, writes and reads of rules for opening the chat. */
const ENTRY = 11;

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

/** This hour of the next day there. */
async function moveTo(hour: number): Promise<number> {
  const now = await world.door.now();
  const midnight = Math.ceil((now + SHANGHAI) / DAY) * DAY - SHANGHAI;
  const moment = midnight + hour * HOUR;
  await world.door.advance(moment - now);
  return moment;
}

const day = [{ from: '08:30', to: '18:00' }];
const OFFICE = {
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, () => day),
  exceptions: [],
};
const enters = (person: Person) => person.ask('conversation.enter', {});

describe('[A-BR04] [US002] whoever opens the chat', () => {
  it('learns when it opens and, once it is open, until when', async () => {
    await world.settings('hours', OFFICE);
    const night = await moveTo(22);
    const customer = world.customerPhone();
    const opens = night + 10.5 * HOUR;
    const closed = { open: false, changesAt: opens, offsetMinutes: 480 };
    const entered = await enters(customer);
    expect(entered.service).toEqual(closed);
    expect(entered.agent).toBeNull();
    await world.door.advance(opens - (await world.door.now()));
    const { service } = await customer.ask('conversation.look', {});
    expect(service).toMatchObject({
      open: true,
      changesAt: opens + 9.5 * HOUR,
    });
  });

  it('finds the agent on duty, and knows that it is closed', async () => {
    const duty = await world.hire('D1001');
    await world.settings('assignment', { dutyStaffId: duty.staffId });
    await world.settings('hours', OFFICE);
    await moveTo(22);
    await duty.phone.ask('account.presence', {});
    const { service, agent } = await enters(world.customerPhone());
    expect(service.open).toBe(false);
    expect(agent).toMatchObject({ name: '客服D1001', presence: 'online' });
  });
});

describe('[US001] [A-K01] the usual time to an answer', () => {
  /** So many customers are answered after a minute and a half. */
  async function answers(agent: Hired, count: number): Promise<void> {
    const talks = [];
    for (let i = 0; i < count; i += 1) {
      talks.push((await world.customerPhone().says('你好')).conversation);
    }
    await world.door.advance(1.5 * MINUTE);
    for (const conversation of talks) {
      const conversationId = conversation._id;
      await agent.phone.writes(conversation, '您好');
      await agent.phone.ask('conversation.afterSend', { conversationId });
      const reason = 'resolved';
      await agent.phone.ask('conversation.close', { conversationId, reason });
    }
  }

  async function nightFor(agent: Hired): Promise<void> {
    await moveTo(1);
    await world.door.post('triggers/fire', HOURLY);
    const kept = async () => {
      const days = await world.all<Rollup>('rollups');
      expect(days.some(({ staff }) => agent.staffId in staff)).toBe(true);
    };
    await vi.waitFor(kept, { timeout: 20_000, interval: 100 });
    await agent.phone.ask('account.presence', { state: 'online' });
  }

  it('is told of who answered often enough, before and while he serves', async () => {
    await moveTo(10);
    const agent = await world.hire('A1001', { capacity: 20 });
    await answers(agent, 10);
    const customer = world.customerPhone();
    // Today does not count: it is not over.
    expect((await enters(customer)).agent?.replyMinutes).toBeNull();
    await nightFor(agent);
    const { agent: seen } = await enters(customer);
    expect(seen).toMatchObject({ name: '客服A1001', replyMinutes: 2 });
    await customer.says('在吗');
    const { agent: his } = await customer.ask('conversation.look', {});
    expect(his).toMatchObject({ presence: 'online', replyMinutes: 2 });
  });

  it('is not told of who answered seldom', async () => {
    await moveTo(10);
    const agent = await world.hire('A1001', { capacity: 20 });
    await answers(agent, 3);
    await nightFor(agent);
    const { agent: seen } = await enters(world.customerPhone());
    expect(seen).toMatchObject({ name: '客服A1001', replyMinutes: null });
  });
});

describe('[F013c] [F001d] what people often ask', () => {
  const questions = [
    { question: '随访表上传失败怎么办', answer: '请先同步机构编码。' },
    { question: '怎么开发票', answer: '' },
  ];
  const said = async (conversationId: string) => {
    const all = await world.all<Message>('messages', { conversationId });
    const ordered = all.sort((a, b) => a.seq - b.seq);
    return ordered.map(({ kind, body }) => `${kind}: ${body.text}`);
  };

  it('is offered, and its answer follows at once', async () => {
    await world.hire('A1001');
    await world.settings('autoReplies', { questions, shortcuts: ['进度'] });
    const customer = world.customerPhone();
    expect(await enters(customer)).toMatchObject({
      questions: ['随访表上传失败怎么办', '怎么开发票'],
      shortcuts: ['进度'],
    });
    const text = '随访表上传失败怎么办？';
    const { conversation } = await customer.says(text);
    const conversationId = conversation._id;
    const whole = [
      `text: ${text}`,
      'system: 请先同步机构编码。',
      'system: 您好，客服A1001为您服务。',
    ];
    expect(await said(conversationId)).toEqual(whole);
    // Whoever comes back within the day is answered just so.
    const reason = 'customer' as const;
    await customer.ask('conversation.close', { conversationId, reason });
    await customer.says(text);
    expect((await said(conversationId)).slice(3)).toEqual([
      'system: 客户结束了会话',
      `text: ${text}`,
      'system: 请先同步机构编码。',
    ]);
  });

  it('without a written answer is asked like anything else', async () => {
    await world.hire('A1001');
    await world.settings('autoReplies', { questions });
    const { conversation } = await world.customerPhone().says('怎么开发票');
    expect(await said(conversation._id)).toEqual([
      'text: 怎么开发票',
      'system: 您好，客服A1001为您服务。',
    ]);
  });
});

type Counted = Record<'reads' | 'writes' | 'ruleReads', number>;

it(`[US001] opening the chat again costs at most ${ENTRY} operations`, async () => {
  await world.hire('A1001');
  const customer = world.customerPhone();
  await enters(customer);
  const counted = async () =>
    Object.values(
      await world.door.get<Record<string, Counted>>('counters')
    ).reduce((sum, one) => sum + one.reads + one.writes + one.ruleReads, 0);
  const before = await counted();
  await enters(customer);
  const cost = (await counted()) - before;
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThanOrEqual(ENTRY);
});
