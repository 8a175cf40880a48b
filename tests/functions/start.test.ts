import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outgoing } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
});
afterAll(() => world.stop());

/** What people said, without the lines of the system between. */
const saidBy = (whose: Record<string, unknown>) =>
  world.all<{ seq: number }>('messages', {
    ...whose,
    senderType: { $ne: 'system' },
  });
const countsOf = async (customer: string) => ({
  conversations: (await world.all('conversations', { customer })).length,
  messages: (await saidBy({ customer })).length,
});

describe('[F001d] opening the chat', () => {
  it('[X2] writes an entry and no conversation', async () => {
    const customer = world.customerPhone();
    const answer = await customer.ask('conversation.enter', {});
    expect(answer).toMatchObject({
      conversation: null,
      codeValid: true,
      identity: { me: customer.me, field: 'customer' },
      agent: { name: '客服A1001', presence: 'online', kind: 'default' },
    });
    expect(await countsOf(customer.me)).toEqual({
      conversations: 0,
      messages: 0,
    });
    const entries = await world.all('entries', { customer: customer.me });
    expect(entries).toHaveLength(1);
  });

  it('[F001a] a code nobody issued is said to be invalid', async () => {
    const customer = world.customerPhone();
    const answer = await customer.ask('conversation.enter', {
      scene: 'k3j9x0q2m4p7',
    });
    expect(answer.codeValid).toBe(false);
    expect(answer.agent?.kind).toBe('default');
  });

  it('[A-DM01] makes one customer, however often and at once', async () => {
    const customer = world.customerPhone();
    await Promise.all(
      [1, 2, 3, 4].map(() => customer.ask('conversation.enter', {}))
    );
    const made = await world.all('customers', { openid: customer.me });
    expect(made).toHaveLength(1);
  });
});

describe('[A-BR09] the first message', () => {
  it('makes everything at once, and the agent has it', async () => {
    const customer = world.customerPhone();
    const { conversation, message } = await customer.says('你好');
    expect(conversation).toMatchObject({
      state: 'active',
      staffId: agent.staffId,
      agentOpenid: agent.phone.me,
      seq: 1,
      unreadAgent: 1,
    });
    expect(message).toMatchObject({ seq: 1, agentOpenid: agent.phone.me });
    const { _id } = conversation;
    const cursors = await world.all<{ _id: string; agentOpenid: string }>(
      'cursors',
      { conversationId: _id }
    );
    expect(cursors.map((cursor) => cursor._id).sort()).toEqual([
      `${_id}.a`,
      `${_id}.c`,
    ]);
    for (const cursor of cursors) {
      expect(cursor.agentOpenid).toBe(agent.phone.me);
    }
    const [his] = await world.all<{ open: object }>('seats', {
      _id: customer.me,
    });
    expect(his?.open).toEqual({ [_id]: customer.me });
    const [agents] = await world.all<{ open: object }>('seats', {
      _id: agent.phone.me,
    });
    expect(agents?.open).toMatchObject({ [_id]: customer.me });
  });

  it('sent again is the same message in the same conversation', async () => {
    const customer = world.customerPhone();
    const message = outgoing('在吗', Date.now());
    const once = await customer.ask('conversation.start', { message });
    const again = await customer.ask('conversation.start', { message });
    expect(again.conversation._id).toBe(once.conversation._id);
    expect(again.message.seq).toBe(1);
    expect(await countsOf(customer.me)).toEqual({
      conversations: 1,
      messages: 1,
    });
  });

  it('two at once make one conversation with both messages', async () => {
    const customer = world.customerPhone();
    await customer.ask('conversation.enter', {});
    const [a, b] = await Promise.all([
      customer.says('第一条'),
      customer.says('第二条'),
    ]);
    expect(a.conversation._id).toBe(b.conversation._id);
    expect(await countsOf(customer.me)).toEqual({
      conversations: 1,
      messages: 2,
    });
    const messages = await saidBy({ customer: customer.me });
    expect(messages.map(({ seq }) => seq).sort()).toEqual([1, 2]);
  });

  it('the same one five times at once is stored once', async () => {
    const customer = world.customerPhone();
    const message = outgoing('重复', Date.now());
    await Promise.all(
      [1, 2, 3, 4, 5].map(() => customer.ask('conversation.start', { message }))
    );
    expect(await countsOf(customer.me)).toEqual({
      conversations: 1,
      messages: 1,
    });
  });
});

describe('coming back', () => {
  it('within a day goes on in the same conversation with the same agent', async () => {
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    const { _id: conversationId } = conversation;
    await customer.ask('conversation.close', {
      conversationId,
      reason: 'customer',
    });
    expect((await customer.writes(conversation, '关了')).refused).toMatch(
      /PERMISSION_DENIED/
    );
    const again = await customer.says('还有一个问题');
    expect(again.conversation).toMatchObject({
      _id: conversationId,
      state: 'active',
      staffId: agent.staffId,
      seq: 2,
    });
    expect((await customer.writes(again.conversation, '现在行')).refused).toBe(
      null
    );
  });

  it('after a day begins a new one', async () => {
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    await agent.phone.ask('conversation.close', {
      conversationId: conversation._id,
      reason: 'resolved',
    });
    await world.door.advance(24 * 60 * 60_000);
    const again = await customer.says('又来了');
    expect(again.conversation._id).not.toBe(conversation._id);
    const seen = await customer.ask('conversation.enter', {});
    expect(seen.conversation?._id).toBe(again.conversation._id);
  });
});

describe('one person on both sides', () => {
  it('may look, hears why he cannot ask while nobody else could answer', async () => {
    await agent.phone.ask('account.presence', { state: 'online' });
    const entered = await agent.phone.ask('conversation.enter', {});
    expect(entered.agent).toBeNull();
    const message = outgoing('自己问自己', Date.now());
    expect(await agent.phone.refusal('conversation.start', { message })).toBe(
      'OWN_CUSTOMER'
    );
    expect((await countsOf(agent.phone.me)).conversations).toBe(0);
  });

  it('is served by somebody else, never by himself', async () => {
    const second = await world.hire('A1002');
    const { conversation } = await agent.phone.says('我想问同事');
    expect(conversation.staffId).toBe(second.staffId);
    expect(conversation.customer).toBe(agent.phone.me);
  });

  it('a web session of staff is no customer', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    expect(await admin.refusal('conversation.enter', {})).toBe('OWN_CUSTOMER');
  });
});
