import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import type { Person, WebPerson } from '../support/person';
import { answerLeavingPush } from '../support/push-left';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

const MINUTE = 60_000;
let world: World;
let admin: WebPerson;
let agent: Hired;
let customer: Person;
let conversation: Conversation;
let reports = 0;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
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
const balance = async () =>
  (await customer.ask('conversation.enter', {})).push.balance;
const pushes = () => world.all<Push>('pushes', { openid: customer.me });
const delivered = async () =>
  (await world.door.pushes()).filter(({ touser }) => touser === customer.me);

async function consents(count: number): Promise<void> {
  await wechatHas(count);
  for (let at = 0; at < count; at += 1) {
    reports += 1;
    await customer.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: `resend-${reports}`,
    });
  }
}

/** @returns the id of the push that was left, or '' */
const says = (text: string) =>
  answerLeavingPush(world, agent.phone, conversation, text);
const run = (pushId: string) => agent.phone.ask('work.run', { pushId });
const wechatAnswers = (errcode: number, times: number) =>
  world.door.post('faults', { failPush: { errcode, times } });

describe('[US006] a push that did not reach WeChat', () => {
  it('[X1] is sent again by its agent, once however often he presses', async () => {
    await consents(2);
    const pushId = await says('您好');
    await wechatAnswers(-1, 3);
    await run(pushId);
    expect((await pushes())[0]).toMatchObject({
      status: 'failed',
      errCode: -1,
      tries: 3,
    });
    expect(await balance()).toBe(2);
    const asked = await Promise.all([
      agent.phone.call('push.resend', { pushId }),
      agent.phone.call('push.resend', { pushId }),
    ]);
    expect(asked.map(({ ok }) => ok)).toEqual([true, true]);
    const rows = await pushes();
    expect(rows.map(({ status }) => status).sort()).toEqual(['failed', 'sent']);
    const accepted = (await delivered()).filter(({ errcode }) => errcode === 0);
    expect(accepted).toHaveLength(1);
    expect(await balance()).toBe(await wechatHas());
    expect(await balance()).toBe(1);
  });

  it('[A-BR08] what WeChat refused for good is not sent again', async () => {
    await consents(1);
    const pushId = await says('您好');
    await wechatAnswers(47003, 1);
    await run(pushId);
    const refusal = await agent.phone.refusal('push.resend', { pushId });
    expect(refusal).toBe('PUSH_NOT_RESENDABLE');
    expect(await customer.refusal('push.resend', { pushId })).not.toBe('OK');
    expect(await pushes()).toHaveLength(1);
  });
});

describe('[F014b] what an administrator sets', () => {
  it('[A-BR06] the hour’s limit holds from then on', async () => {
    await world.settings('push', { perHour: 1, mergeMinutes: 0 });
    await consents(2);
    await run(await says('一'));
    await world.door.advance(MINUTE);
    await run(await says('二'));
    const statuses = (await pushes()).map(({ status }) => status).sort();
    expect(statuses).toEqual(['limited', 'sent']);
    expect(await balance()).toBe(await wechatHas());
    await world.settings('push', { perHour: 3, mergeMinutes: 5 });
  });

  it('[US003] switched off, nothing is left and nothing goes out', async () => {
    await consents(1);
    const waiting = await says('一');
    await world.settings('push', { on: false });
    await run(waiting);
    expect(await pushes()).toMatchObject([{ status: 'skipped:off' }]);
    await world.door.advance(6 * MINUTE);
    expect(await says('二')).toBe('');
    expect(await delivered()).toEqual([]);
    await world.settings('push', { on: true });
  });
});

describe('[F013b] templates', () => {
  it('[A-BR07] one of an administrator takes the place of the deployment’s', async () => {
    const words = {
      templateId: 'stored-template',
      title: '客服回复',
      purpose: 'reply' as const,
      kind: 'once' as const,
      fields: [
        { name: 'name1', from: 'sender' as const },
        { name: 'thing2', from: 'summary' as const },
      ],
      active: true,
    };
    await admin.ask('template.save', words);
    expect(await agent.phone.refusal('template.save', words)).toBe('FORBIDDEN');
    await world.door.advance(MINUTE + 1_000);
    const { push } = await customer.ask('conversation.enter', {});
    expect(push.templateIds).toEqual(['stored-template']);
    await world.door.post('wechat/credit', {
      openid: customer.me,
      templateId: 'stored-template',
      count: 1,
    });
    await customer.ask('push.credit', {
      results: { 'stored-template': 'accept' },
      key: 'of-the-stored-one',
    });
    await run(await says('已为您处理'));
    expect(await delivered()).toMatchObject([
      {
        templateId: 'stored-template',
        errcode: 0,
        data: { name1: { value: '客服A' }, thing2: { value: '已为您处理' } },
      },
    ]);
    await admin.ask('template.remove', { templateId: 'stored-template' });
    expect((await admin.ask('template.list', {})).templates).toEqual([]);
    const rows = await world.all<{ action: string }>('audit', {
      object: 'stored-template',
    });
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'template.remove',
      'template.save',
    ]);
    await world.door.advance(MINUTE + 1_000);
  });
});

describe('[A-P03] the statistics of pushes', () => {
  it('[A-K05] [X4] are counted from what became of each', async () => {
    const day = new Date((await world.door.now()) + 8 * 60 * MINUTE);
    const date = day.toISOString().slice(0, 10);
    const ask = () => admin.ask('report.pushes', { from: date, to: date });
    const before = (await ask()).total;
    await run(await says('没有次数'));
    const { total } = await ask();
    expect(total.noCredit).toBe(before.noCredit + 1);
    expect(total.attempted).toBe(before.attempted);
    expect(total.accepted + total.failed).toBe(total.attempted);
    expect(total.acceptance).toBe(total.accepted / total.attempted);
    const input = { from: date, to: date };
    expect(await agent.phone.refusal('report.pushes', input)).toBe('FORBIDDEN');
  });
});

describe('[X3] what WeChat tells itself', () => {
  const popup = (times: number) =>
    world.door.post<{ answers: unknown[] }>(
      `wechat/push-event?deliveries=${times}`,
      {
        MsgType: 'event',
        Event: 'subscribe_msg_popup_event',
        FromUserName: customer.me,
        CreateTime: '1790000000',
        List: { TemplateId: PUSH_TEMPLATE, SubscribeStatusString: 'accept' },
      }
    );

  it('[F004b] counts once, however often, and with the phone’s report', async () => {
    const functions = [
      { msgType: 'event', event: 'subscribe_msg_event', function: 'wechat' },
    ];
    await world.door.put('wechat/message-push', { messagePush: { functions } });
    const { answers } = await popup(2);
    expect(answers).toEqual([{ answer: 'success' }, { answer: 'success' }]);
    expect(await balance()).toBe(1);
    await customer.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: 'the-same-consent',
    });
    expect(await balance()).toBe(1);
    const event = { MsgType: 'event', Event: 'subscribe_msg_popup_event' };
    const forged = {
      ...event,
      FromUserName: customer.me,
      CreateTime: '1790000001',
      List: { TemplateId: PUSH_TEMPLATE, SubscribeStatusString: 'accept' },
    };
    expect(await customer.raw('wechat', forged)).toMatchObject({ ok: false });
    const web = await world.web();
    expect(await web.raw('wechat', forged)).toMatchObject({ ok: false });
    expect(await balance()).toBe(1);
  });
});

describe('[B-111] entries', () => {
  it('[A-N17] one more than allowed is refused, and told until when', async () => {
    await world.settings('limits', { entriesPerHour: 3 });
    const person = world.customerPhone();
    const enter = () => person.call('conversation.enter', {});
    const answers = await Promise.all([enter(), enter(), enter(), enter()]);
    const refused = answers.flatMap((one) => (one.ok ? [] : [one.error]));
    expect(refused).toMatchObject([{ code: 'RATE_LIMITED' }]);
    expect(refused[0]?.retryAt).toBeGreaterThan(await world.door.now());
    await world.door.advance(61 * MINUTE);
    expect((await enter()).ok).toBe(true);
    await world.settings('limits', { entriesPerHour: 120 });
  });
});
