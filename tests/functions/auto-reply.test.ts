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

const MINUTE = 60_000;
const TICK_MS = 5 * MINUTE;

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

const until = (check: () => Promise<unknown>) =>
  vi.waitFor(check, { timeout: 10_000, interval: 50 });
/** What the system said in it, in order. */
async function lines(conversationId: string, kind = 'system') {
  const said = await world.all<Message>('messages', { conversationId, kind });
  return said.sort((a, b) => a.seq - b.seq).map(({ body }) => body.text);
}
const conversationOf = async (_id: string) =>
  (await world.all<Conversation>('conversations', { _id }))[0];
/** Keeps him there while the clock moves. */
const beat = ({ phone }: Hired) => phone.ask('account.presence', {});

describe('[F013c] what the system says by itself', () => {
  it('welcomes once, however often the conversation changes hands', async () => {
    const chen = await world.hire('A1001');
    const wu = await world.hire('A1002');
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    const { _id: conversationId, agentCard } = conversation;
    const first = `您好，${agentCard?.name}为您服务。`;
    expect(await lines(conversationId)).toEqual([first]);
    const [from, to] =
      conversation.staffId === chen.staffId ? [chen, wu] : [wu, chen];
    await from.phone.ask('desk.transfer', {
      conversationId,
      to: { staffId: to.staffId },
    });
    const close = { conversationId, reason: 'customer' as const };
    await customer.ask('conversation.close', close);
    await customer.says('又来了');
    expect(await lines(conversationId)).toEqual([
      first,
      `会话已转给客服${to.staffCode}`,
      '客户结束了会话',
    ]);
    expect((await conversationOf(conversationId))?.state).toBe('active');
  });

  it('says the place to whoever waits, once, and nothing is unread by it', async () => {
    const chen = await world.hire('A1001', { capacity: 1 });
    await world.customerPhone().says('先到');
    const ids = [];
    for (const text of ['第一', '第二']) {
      const { conversation } = await world.customerPhone().says(text);
      ids.push(conversation._id);
    }
    const places = await Promise.all(ids.map((id) => lines(id)));
    expect(places).toEqual([
      ['客服正忙，您排在第 1 位，请稍候。'],
      ['客服正忙，您排在第 2 位，请稍候。'],
    ]);
    const [, last = ''] = ids;
    expect(await conversationOf(last)).toMatchObject({
      seq: 1,
      unreadAgent: 1,
      unreadCustomer: 0,
      lastText: '第二',
    });
    await beat(chen);
    await world.door.advance(TICK_MS);
    expect(await lines(last)).toHaveLength(1);
  });

  it('[A-BR04] says outside the hours when somebody will be there', async () => {
    await world.hire('A1001', { signIn: false });
    const weekly = Array.from({ length: 7 }, () => [
      { from: '09:00', to: '09:01' },
    ]);
    const hours = { timeZone: 'Asia/Shanghai', weekly, exceptions: [] };
    await world.settings('hours', hours);
    const now = await world.door.now();
    const nine = new Date(now + 8 * 60 * MINUTE).setUTCHours(9, 0, 0, 0);
    const shown = now + 8 * 60 * MINUTE;
    // Never in the one minute in which it is open.
    if (shown >= nine && shown < nine + MINUTE)
      await world.door.advance(MINUTE);
    const { conversation } = await world.customerPhone().says('在吗');
    const [said] = await lines(conversation._id);
    expect(said).toMatch(
      /^现在不在服务时间，(今天|明天) 9:00开始有人回复，您可以先留言。$/
    );
    expect(said).toContain(shown < nine ? '今天' : '明天');
  });

  it('takes other words, or none, as the settings say', async () => {
    await world.hire('A1001');
    await world.settings('autoReplies', {
      welcome: { on: true, text: '{客服}在，{优惠}' },
    });
    const { conversation } = await world.customerPhone().says('你好');
    expect(await lines(conversation._id)).toEqual(['客服A1001在，{优惠}']);
    await world.settings('autoReplies', {
      welcome: { on: false, text: '您好' },
    });
    const { conversation: silent } = await world.customerPhone().says('你好');
    expect(await lines(silent._id)).toEqual([]);
  });
});

describe('[F013c] an agent who is slow', () => {
  async function slowTalk() {
    const chen = await world.hire('A1001');
    await world.settings('assignment', {
      slowReplyMinutes: 3,
      silentMinutes: 0,
    });
    const customer = world.customerPhone();
    const { conversation } = await customer.says('在吗');
    return { chen, customer, conversation, id: conversation._id };
  }
  const SLOW = '客服正在处理，请您再等一会儿。';

  it('is reminded and the customer told, once for each wait', async () => {
    const { chen, customer, conversation, id } = await slowTalk();
    const told = async () => (await lines(id)).filter((line) => line === SLOW);
    await world.door.advance(MINUTE);
    await beat(chen);
    expect(await told()).toEqual([]);
    await world.door.advance(TICK_MS);
    await until(async () => expect(await told()).toHaveLength(1));
    expect(await lines(id, 'note')).toEqual([
      expect.stringMatching(/^客户已等待 \d+ 分钟，请尽快回复$/),
    ]);
    await beat(chen);
    await world.door.advance(TICK_MS);
    expect(await told()).toHaveLength(1);

    await chen.phone.writes(conversation, '来了');
    await chen.phone.ask('conversation.afterSend', { conversationId: id });
    await customer.writes(conversation, '还有一个问题');
    await customer.ask('conversation.afterSend', { conversationId: id });
    await world.door.advance(TICK_MS + MINUTE);
    await until(async () => expect(await told()).toHaveLength(2));
    expect(await lines(id, 'note')).toHaveLength(2);
  });

  it('is reminded by a supervisor by hand, once, and only while one waits', async () => {
    const { chen, customer, conversation, id } = await slowTalk();
    const supervisor = await world.hire('S1001', { role: 'supervisor' });
    const nudge = { conversationId: id };
    expect(await chen.phone.refusal('desk.nudge', nudge)).toBe('FORBIDDEN');
    const ask = () => supervisor.phone.ask('desk.nudge', nudge);
    expect(await ask()).toEqual({ nudged: true });
    expect(await ask()).toEqual({ nudged: false });
    expect(await lines(id, 'note')).toEqual([
      '主管提醒：客户已等待 1 分钟，请尽快回复',
    ]);
    await chen.phone.writes(conversation, '来了');
    await chen.phone.ask('conversation.afterSend', nudge);
    expect(await ask()).toEqual({ nudged: false });
    const read = await customer.ask('conversation.history', nudge);
    expect(JSON.stringify(read)).not.toContain('主管提醒');
    const close = { conversationId: id, reason: 'customer' as const };
    await customer.ask('conversation.close', close);
    expect(await supervisor.phone.refusal('desk.nudge', nudge)).toBe(
      'CONVERSATION_CLOSED'
    );
  });
});
