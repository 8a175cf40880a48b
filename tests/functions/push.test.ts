import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../domain/actions/index';
import type { Conversation } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import { LIMITS } from '../../domain/values/limits';
import type { Person } from '../support/person';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

const BURST_MS = 5 * 60_000;
const HOUR_MS = 60 * 60_000;
let world: World;
let agent: Hired;
let customer: Person;
let conversation: Conversation;
let reports = 0;

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

/** WeChat has them, and the product counts them by push.credit. */
async function consents(count: number): Promise<void> {
  const given = { openid: customer.me, templateId: PUSH_TEMPLATE, count };
  await world.door.post('wechat/credit', given);
  for (let at = 0; at < count; at++) {
    reports += 1;
    await customer.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: `report-${reports}`,
    });
  }
}
const balance = async () =>
  (await customer.ask('conversation.enter', {})).push.balance;
const pushes = () => world.all<Push>('pushes', { openid: customer.me });
const statuses = async () => (await pushes()).map((one) => one.status).sort();

/** The agent speaks, and the customer then reads: the next is a new push. */
async function wantPushes(count: number): Promise<void> {
  const { _id: conversationId } = conversation;
  const before = (await pushes()).length;
  for (let at = 0; at < count; at++) {
    const sent = await agent.phone.writes(conversation, `回复 ${at}`);
    expect(sent.refused).toBeNull();
    const done = await agent.phone.ask('conversation.afterSend', {
      conversationId,
    });
    await readsUpTo(done.conversation.seq);
  }
  expect(await pushes()).toHaveLength(before + count);
}
async function readsUpTo(readSeq: number, lookingAt = 0): Promise<void> {
  const done = await customer.changes(
    'cursors',
    { _id: `${conversation._id}.c`, side: 'customer', customer: customer.me },
    { readSeq, lookingAt }
  );
  expect(done.refused).toBeNull();
}
/** What WeChat was asked to deliver to this customer. */
const delivered = async () =>
  (await world.door.pushes()).filter(({ touser }) => touser === customer.me);
const run = () => agent.phone.ask('work.run', {});

describe('[F008a] a push after a reply', () => {
  it('[F008c] goes out with who and what, and opens the conversation', async () => {
    await consents(1);
    const long = `您的订单已经发货，\n预计${'明天'.repeat(20)}送达`;
    await agent.phone.writes(conversation, long);
    const done = await agent.phone.ask('conversation.afterSend', {
      conversationId: conversation._id,
    });
    expect(done.workWaits).toBe(true);
    expect(await run()).toEqual({ done: 1 });
    const [sent, ...others] = await delivered();
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      touser: customer.me,
      templateId: PUSH_TEMPLATE,
      errcode: 0,
      data: { thing1: { value: '客服A1001' } },
    });
    const summary = sent?.data['thing2']?.value ?? '';
    expect(Array.from(summary)).toHaveLength(LIMITS.pushField);
    expect(summary).toMatch(/^您的订单已经发货， 预计/);
    const [row] = await pushes();
    const query = new URLSearchParams(sent?.page?.split('?')[1]);
    expect(sent?.page).toMatch(/^pages\/chat\/index\?/);
    expect(query.get('conversationId')).toBe(conversation._id);
    expect(query.get('pushId')).toBe(row?._id);
  });

  it('[A-DM05] [F008d] is recorded with its outcome, and with the click', async () => {
    await consents(1);
    await wantPushes(1);
    await run();
    const [row] = await pushes();
    expect(row).toMatchObject({ status: 'sent', errCode: 0, tries: 1 });
    expect(row?.clickedAt).toBeNull();
    const pushId = row?._id ?? '';
    const stranger = world.customerPhone();
    expect(await stranger.ask('push.clicked', { pushId })).toEqual({
      conversationId: null,
    });
    expect((await pushes())[0]?.clickedAt).toBeNull();
    expect(await customer.ask('push.clicked', { pushId })).toEqual({
      conversationId: conversation._id,
    });
    const clickedAt = (await pushes())[0]?.clickedAt;
    expect(clickedAt).toBeGreaterThan(0);
    await customer.ask('push.clicked', { pushId });
    expect((await pushes())[0]?.clickedAt).toBe(clickedAt);
  });

  it('is one for a burst, whoever reports it', async () => {
    await consents(3);
    // A burst that crosses the full five minutes would be two.
    const sinceFull = (await world.door.now()) % BURST_MS;
    await world.door.advance(BURST_MS - sinceFull);
    for (const text of ['一', '二', '三']) {
      await agent.phone.writes(conversation, text);
      await Promise.all([
        agent.phone.ask('conversation.afterSend', {
          conversationId: conversation._id,
        }),
        customer.ask('conversation.afterSend', {
          conversationId: conversation._id,
        }),
      ]);
    }
    await Promise.all([run(), run(), run()]);
    expect(await delivered()).toHaveLength(1);
    expect(await pushes()).toHaveLength(1);
    expect(await balance()).toBe(2);
  });

  it('is not wanted while he looks', async () => {
    await consents(1);
    await readsUpTo(1, await world.door.now());
    await agent.phone.writes(conversation, '您在看');
    const done = await agent.phone.ask('conversation.afterSend', {
      conversationId: conversation._id,
    });
    expect(done.workWaits).toBe(false);
    expect(await pushes()).toEqual([]);
  });

  it('is not sent to one who looks meanwhile', async () => {
    await consents(1);
    await wantPushes(1);
    await readsUpTo(2, await world.door.now());
    await run();
    expect(await statuses()).toEqual(['skipped:watching']);
    expect(await balance()).toBe(1);
    expect(await delivered()).toEqual([]);
  });

  it('is done by the timer where no phone nudged', async () => {
    await consents(1);
    await wantPushes(1);
    await world.door.advance(5 * 60_000 + 30_000);
    await expect.poll(statuses, { timeout: 10_000 }).toEqual(['sent']);
  });

  it('a web call changes nothing: WeChat would refuse it', async () => {
    await consents(1);
    await wantPushes(1);
    const web = await world.web();
    expect(await web.ask('work.run', {})).toEqual({ done: 0 });
    expect(await statuses()).toEqual(['pending']);
    await run();
  });
});

describe('[F004b] the ledger', () => {
  it('counts a report once, also when it comes twice at once', async () => {
    const report = {
      results: { [PUSH_TEMPLATE]: 'accept' as const },
      key: 'the-same-report',
    };
    await Promise.all([
      customer.ask('push.credit', report),
      customer.ask('push.credit', report),
      customer.ask('push.credit', report),
    ]);
    expect(await balance()).toBe(1);
  });

  it('counts neither a refusal nor a template of somebody else', async () => {
    const report = (results: InputOf<'push.credit'>['results']) =>
      customer.ask('push.credit', { results, key: 'some-report' });
    await report({ [PUSH_TEMPLATE]: 'reject' });
    await report({ 'another-template': 'accept' });
    expect(await balance()).toBe(0);
  });

  it('[F008b] without consent nothing is sent, and that is recorded', async () => {
    await wantPushes(1);
    expect(await run()).toEqual({ done: 0 });
    expect(await statuses()).toEqual(['skipped:no_credit']);
    expect(await delivered()).toEqual([]);
  });

  it('is emptied when WeChat knows better (43101), and nothing is repeated', async () => {
    reports += 1;
    await customer.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: `only-ours-${reports}`,
    });
    await wantPushes(1);
    await run();
    await run();
    const [row] = await pushes();
    expect(row).toMatchObject({ status: 'failed', errCode: 43101, tries: 1 });
    expect(await delivered()).toHaveLength(1);
    expect(await balance()).toBe(0);
  });

  it('agrees with WeChat’s after many pushes at once', async () => {
    await consents(2);
    await wantPushes(3);
    await Promise.all([run(), run(), run(), run()]);
    expect(await statuses()).toEqual(['sent', 'sent', 'skipped:no_credit']);
    const { credit } = await world.door.post<{ credit: number }>(
      'wechat/credit',
      { openid: customer.me, templateId: PUSH_TEMPLATE, count: 0 }
    );
    expect(await balance()).toBe(credit);
  });
});

describe('[A-BR06] three in any hour', () => {
  it('and not one more, however many run at once', async () => {
    await consents(6);
    await wantPushes(6);
    await Promise.all([run(), run(), run(), run()]);
    expect(await statuses()).toEqual([
      'limited',
      'limited',
      'limited',
      'sent',
      'sent',
      'sent',
    ]);
    expect(await delivered()).toHaveLength(3);
    expect(await balance()).toBe(3);
    await world.door.advance(HOUR_MS);
    await wantPushes(1);
    await run();
    expect(await delivered()).toHaveLength(4);
  });
});

describe('[X1] what WeChat answers', () => {
  it('busy is tried again, twice, with the same push', async () => {
    await consents(1);
    await wantPushes(1);
    await world.door.post('faults', { failPush: { errcode: -1, times: 2 } });
    expect(await run()).toEqual({ done: 1 });
    const [row] = await pushes();
    expect(row).toMatchObject({ status: 'sent', tries: 3 });
    expect(await balance()).toBe(0);
  });

  it('[A-BR08] a permanent refusal is not repeated and costs no consent', async () => {
    await consents(1);
    await wantPushes(1);
    await world.door.post('faults', { failPush: { errcode: 47003, times: 1 } });
    await run();
    await run();
    const [row] = await pushes();
    expect(row).toMatchObject({ status: 'failed', errCode: 47003, tries: 1 });
    expect(await delivered()).toHaveLength(1);
    expect(await balance()).toBe(1);
  });

  it('[B-126] a push that fails fails no message', async () => {
    await consents(1);
    await world.door.post('faults', { failPush: { errcode: 43107, times: 1 } });
    await wantPushes(1);
    await run();
    expect((await agent.phone.writes(conversation, '继续')).refused).toBeNull();
  });
});
