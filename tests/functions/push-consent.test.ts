import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import type { Person } from '../support/person';
import { answerLeavingPush } from '../support/push-left';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

const MINUTE = 60_000;
let world: World;
let agent: Hired;
let customer: Person;
let conversation: Conversation;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
});
beforeEach(async () => {
  await agent.phone.ask('account.presence', { state: 'online' });
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
});
afterAll(() => world.stop());

const wechatHas = async (more = 0) => {
  const wish = { openid: customer.me, templateId: PUSH_TEMPLATE, count: more };
  const told = await world.door.post<{ credit: number }>('wechat/credit', wish);
  return told.credit;
};
const reports = (key: string, answer: 'accept' | 'reject' = 'accept') =>
  customer.ask('push.credit', {
    results: { [PUSH_TEMPLATE]: answer },
    key: `report-${key}`,
  });
const offer = async () => (await customer.ask('conversation.enter', {})).push;
const pushes = () => world.all<Push>('pushes', { openid: customer.me });
const delivered = async () =>
  (await world.door.pushes()).filter(({ touser }) => touser === customer.me);
const answers = (text: string) =>
  answerLeavingPush(world, agent.phone, conversation, text);
const run = () => agent.phone.ask('work.run', {});

describe('consent comes before every push', () => {
  it('[A-BR05] WeChat is not asked before he consented, and is after', async () => {
    await wechatHas(1);
    await answers('一');
    await run();
    expect(await delivered()).toEqual([]);
    expect(await pushes()).toMatchObject([{ status: 'skipped:no_credit' }]);
    await reports('refused', 'reject');
    await world.door.advance(6 * MINUTE);
    await answers('二');
    await run();
    expect(await delivered()).toEqual([]);
    await reports('consented');
    await world.door.advance(6 * MINUTE);
    await answers('三');
    await run();
    expect(await delivered()).toHaveLength(1);
  });

  it('[F004a] a tap on the first visit is counted, the same report once', async () => {
    expect(await offer()).toEqual({ templateIds: [PUSH_TEMPLATE], balance: 0 });
    expect(await reports('first-tap')).toEqual({ balance: 1 });
    expect(await reports('first-tap')).toEqual({ balance: 1 });
    expect((await offer()).balance).toBe(1);
  });

  it('[F004c] each later tap of one who always allows adds one', async () => {
    for (const at of [1, 2, 3]) {
      await wechatHas(1);
      expect(await reports(`tap-${at}`)).toEqual({ balance: at });
      expect(await reports(`tap-${at}`)).toEqual({ balance: at });
    }
    expect((await offer()).balance).toBe(await wechatHas());
  });
});

describe('[US003] a customer who consented', () => {
  it('is told of the reply with a summary and lands in that conversation', async () => {
    await wechatHas(1);
    await reports('consented');
    const pushId = await answers('您的订单已经发货');
    await run();
    const [sent, ...others] = await delivered();
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      errcode: 0,
      data: {
        thing1: { value: '客服A1001' },
        thing2: { value: '您的订单已经发货' },
      },
    });
    const query = new URLSearchParams(sent?.page?.split('?')[1]);
    expect(query.get('pushId')).toBe(pushId);
    expect(await customer.ask('push.clicked', { pushId })).toEqual({
      conversationId: conversation._id,
    });
    expect((await pushes())[0]?.clickedAt).toBeGreaterThan(0);
  });
});

describe('[F014b] the reminders of an hour', () => {
  it('are counted over conversations that follow one another, two calls at once', async () => {
    await world.settings('push', { perHour: 2, mergeMinutes: 0 });
    await world.door.put('switches', { subscribeSendMs: 100 });
    for (const at of [1, 2, 3]) {
      await wechatHas(1);
      await reports(`more-${at}`);
    }
    await answers('一');
    await Promise.all([run(), run()]);
    const { _id: conversationId } = conversation;
    const reason = 'resolved' as const;
    await agent.phone.ask('conversation.close', { conversationId, reason });
    // Later than he could still go on where it was.
    await world.settings('conversation', { reopenHours: 0 });
    await agent.phone.ask('account.presence', { state: 'online' });
    conversation = (await customer.says('又是我')).conversation;
    expect(conversation._id).not.toBe(conversationId);
    await answers('二');
    await world.door.advance(MINUTE);
    await answers('三');
    await Promise.all([run(), run()]);
    const statuses = (await pushes()).map(({ status }) => status).sort();
    expect(statuses).toEqual(['limited', 'sent', 'sent']);
    expect(await delivered()).toHaveLength(2);
    await world.settings('push', { perHour: 3, mergeMinutes: 0 });
    await answers('四');
    await run();
    expect(await delivered()).toHaveLength(3);
    await world.door.put('switches', { subscribeSendMs: 0 });
  });
});
