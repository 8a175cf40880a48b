import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { startWorld, type Hired, type World } from '../support/world';

const SILENCE_MS = 24 * 60 * 60_000;
const TICK_MS = 5 * 60_000;
let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(async () => {
  await world.reset();
  agent = await world.hire('A1001');
});
afterAll(() => world.stop());

const until = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: 10_000, interval: 50 });

describe('what nobody reported', () => {
  it('is numbered by the timer', async () => {
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    const { id } = await customer.writes(conversation, '手机没电了');
    await world.door.advance(TICK_MS);
    await until(async () => {
      const [message] = await world.all<Message>('messages', { _id: id });
      expect(message).toMatchObject({ seq: 2, safety: 'pass' });
    });
    const [after] = await world.all('conversations', { _id: conversation._id });
    expect(after).toMatchObject({ lastText: '手机没电了', unreadAgent: 2 });
  });

  it('is numbered by whoever is active next', async () => {
    const silent = world.customerPhone();
    const { conversation } = await silent.says('你好');
    const { id } = await silent.writes(conversation, '没人报告');
    await until(async () => {
      await world.customerPhone().ask('conversation.enter', {});
      await world.door.advance(21_000);
      const [message] = await world.all<Message>('messages', { _id: id });
      expect(message?.seq).toBe(2);
    });
  });
});

describe('[A-BR10] silence', () => {
  it('of 24 hours ends a conversation within one tick, not before', async () => {
    const { conversation } = await world.customerPhone().says('你好');
    const state = async () => {
      const [now] = await world.all<Conversation>('conversations', {
        _id: conversation._id,
      });
      return now?.state;
    };
    await world.door.advance(SILENCE_MS - TICK_MS - 60_000);
    await agent.phone.ask('account.presence', {});
    expect(await state()).toBe('active');
    await world.door.advance(2 * TICK_MS + 60_000);
    await until(async () => expect(await state()).toBe('closed'));
    const [kept] = await world.all('cases', { _id: conversation._id });
    expect(kept).toMatchObject({ closeReason: 'timeout', closedBy: 'system' });
    const [staff] = await world.all('staff', { _id: agent.staffId });
    expect(staff).toMatchObject({ load: 0 });
    const [seat] = await world.all('seats', { _id: agent.phone.me });
    expect(seat).toMatchObject({ open: {} });
  });
});
