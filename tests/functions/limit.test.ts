import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { outgoing, type Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOUR = 60 * 60_000;
const MOST = 5;
let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
  await world.settings('limits', { messagesPerHour: MOST });
});
afterAll(() => world.stop());

async function newcomer() {
  await agent.phone.ask('account.presence', { state: 'online' });
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation };
}
async function writesAndTells(
  person: Person,
  conversation: Conversation,
  text: string
): Promise<string | null> {
  const { refused } = await person.writes(conversation, text);
  if (refused === null) {
    await person.ask('conversation.afterSend', {
      conversationId: conversation._id,
    });
  }
  return refused;
}
const said = (person: Person) =>
  world.all<Message>('messages', { from: person.me });
const sends = async (person: Person, { _id }: Conversation) =>
  person.call('conversation.send', {
    conversationId: _id,
    message: outgoing('再说一句', await world.door.now()),
  });

describe('[B-111] messages of one person within an hour', () => {
  it('a direct one after the last is refused, and so is the function', async () => {
    const { customer, conversation } = await newcomer();
    // The first was through conversation.start.
    for (let at = 2; at <= MOST; at += 1) {
      expect(await writesAndTells(customer, conversation, `${at}`)).toBeNull();
    }
    const over = await writesAndTells(customer, conversation, '多了');
    expect(over).toBe('DATABASE_PERMISSION_DENIED');
    const reply = await sends(customer, conversation);
    const now = await world.door.now();
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED', retryAt: expect.any(Number) },
    });
    const retryAt = reply.ok ? 0 : (reply.error.retryAt ?? 0);
    expect(retryAt).toBeGreaterThan(now + HOUR - 60_000);
    expect(retryAt).toBeLessThanOrEqual(now + HOUR);
    expect(await said(customer)).toHaveLength(MOST);
    // He who has another conversation goes on meanwhile.
    const other = await newcomer();
    expect(await writesAndTells(other.customer, other.conversation, '我')).toBe(
      null
    );
  });

  it('after the hour he writes directly again', async () => {
    const { customer, conversation } = await newcomer();
    for (let at = 2; at <= MOST; at += 1) {
      await writesAndTells(customer, conversation, `${at}`);
    }
    expect(await writesAndTells(customer, conversation, '多了')).not.toBeNull();
    await world.door.advance(HOUR + 60_000);
    expect((await sends(customer, conversation)).ok).toBe(true);
    expect(await writesAndTells(customer, conversation, '又来')).toBeNull();
  });

  it('holds for agents, over all conversations, and gives back every one', async () => {
    const one = await newcomer();
    const two = await newcomer();
    const { phone } = agent;
    for (let at = 1; at <= MOST; at += 1) {
      const to = at % 2 === 0 ? one : two;
      expect(await writesAndTells(phone, to.conversation, `${at}`)).toBeNull();
    }
    for (const { conversation } of [one, two]) {
      expect(await writesAndTells(phone, conversation, '多了')).not.toBeNull();
    }
    expect(await sends(phone, one.conversation)).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED' },
    });
    await world.door.advance(HOUR + 60_000);
    expect((await sends(phone, one.conversation)).ok).toBe(true);
    for (const { conversation } of [one, two]) {
      expect(await writesAndTells(phone, conversation, '又来')).toBeNull();
    }
  });

  it('through functions exactly as many, however many come at once', async () => {
    const { customer, conversation } = await newcomer();
    const now = await world.door.now();
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        customer.call('conversation.send', {
          conversationId: conversation._id,
          message: outgoing(`${at}`, now),
        })
      )
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(MOST - 1);
    expect(await said(customer)).toHaveLength(MOST);
  });
});

describe('[A-N17] calls of one person within an hour', () => {
  it('are refused beyond the limit, with the time; timers are not', async () => {
    await world.settings('limits', { callsPerHour: 20 });
    const customer = world.customerPhone();
    const replies = [];
    for (let at = 0; at < 22; at += 1) {
      replies.push(await customer.call('work.run', {}));
    }
    expect(replies.slice(0, 20).every(({ ok }) => ok)).toBe(true);
    const now = await world.door.now();
    const last = replies[21];
    expect(last).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    const retryAt = last && !last.ok ? (last.error.retryAt ?? 0) : 0;
    expect(retryAt).toBeGreaterThan(now + HOUR - 60_000);
    const other = world.customerPhone();
    expect(await other.refusal('work.run', {})).toBe('OK');
    await world.door.advance(HOUR);
    expect(await customer.refusal('work.run', {})).toBe('OK');
  });
});
