import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../domain/actions/index';
import type { Conversation } from '../../domain/conversation/schema';
import { newMessageId } from '../../domain/values/message-id';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Reply = OutputOf<'reply.create'>['reply'];

let world: World;
let agent: Hired;
let other: Hired;
let supervisor: Hired;
let customer: Person;
let conversation: Conversation;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001');
  customer = world.customerPhone();
  await customer.ask('customer.setName', { nick: '李{客服}' });
  conversation = (await customer.says('你好')).conversation;
  other = await world.hire('A1002');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  await supervisor.phone.ask('account.presence', { state: 'busy' });
});
afterAll(() => world.stop());

const id = () => newMessageId(Date.now(), Math.random);
const create = async (
  { phone }: Hired,
  more: { title?: string; text?: string; shared?: boolean; group?: string }
): Promise<Reply> => {
  const { reply } = await phone.ask('reply.create', {
    replyId: id(),
    title: '问候',
    text: '您好',
    shared: false,
    ...more,
  });
  return reply;
};
const listOf = async ({ phone }: Hired) =>
  (await phone.ask('reply.list', {})).replies;
const stored = async ({ _id }: Reply) => {
  const [found] = await world.all<Reply>('replies', { _id });
  return found;
};
const use = ({ phone }: Hired, { _id }: Reply, key?: string) =>
  phone.ask('reply.use', {
    replyId: _id,
    conversationId: conversation._id,
    ...(key && { key }),
  });

describe('[F013a] canned replies', () => {
  it('of all are seen by everybody, one’s own by oneself', async () => {
    const shared = await create(supervisor, { shared: true, title: '共享' });
    const mine = await create(agent, { title: '自己的' });
    const ids = async (who: Hired) => (await listOf(who)).map(({ _id }) => _id);
    expect((await ids(agent)).sort()).toEqual([shared._id, mine._id].sort());
    expect(await ids(other)).toEqual([shared._id]);
    expect(await customer.refusal('reply.list', {})).toBe('UNAUTHENTICATED');
  });

  it('those of all are made and changed by supervisors only', async () => {
    const shared = await create(supervisor, { shared: true, text: '原文' });
    const before = await world.counts();
    const refused = {
      create: await agent.phone.refusal('reply.create', {
        replyId: id(),
        title: 'x',
        text: 'x',
        shared: true,
      }),
      update: await agent.phone.refusal('reply.update', {
        replyId: shared._id,
        text: '改了',
      }),
      remove: await agent.phone.refusal('reply.remove', {
        replyId: shared._id,
      }),
    };
    expect(new Set(Object.values(refused))).toEqual(new Set(['FORBIDDEN']));
    expect(await world.counts()).toEqual(before);
    expect(await stored(shared)).toMatchObject({ text: '原文' });
  });

  it('another one’s own is not there, even for a supervisor', async () => {
    const mine = await create(agent, { text: '私人' });
    for (const { phone } of [other, supervisor]) {
      const one = { replyId: mine._id };
      expect(await phone.refusal('reply.update', { ...one, text: 'x' })).toBe(
        'NOT_FOUND'
      );
      expect(await phone.refusal('reply.remove', one)).toBe('NOT_FOUND');
      const taken = { ...one, conversationId: conversation._id };
      expect(await phone.refusal('reply.use', taken)).toBe('NOT_FOUND');
    }
    expect(await stored(mine)).toMatchObject({ text: '私人', uses: 0 });
  });

  it('are changed in part, removed, and made once for one id', async () => {
    const mine = await create(agent, {
      title: '旧',
      text: '旧文',
      group: '甲',
    });
    const again = await agent.phone.ask('reply.create', {
      replyId: mine._id,
      title: '别的',
      text: '别的',
      shared: false,
    });
    expect(again.reply).toEqual(mine);
    const { reply } = await agent.phone.ask('reply.update', {
      replyId: mine._id,
      title: '新',
      order: 3,
    });
    expect(reply).toMatchObject({
      title: '新',
      text: '旧文',
      group: '甲',
      order: 3,
    });
    expect(await stored(mine)).toMatchObject(reply);
    await agent.phone.ask('reply.remove', { replyId: mine._id });
    await agent.phone.ask('reply.remove', { replyId: mine._id });
    expect(await stored(mine)).toBeUndefined();
  });

  it('too long, empty or of another shape are refused', async () => {
    const before = await world.counts();
    const given = { title: 't', text: 'x', shared: false };
    const code = (more: object) =>
      agent.phone.refusal('reply.create', {
        replyId: id(),
        ...given,
        ...more,
      });
    expect(await code({ text: 'x'.repeat(2_001) })).toBe('MESSAGE_TOO_LONG');
    expect(await code({ title: '' })).toBe('INVALID_INPUT');
    expect(await code({ text: { $ne: '' } })).toBe('INVALID_INPUT');
    expect(await code({ uses: 99 })).toBe('INVALID_INPUT');
    expect(await code({ replyId: { $gt: '' } })).toBe('INVALID_INPUT');
    expect(await world.counts()).toEqual(before);
  });
});

describe('[F007c] taking one in the chat', () => {
  it('is two calls: list, and its text with the names filled in', async () => {
    const reply = await create(supervisor, {
      shared: true,
      text: '{客户}您好，我是{客服}，现在{时间}。{订单}',
    });
    const [found] = (await listOf(agent)).filter(
      ({ _id }) => _id === reply._id
    );
    expect(found).toBeDefined();
    const { text, uses } = await use(agent, reply);
    expect(text).toMatch(
      /^李\{客服\}您好，我是客服A1001，现在\d+月\d+日 \d\d:\d\d。\{订单\}$/
    );
    expect(uses).toBe(1);
  });

  it('is for the agent of the conversation alone', async () => {
    const reply = await create(supervisor, { shared: true, text: '{客户}' });
    const taken = { replyId: reply._id, conversationId: conversation._id };
    expect(await other.phone.refusal('reply.use', taken)).toBe(
      'CONVERSATION_TRANSFERRED'
    );
    expect(await customer.refusal('reply.use', taken)).toBe('UNAUTHENTICATED');
    expect(await stored(reply)).toMatchObject({ uses: 0 });
  });

  it('counts every use exactly, a repeated call once', async () => {
    const reply = await create(supervisor, { shared: true });
    await Promise.all(Array.from({ length: 10 }, () => use(agent, reply)));
    expect(await stored(reply)).toMatchObject({ uses: 10 });
    const key = 'one-tap-of-his';
    await Promise.all([use(agent, reply, key), use(agent, reply, key)]);
    const { uses } = await use(agent, reply, key);
    expect(uses).toBe(11);
    expect(await stored(reply)).toMatchObject({ uses: 11 });
  });

  it('what is taken often stands first in its group', async () => {
    const group = '常用';
    const seldom = await create(other, { title: 'a', group });
    const often = await create(other, { title: 'b', group });
    const talk = world.customerPhone();
    await agent.phone.ask('account.presence', { state: 'busy' });
    const { conversation: his } = await talk.says('在吗');
    await other.phone.ask('reply.use', {
      replyId: often._id,
      conversationId: his._id,
    });
    const titles = (await listOf(other))
      .filter((reply) => reply.group === group)
      .map(({ _id }) => _id);
    expect(titles).toEqual([often._id, seldom._id]);
  });
});
