import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Person } from '../support/person';
import { watching, type Watching } from '../support/watching';
import { startWorld, type Hired, type World } from '../support/world';

const SOON = { timeout: 10_000, interval: 20 };

let world: World;
let agent: Hired;
let open: Watching[] = [];

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 100 });
});
afterAll(async () => {
  for (const one of open) one.stop();
  await world.stop();
});

function look(): Watching {
  const seen = watching(world, agent.phone, 'agentOpenid');
  open.push(seen);
  return seen;
}
function leave(seen: Watching): void {
  seen.stop();
  open = open.filter((one) => one !== seen);
}
async function comes(nick: string, text: string) {
  const customer = world.customerPhone();
  await customer.ask('customer.setName', { nick });
  const { conversation } = await customer.says(text);
  return { customer, conversation };
}
async function adds(
  { customer, conversation }: Awaited<ReturnType<typeof comes>>,
  ...texts: string[]
) {
  for (const text of texts) {
    expect((await customer.writes(conversation, text)).refused).toBeNull();
  }
  await report(customer, conversation);
}
const report = (person: Person, { _id }: Conversation) =>
  person.ask('conversation.afterSend', { conversationId: _id });
const rowOf = (seen: Watching, { _id }: Conversation) =>
  seen.conversations().find((one) => one._id === _id);

describe('[US004] the list of an agent, as he reads it himself', () => {
  it('[F006a] [F006b] [F006c] [F006d] has who, what last, when and how much unread', async () => {
    const seen = look();
    const talk = await comes('小王', '你好');
    await adds(talk, '请问', '在吗');
    await vi.waitFor(() => {
      expect(rowOf(seen, talk.conversation)).toMatchObject({
        customerCard: { nick: '小王', avatar: '' },
        lastText: '在吗',
        unreadAgent: 3,
        state: 'active',
      });
    }, SOON);
    const before = rowOf(seen, talk.conversation)?.lastAt ?? Infinity;
    await adds(talk, '新的一条');
    await vi.waitFor(() => {
      const row = rowOf(seen, talk.conversation);
      expect(row).toMatchObject({ lastText: '新的一条', unreadAgent: 4 });
      expect(row?.lastAt).toBeGreaterThan(before);
    }, SOON);
    leave(seen);
  });

  it('[F006d] the red dot is exact after he was away', async () => {
    const talk = await comes('小张', '一');
    const { conversation } = talk;
    const seen = look();
    await vi.waitFor(
      () => expect(rowOf(seen, conversation)?.unreadAgent).toBe(1),
      SOON
    );
    leave(seen);
    await adds(talk, '二', '三');
    // The phone died before it could report the fourth.
    await talk.customer.writes(conversation, '四');
    const back = look();
    await report(agent.phone, conversation);
    await vi.waitFor(
      () => expect(rowOf(back, conversation)?.unreadAgent).toBe(4),
      SOON
    );
    await agent.phone.changes(
      'cursors',
      {
        _id: `${conversation._id}.a`,
        side: 'agent',
        agentOpenid: agent.phone.me,
      },
      { readSeq: 3 }
    );
    await report(agent.phone, conversation);
    await vi.waitFor(
      () => expect(rowOf(back, conversation)?.unreadAgent).toBe(1),
      SOON
    );
    leave(back);
  });

  it('[F006e] says who waits for an answer, who was answered, what ended', async () => {
    const talk = await comes('小赵', '问题');
    const { conversation } = talk;
    const seen = look();
    await vi.waitFor(() => {
      const row = rowOf(seen, conversation);
      expect(row?.state).toBe('active');
      expect(row?.waitingSince).not.toBeNull();
    }, SOON);
    await agent.phone.writes(conversation, '回答');
    await report(agent.phone, conversation);
    await vi.waitFor(() => {
      const row = rowOf(seen, conversation);
      expect(row).toMatchObject({ waitingSince: null, lastFrom: 'agent' });
    }, SOON);
    await agent.phone.ask('conversation.close', {
      conversationId: conversation._id,
      reason: 'resolved',
    });
    await vi.waitFor(
      () => expect(rowOf(seen, conversation)).toBeUndefined(),
      SOON
    );
    const closed = await seen.queries.readClosed();
    expect(closed).toMatchObject([{ _id: conversation._id, state: 'closed' }]);
    leave(seen);
  });

  it('[F006f] the one that was spoken in last stands first', async () => {
    const seen = look();
    const first = await comes('先来', '一');
    const second = await comes('后来', '二');
    const order = async () =>
      (await seen.queries.readConversations())
        .map(({ customerCard }) => customerCard.nick)
        .filter((nick) => ['先来', '后来'].includes(nick));
    expect(await order()).toEqual(['后来', '先来']);
    await adds(first, '再一条');
    expect(await order()).toEqual(['先来', '后来']);
    expect(await order()).toEqual(['先来', '后来']);
    await adds(second, '也一条');
    expect(await order()).toEqual(['后来', '先来']);
    leave(seen);
  });

  it('[F006b] a new name of the customer is seen at once', async () => {
    const talk = await comes('旧名', '你好');
    const seen = look();
    await talk.customer.ask('customer.setName', { nick: '新名' });
    await vi.waitFor(
      () =>
        expect(rowOf(seen, talk.conversation)?.customerCard.nick).toBe('新名'),
      SOON
    );
    leave(seen);
  });
});
