import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import type { TemplateWords } from '../../domain/template/schema';
import { LIMITS } from '../../domain/values/limits';
import type { Person, WebPerson } from '../support/person';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

const MINUTE = 60_000;
const LASTING = 'template-that-lasts';
const ENDED = 'template-of-the-end';
/** Nobody knows whether WeChat got it. */
const UNKNOWN = -2;

let world: World;
let admin: WebPerson;
let agent: Hired;
let customer: Person;
let conversation: Conversation;

const atWechat = (id: string, kind: 'one-time' | 'long-term') => ({
  id,
  title: id,
  kind,
  fields: [
    { key: 'thing1', name: '客服', example: '小云' },
    { key: 'thing2', name: '内容', example: '已发货' },
  ],
});
const words = (templateId: string): TemplateWords => ({
  templateId,
  title: '客服回复',
  purpose: 'reply',
  kind: 'once',
  fields: [
    { name: 'thing1', from: 'sender' },
    { name: 'thing2', from: 'summary' },
  ],
  active: true,
});

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001', { capacity: 200 });
  const templates = [
    atWechat(PUSH_TEMPLATE, 'one-time'),
    atWechat(ENDED, 'one-time'),
    atWechat(LASTING, 'long-term'),
  ];
  await world.door.put('wechat/templates', { templates });
  await world.settings('push', { mergeMinutes: 0 });
});
beforeEach(async () => {
  await agent.phone.ask('account.presence', { state: 'online' });
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
});
afterAll(() => world.stop());

/** He taps, WeChat asks, and the phone tells what he said. */
async function accepts(templateId: string): Promise<void> {
  const results = { [templateId]: 'accept' as const };
  await world.door.post('wechat/subscribe', { openid: customer.me, results });
  const key = `tap-${templateId}-${customer.me}`;
  await customer.ask('push.credit', { results, key });
}
const wechatHas = async (templateId: string) => {
  const wish = { openid: customer.me, templateId, count: 0 };
  return world.door.post<{ credit: number }>('wechat/credit', wish);
};
const ledger = async () => {
  const openid = customer.me;
  const [row] = await world.all<{
    balances: Record<string, number>;
    sending: unknown;
    times: number[];
  }>('credits', { openid });
  return row;
};
const pushes = () => world.all<Push>('pushes', { openid: customer.me });
const delivered = async () =>
  (await world.door.pushes()).filter(({ touser }) => touser === customer.me);
const run = () => agent.phone.ask('work.run', {});
async function answers(text: string): Promise<void> {
  await agent.phone.writes(conversation, text);
  const { _id: conversationId } = conversation;
  await agent.phone.ask('conversation.afterSend', { conversationId });
}
/** Every function has seen the templates that are stored now. */
const templatesSeen = () => world.door.advance(MINUTE + 1_000);

describe('[X1] an answer of WeChat that is lost', () => {
  it('[F004b] leaves exactly one push, and a ledger that agrees with WeChat', async () => {
    await accepts(PUSH_TEMPLATE);
    await answers('已发货');
    const match = 'subscribeMessage.send';
    await world.door.post('faults', {
      drop: { moment: 'after', match, times: 1 },
    });
    await run();
    const { drop } = await world.door.get<{ drop: { left: number } }>('faults');
    expect(drop.left).toBe(0);
    await world.door.post('faults', { clear: true });
    await run();
    await world.door.advance(10 * MINUTE);
    expect(await delivered()).toMatchObject([{ errcode: 0 }]);
    expect(await pushes()).toMatchObject([
      { status: 'failed', errCode: UNKNOWN, tries: 1 },
    ]);
    expect(await wechatHas(PUSH_TEMPLATE)).toMatchObject({ credit: 0 });
    const row = await ledger();
    expect(row?.balances).toEqual({ [PUSH_TEMPLATE]: 0 });
    // It may have been read, so it counts against his hour.
    expect(row).toMatchObject({ sending: null, times: [expect.any(Number)] });
  });
});

describe('[F013b] a mapping that WeChat would refuse', () => {
  const refused: [string, object][] = [
    [
      'a kind that WeChat has not',
      { fields: [{ name: 'sms1', from: 'sender' }] },
    ],
    ['no number', { fields: [{ name: 'thing', from: 'sender' }] }],
    ['no such source', { fields: [{ name: 'thing1', from: 'phone' }] }],
    [
      'no text where one must stand',
      { fields: [{ name: 'thing1', from: 'text' }] },
    ],
    ['no field at all', { fields: [] }],
    ['a kind of template that is none', { kind: 'for-ever' }],
    ['an id that is none', { templateId: 'a.b' }],
  ];
  for (const [what, change] of refused) {
    it(`is refused, and nothing is written: ${what}`, async () => {
      const wrong = { ...words(ENDED), ...change } as TemplateWords;
      const code = await admin.refusal('template.save', wrong);
      expect(code).toBe('INVALID_INPUT');
      expect(await world.all('templates')).toEqual([]);
      const saved = { action: 'template.save' };
      expect(await world.all('audit', saved)).toEqual([]);
    });
  }
});

describe('[US003] an end that he does not see', () => {
  beforeAll(async () => {
    const purpose = 'closed' as const;
    await admin.ask('template.save', { ...words(ENDED), purpose });
    await templatesSeen();
  });
  const closes = (by: Person) =>
    by.ask('conversation.close', {
      conversationId: conversation._id,
      reason: 'resolved',
    });

  it('is told by its own template, once a phone or the timer called', async () => {
    await accepts(ENDED);
    const web = await world.web();
    await web.signsIn(agent.staffCode, agent.password);
    await closes(web);
    await closes(web);
    await web.ask('work.run', {});
    expect(await pushes()).toMatchObject([
      { purpose: 'closed', status: 'pending' },
    ]);
    await world.door.post('triggers/fire', {
      function: 'wechat',
      trigger: 'tick',
    });
    expect(await pushes()).toMatchObject([{ status: 'sent' }]);
    const [sent, ...others] = await delivered();
    expect(others).toEqual([]);
    expect(sent).toMatchObject({ templateId: ENDED, errcode: 0 });
    expect(sent?.page).toContain(`conversationId=${conversation._id}`);
    expect(sent?.data['thing2']?.value).toContain('会话已结束');
  });

  it('is not told to one who looks, nor to one who ended it himself', async () => {
    await accepts(ENDED);
    const whose = { side: 'customer', customer: customer.me };
    await customer.changes(
      'cursors',
      { _id: `${conversation._id}.c`, ...whose },
      { lookingAt: await world.door.now() }
    );
    await closes(agent.phone);
    expect(await pushes()).toEqual([]);
    customer = world.customerPhone();
    conversation = (await customer.says('你好')).conversation;
    await closes(customer);
    expect(await pushes()).toEqual([]);
  });

  it('spends no consent that was given for answers', async () => {
    await admin.ask('template.remove', { templateId: ENDED });
    await templatesSeen();
    await accepts(PUSH_TEMPLATE);
    await closes(agent.phone);
    await run();
    expect(await pushes()).toEqual([]);
    expect(await wechatHas(PUSH_TEMPLATE)).toMatchObject({ credit: 1 });
  });
});

describe('[F013b] a long-term template', () => {
  it('[F004c] is used by configuration: one consent lasts until he takes it back', async () => {
    const kind = 'long-term' as const;
    await admin.ask('template.save', { ...words(LASTING), kind });
    await templatesSeen();
    await accepts(LASTING);
    for (const text of ['一', '二', '三']) {
      await answers(text);
      await run();
    }
    const sent = await delivered();
    expect(sent).toHaveLength(3);
    for (const one of sent) {
      expect(one).toMatchObject({ templateId: LASTING, errcode: 0 });
    }
    expect(await wechatHas(LASTING)).toMatchObject({ credit: 1 });
    const { push } = await customer.ask('conversation.enter', {});
    expect(push).toEqual({
      templateIds: [LASTING],
      balance: LIMITS.creditMax,
    });
    await world.door.advance(61 * MINUTE);
    const openid = customer.me;
    const refused = { openid, refuse: [LASTING] };
    await world.door.post('wechat/settings', refused);
    await answers('四');
    await run();
    const last = (await pushes()).find(({ summary }) => summary === '四');
    expect(last).toMatchObject({ status: 'failed', errCode: 43101 });
    const { balance } = (await customer.ask('conversation.enter', {})).push;
    expect(balance).toBe(0);
  });
});
