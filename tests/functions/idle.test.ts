import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Counted = Record<'reads' | 'writes' | 'ruleReads', number>;

const TICK_MS = 5 * 60_000;
const HOUR = 60 * 60_000;
const SWEEP = { function: 'conversation', trigger: 'sweep' };
const WORK = { function: 'wechat', trigger: 'tick' };

let world: World;
let agent: Hired;
let customer: Person;
let conversation: Conversation;

const fire = (timer: typeof SWEEP) => world.door.post('triggers/fire', timer);

async function operations(act: () => Promise<unknown>): Promise<number> {
  const before = await counted();
  await act();
  return (await counted()) - before;
}

async function counted(): Promise<number> {
  const table = await world.door.get<Record<string, Counted>>('counters');
  return Object.values(table).reduce(
    (sum, { reads, writes, ruleReads }) => sum + reads + writes + ruleReads,
    0
  );
}

/** Moves on without meeting the hour's minute 7, which is the clock's. */
async function settle(): Promise<void> {
  await world.door.advance(2 * HOUR);
  await vi.waitFor(
    async () => {
      await fire(SWEEP);
      await fire(WORK);
      expect(await operations(() => fire(SWEEP))).toBeLessThan(3);
      expect(await operations(() => fire(WORK))).toBe(1);
    },
    { timeout: 20_000, interval: 200 }
  );
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001');
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
  await agent.phone.writes(conversation, '您好');
  await agent.phone.ask('conversation.afterSend', {
    conversationId: conversation._id,
  });
});
afterAll(() => world.stop());

describe('a tick', () => {
  it('costs two reads while a conversation is open and nobody writes', async () => {
    await settle();
    expect(await operations(() => fire(SWEEP))).toBe(2);
  });

  it('numbers what a phone wrote before it died', async () => {
    const { id } = await customer.writes(conversation, '还在吗');
    await world.door.advance(TICK_MS);
    await fire(SWEEP);
    const [message] = await world.all<Message>('messages', { _id: id });
    expect(message?.seq).toBe(3);
  });

  it('closes what fell due by itself', async () => {
    await agent.phone.writes(conversation, '在');
    await agent.phone.ask('conversation.afterSend', {
      conversationId: conversation._id,
    });
    await settle();
    await world.door.advance(22 * HOUR + TICK_MS);
    await fire(SWEEP);
    const [after] = await world.all<Conversation>('conversations');
    expect(after?.state).toBe('closed');
  });

  it('[A-BR10] costs one read where nothing is open and nothing waits', async () => {
    await settle();
    const ticks = 50;
    const cost = await operations(async () => {
      for (let tick = 0; tick < ticks; tick += 1) {
        await fire(SWEEP);
        await fire(WORK);
      }
    });
    console.log(`idle: ${cost / (2 * ticks)} operations per tick`);
    expect(cost).toBe(2 * ticks);
  });

  it('does the whole sweep after any single action', async () => {
    for (const act of [
      () => world.customerPhone().ask('conversation.enter', {}),
      () => agent.phone.ask('desk.pull', {}).catch(() => null),
      () => agent.phone.ask('code.create', { staffId: agent.staffId }),
    ]) {
      await settle();
      await act();
      expect(await operations(() => fire(SWEEP))).toBeGreaterThan(5);
      expect(await operations(() => fire(WORK))).toBeGreaterThan(2);
    }
  });

  it('does not take a heartbeat for work', async () => {
    await settle();
    await agent.phone.ask('account.presence', {});
    expect(await operations(() => fire(SWEEP))).toBe(1);
  });

  it('does not work for a picture whose next try is not due', async () => {
    await settle();
    const { staffId, phone } = agent;
    const before = await phone.ask('code.create', { staffId });
    const refusal = { errcode: 45009, api: 'wxacode.getUnlimited' };
    await world.door.post('wechat/errors', refusal);
    const { codeId } = await phone.ask('code.rotate', {
      codeId: before.codeId,
    });
    const painted = async () =>
      (await world.all<{ fileId: string }>('codes', { _id: codeId }))[0]
        ?.fileId;
    expect(await painted()).toBe('-');
    // The first look after it is a whole one and sees nothing due.
    await world.door.advance(2 * 60_000);
    await vi.waitFor(
      async () => {
        await fire(WORK);
        expect(await operations(() => fire(WORK))).toBe(1);
      },
      { timeout: 10_000, interval: 200 }
    );
    expect(await painted()).toBe('-');
    await world.door.advance(TICK_MS);
    await fire(WORK);
    await vi.waitFor(async () => expect(await painted()).toMatch(/^cloud:/));
  });

  it('gives a muted phone its keys back when its time is over', async () => {
    await agent.phone.ask('account.presence', { state: 'online' });
    const muted = world.customerPhone();
    const { conversation: his } = await muted.says('你好');
    await agent.phone.writes(his, '您好');
    const { _id: conversationId, customerId } = his;
    await agent.phone.ask('conversation.afterSend', { conversationId });
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const block = { customerId, hours: 2.5, reason: '刷屏' };
    await admin.ask('customer.block', block);
    // Nothing is left but the end of the block, half an hour away.
    await settle();
    const keys = async () =>
      (await world.all('seats', { _id: muted.me }))[0]?.['open'];
    expect(await operations(() => fire(SWEEP))).toBe(2);
    expect(await keys()).toEqual({});
    await world.door.advance(31 * 60_000);
    await fire(SWEEP);
    expect(await keys()).toEqual({ [conversationId]: muted.me });
  });

  it('works on while somebody queues whom nobody need answer', async () => {
    await agent.phone.ask('account.presence', { state: 'online' });
    const asks = world.customerPhone();
    const { conversation: his } = await asks.says('你好');
    const { _id: conversationId } = his;
    await agent.phone.writes(his, '请稍等');
    await agent.phone.ask('conversation.afterSend', { conversationId });
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const { team } = await admin.ask('team.create', { name: '售后组' });
    const to = { teamId: team.teamId };
    await agent.phone.ask('desk.transfer', { conversationId, to });
    const [queued] = await world.all('conversations', { _id: conversationId });
    expect(queued).toMatchObject({ state: 'waiting', waitingSince: null });
    await world.door.advance(2 * HOUR);
    // What the agent's going left is done first; only the queue remains.
    for (let tick = 0; tick < 5; tick += 1) await fire(SWEEP);
    expect(await operations(() => fire(SWEEP))).toBeGreaterThan(3);
    const reason = 'customer' as const;
    await asks.ask('conversation.close', { conversationId, reason });
    await settle();
  });
});
