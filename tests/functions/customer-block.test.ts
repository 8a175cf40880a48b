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
import type { Seat } from '../../domain/staff/seat';
import { outgoing, type Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOUR = 60 * 60_000;

let world: World;
let agent: Hired;
let supervisor: Hired;
let customer: Person;
let conversation: Conversation;
let customerId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 100 });
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  await supervisor.phone.ask('account.presence', { state: 'busy' });
});
beforeEach(async () => {
  await agent.phone.ask('account.presence', { state: 'online' });
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
  customerId = conversation.customerId;
});
afterAll(() => world.stop());

const block = (hours: number, person: Person = supervisor.phone) =>
  person.refusal('customer.block', { customerId, hours, reason: '辱骂客服' });
const unblock = () => supervisor.phone.ask('customer.unblock', { customerId });
const writes = async () =>
  (await customer.writes(conversation, '还有')).refused;
const sends = () =>
  customer.call('conversation.send', {
    conversationId: conversation._id,
    message: outgoing('还有', Date.now()),
  });
const starts = () =>
  customer.call('conversation.start', {
    message: outgoing('还有', Date.now()),
  });
const openOnes = () =>
  world.all('conversations', {
    customer: customer.me,
    state: { $ne: 'closed' },
  });
const seatOf = async () =>
  (await world.all<Seat>('seats', { _id: customer.me }))[0];

describe('[F011a] [A-N19] a blocked customer', () => {
  it('is heard by no way, and is told until when', async () => {
    expect(await block(2)).toBe('OK');
    const [{ blockedUntil } = { blockedUntil: 0 }] = await world.all<{
      blockedUntil: number;
    }>('customers', { customerId });
    expect(blockedUntil - (await world.door.now())).toBeLessThan(2 * HOUR + 1);
    expect(await writes()).toMatch(/PERMISSION_DENIED/);
    for (const answer of [await sends(), await starts()]) {
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'CUSTOMER_BLOCKED', retryAt: blockedUntil },
      });
    }
    const said = await world.all('messages', { from: customer.me });
    expect(said).toHaveLength(1);
    const { customer: seen } = await agent.phone.ask('customer.get', {
      customerId,
    });
    expect(seen).toMatchObject({ blockedUntil, blockReason: '辱骂客服' });
  });

  it('still reads, and his agent may still answer', async () => {
    await block(2);
    const answered = await agent.phone.writes(conversation, '请文明用语');
    expect(answered.refused).toBeNull();
    await agent.phone.ask('conversation.afterSend', {
      conversationId: conversation._id,
    });
    const { messages } = await customer.ask('conversation.history', {
      conversationId: conversation._id,
    });
    expect(messages.map(({ body }) => body.text)).toContain('请文明用语');
  });

  it('is heard again when a supervisor says so', async () => {
    await block(2);
    await unblock();
    expect(await writes()).toBeNull();
    expect(await openOnes()).toHaveLength(1);
    const rows = await world.all('audit', { object: customerId });
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      'customer.block',
      'customer.unblock',
    ]);
    expect(JSON.stringify(rows)).not.toContain('辱骂');
  });

  it('and when his time is over: in the same conversation', async () => {
    await block(2);
    await world.door.advance(2 * HOUR + 1);
    expect(await sends()).toMatchObject({ ok: true });
    expect(await starts()).toMatchObject({
      ok: true,
      data: { conversation: { _id: conversation._id } },
    });
    expect(await writes()).toBeNull();
    expect(await openOnes()).toHaveLength(1);
  });

  it('his keys come back by the sweep where nobody asks', async () => {
    await block(2);
    expect((await seatOf())?.open).toEqual({});
    await world.door.advance(2 * HOUR + 1);
    await vi.waitFor(
      async () => {
        await world.door.advance(60_000);
        expect(await seatOf()).toMatchObject({
          open: { [conversation._id]: customer.me },
          mutedUntil: 0,
        });
      },
      { timeout: 20_000, interval: 200 }
    );
  });

  it('gets no key to what ended meanwhile', async () => {
    await block(2);
    await agent.phone.ask('conversation.close', {
      conversationId: conversation._id,
      reason: 'resolved',
    });
    await unblock();
    expect((await seatOf())?.open).toEqual({});
    expect(await writes()).toMatch(/PERMISSION_DENIED/);
  });

  it('is blocked for a shorter time by a new block', async () => {
    await block(100);
    await block(1);
    await world.door.advance(HOUR + 1);
    expect(await sends()).toMatchObject({ ok: true });
  });

  it('is blocked by a supervisor, not by an agent', async () => {
    expect(await block(2, agent.phone)).toBe('FORBIDDEN');
    expect(await block(2, customer)).toBe('UNAUTHENTICATED');
    expect(await block(-1)).toBe('INVALID_INPUT');
    expect(await writes()).toBeNull();
  });
});
