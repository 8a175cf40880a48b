import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { Arrival, Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { LIMITS } from '../../domain/values/limits';
import { startWorld, type Hired, type World } from '../support/world';

const MINUTE = 60_000;
let world: World;
let leaving: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(async () => {
  await world.reset();
  leaving = await world.hire('A1001');
});
afterAll(() => world.stop());

async function stored(_id: string): Promise<Conversation> {
  const [found] = await world.all<Conversation>('conversations', { _id });
  if (!found) throw new Error('no conversation');
  return found;
}

async function caseOf(_id: string): Promise<Case> {
  const [found] = await world.all<Case>('cases', { _id });
  if (!found) throw new Error('no case');
  return found;
}

const loadOf = async ({ staffId }: Hired) => {
  const [staff] = await world.all<{ load: number }>('staff', { _id: staffId });
  return staff?.load;
};

/** One conversation that he has answered and one that he has not. */
async function twoOf(agent: Hired): Promise<[Conversation, Conversation]> {
  const customer = world.customerPhone();
  const { conversation: answered } = await customer.says('在吗');
  const { _id: conversationId } = answered;
  await agent.phone.writes(answered, '在的');
  await agent.phone.ask('conversation.afterSend', { conversationId });
  await world.door.advance(1_000);
  await customer.writes(answered, '那请问');
  await customer.ask('conversation.afterSend', { conversationId });
  const { conversation: owed } = await world.customerPhone().says('有人吗');
  expect([answered.staffId, owed.staffId]).toEqual([
    agent.staffId,
    agent.staffId,
  ]);
  return [answered, owed];
}

/** Time passes in small steps, in which these say that they are there. */
async function pass(ms: number, there: readonly Hired[]): Promise<void> {
  for (let left = ms; left > 0; left -= 2 * MINUTE) {
    await world.door.advance(Math.min(left, 2 * MINUTE));
    for (const { phone } of there) await phone.ask('account.presence', {});
  }
}

const until = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 100 });

describe('[F009d] an agent who is not there any more', () => {
  it('loses what he never answered, and keeps the rest', async () => {
    const [answered, owed] = await twoOf(leaving);
    const other = await world.hire('A1002');
    await pass(LIMITS.presenceStaleMs + 2 * MINUTE, [other]);
    await until(async () => {
      expect((await stored(owed._id)).staffId).toBe(other.staffId);
    });
    expect((await stored(answered._id)).staffId).toBe(leaving.staffId);
    expect([await loadOf(leaving), await loadOf(other)]).toEqual([1, 1]);
    const kept = await caseOf(owed._id);
    expect(kept.explanation).toContain('rather not the former');
    expect(kept.previousStaffId).toBe(leaving.staffId);
  });

  it('may not speak there any more, and the customer reads why he waits', async () => {
    const [, owed] = await twoOf(leaving);
    await leaving.phone.ask('account.presence', { state: 'offline' });
    expect(await stored(owed._id)).toMatchObject({
      state: 'waiting',
      staffId: '-',
      agentOpenid: '-',
      stamped: '-',
    });
    const { refused } = await leaving.phone.writes(owed, '我回来了');
    expect(refused).toMatch(/PERMISSION_DENIED/);
    const lines = await world.all<Message>('messages', {
      conversationId: owed._id,
      kind: 'system',
      customer: owed.customer,
    });
    const texts = lines.map(({ body }) => (body as { text: string }).text);
    expect(texts).toContain('客服暂时离开，正在为您安排其他客服');
    const [staff] = await world.all('seats', { _id: leaving.phone.me });
    expect(JSON.stringify(staff)).not.toContain(owed._id);
  });

  it('by his own word loses them at once; they keep their age', async () => {
    const [answered, owed] = await twoOf(leaving);
    await leaving.phone.ask('account.presence', { state: 'offline' });
    const [arrival, ...more] = await world.all<Arrival>('arrivals');
    expect(more).toEqual([]);
    expect(arrival).toMatchObject({
      _id: owed._id,
      at: owed.createdAt,
      avoidStaffId: leaving.staffId,
    });
    expect((await stored(answered._id)).staffId).toBe(leaving.staffId);
    await world.customerPhone().says('后来的');
    const other = await world.hire('A1002', { capacity: 1 });
    expect((await stored(owed._id)).staffId).toBe(other.staffId);
  });

  it('gets them back when he returns and nobody else can', async () => {
    const [, owed] = await twoOf(leaving);
    await leaving.phone.ask('account.presence', { state: 'offline' });
    await leaving.phone.ask('account.presence', { state: 'online' });
    expect(await stored(owed._id)).toMatchObject({
      state: 'active',
      staffId: leaving.staffId,
      stamped: leaving.staffId,
    });
    expect(await loadOf(leaving)).toBe(2);
  });

  it('by any action is there', async () => {
    const other = await world.hire('A1002');
    await other.phone.ask('account.presence', { state: 'busy' });
    await world.door.advance(LIMITS.presenceStaleMs - MINUTE);
    await leaving.phone.refusal('desk.pull', {});
    await world.door.advance(2 * MINUTE);
    const { conversation } = await world.customerPhone().says('有人吗');
    expect(conversation.staffId).toBe(leaving.staffId);
  });
});

describe('[A-P20] an agent who stays silent', () => {
  it('loses a new customer after ten minutes to whoever can have him', async () => {
    const [answered, owed] = await twoOf(leaving);
    const other = await world.hire('A1002');
    await pass(8 * MINUTE, [leaving, other]);
    expect((await stored(owed._id)).staffId).toBe(leaving.staffId);
    await pass(4 * MINUTE, [leaving, other]);
    await until(async () => {
      expect((await stored(owed._id)).staffId).toBe(other.staffId);
    });
    expect((await stored(answered._id)).staffId).toBe(leaving.staffId);
    expect([await loadOf(leaving), await loadOf(other)]).toEqual([1, 1]);
  });

  it('keeps him where nobody else can, or where the rule is off', async () => {
    const [, owed] = await twoOf(leaving);
    await pass(14 * MINUTE, [leaving]);
    expect((await stored(owed._id)).staffId).toBe(leaving.staffId);
    await world.settings('assignment', { silentMinutes: 0 });
    const other = await world.hire('A1002');
    await pass(4 * MINUTE, [leaving, other]);
    const now = await stored(owed._id);
    expect(now.staffId).toBe(leaving.staffId);
    expect(await world.all('arrivals')).toEqual([]);
  });
});
