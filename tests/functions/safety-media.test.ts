import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../domain/message/schema';
import type { Check } from '../../domain/safety/schema';
import { LIMITS } from '../../domain/values/limits';
import { BYTES, saying, uploaded, writes } from '../support/files';
import { startWorld, type World } from '../support/world';

const SWEEP = { function: 'conversation', trigger: 'sweep' };

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  await world.hire('A1001', { capacity: 200 });
  await world.settings('safety', {
    askWechat: true,
    mode: 'hold',
    onFailure: 'closed',
  });
});
afterAll(() => world.stop());

const messageOf = async (_id: string) =>
  (await world.all<Message>('messages', { _id }))[0];
const checkOf = async (_id: string) =>
  (await world.all<Check>('checks', { _id }))[0];

/** Where WeChat tells its verdict; null: to nobody. */
const tellTo = (name: string | null) =>
  world.door.put('wechat/message-push', {
    messagePush: {
      functions: name
        ? [{ msgType: 'event', event: 'wxa_media_check', function: name }]
        : [],
    },
  });

/** A picture that WeChat was asked about. */
async function asked() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  const { _id: conversationId } = conversation;
  await customer.ask('work.run', {});
  const bytes = BYTES.jpg;
  const { fileId } = await uploaded(world, customer, 'image', 'jpg', bytes);
  const message = saying.image(fileId);
  await writes(customer, conversation, message);
  await customer.ask('conversation.afterSend', { conversationId });
  await customer.ask('work.run', {});
  const check = await checkOf(message._id);
  return { customer, messageId: message._id, traceId: check?.traceId ?? '' };
}

const verdict = (traceId: string, suggest = 'pass') => ({
  MsgType: 'event',
  Event: 'wxa_media_check',
  FromUserName: 'whoever',
  CreateTime: 1_790_000_000,
  trace_id: traceId,
  errcode: 0,
  result: { suggest, label: 100 },
});
const tell = (event: object, deliveries = 1) =>
  world.door.post<{ answers: unknown[] }>(
    `wechat/push-event?deliveries=${deliveries}`,
    event
  );

describe('[B-112] the verdict on media', () => {
  beforeAll(() => tellTo(null));

  it('told twice, or once more otherwise, counts once', async () => {
    const { messageId, traceId } = await asked();
    expect(await checkOf(messageId)).toMatchObject({ status: 'asked' });
    await tellTo('wechat');
    await tell(verdict(traceId), 2);
    const first = await messageOf(messageId);
    expect(first).toMatchObject({ kind: 'image', seq: 2, safety: 'pass' });
    const { answers } = await tell(verdict(traceId, 'risky'));
    expect(answers).toEqual([{ answer: 'success' }]);
    expect(await messageOf(messageId)).toEqual(first);
    await tellTo(null);
  });

  it('[A-P09] is believed from WeChat alone', async () => {
    const { customer, messageId, traceId } = await asked();
    const before = await messageOf(messageId);
    const web = await world.web();
    for (const person of [customer, web]) {
      const answer = await person.raw('wechat', verdict(traceId));
      expect(answer).toMatchObject({ ok: false });
    }
    expect(await messageOf(messageId)).toEqual(before);
    expect(await checkOf(messageId)).toMatchObject({ status: 'asked' });
  });

  it('of a trace that nobody knows yet is kept for whoever will', async () => {
    await tellTo('wechat');
    const { answers } = await tell(verdict('unknown-trace'));
    expect(answers).toEqual([{ answer: 'success' }]);
    const early = await checkOf('trace.unknown-trace');
    expect(early).toMatchObject({ status: 'early', verdict: 'pass' });
    for (const wrong of ['', '../x', 'x'.repeat(500)]) {
      await tell(verdict(wrong));
    }
    expect(await world.all('checks', { status: 'early' })).toHaveLength(1);
    await tellTo(null);
  });

  it('may be quicker than whoever asked can write down', async () => {
    await tellTo('wechat');
    await world.door.put('switches', { mediaCheckMs: 0 });
    const delay = { delayMs: 300, match: 'database.startTransaction' };
    await world.door.post('faults', delay);
    const { messageId } = await asked();
    await world.door.post('faults', { clear: true });
    await vi.waitFor(async () => {
      const after = await messageOf(messageId);
      expect(after).toMatchObject({ kind: 'image', seq: 2 });
    });
    await world.door.put('switches', { mediaCheckMs: 1_000 });
    await tellTo(null);
  });

  it('that says it could not look is no answer', async () => {
    const { messageId, traceId } = await asked();
    await tellTo('wechat');
    const { result: _, ...rest } = verdict(traceId);
    await tell({ ...rest, errcode: -1008 });
    expect(await messageOf(messageId)).toMatchObject({
      kind: 'tombstone',
      reason: 'unchecked',
    });
    await tellTo(null);
  });

  it('that never comes is decided by doubt, in time', async () => {
    const { messageId } = await asked();
    await world.door.advance(LIMITS.mediaCheckMs - 60_000);
    await world.door.post('triggers/fire', SWEEP);
    expect(await messageOf(messageId)).toMatchObject({ seq: -1 });
    await world.door.advance(2 * 60_000);
    await world.door.post('triggers/fire', SWEEP);
    await vi.waitFor(async () => {
      const after = await messageOf(messageId);
      expect(after).toMatchObject({ kind: 'tombstone', reason: 'unchecked' });
    });
  });

  it('where the platform calls WeChat a phone, no event is believed', async () => {
    const { messageId, traceId } = await asked();
    await tellTo('wechat');
    await world.door.put('switches', { messagePushSource: 'wx_client' });
    await tell(verdict(traceId));
    expect(await checkOf(messageId)).toMatchObject({ status: 'asked' });
    await world.door.put('switches', { messagePushSource: 'wx_unknown' });
    await tellTo(null);
  });
});
