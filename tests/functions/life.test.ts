import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import { asksRating } from '../../domain/conversation/outcome';
import type { Message } from '../../domain/message/schema';
import { LIMITS } from '../../domain/values/limits';
import { watching } from '../support/watching';
import { startWorld, type Hired, type World } from '../support/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TICK_MS = 5 * MINUTE;
/** A-BR and F007d ask for this from the mark to its being seen. */
const READ_MS = 2_000;

let world: World;
let chen: Hired;
let other: Hired;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  chen = await world.hire('A1001', { capacity: 100 });
  other = await world.hire('A1002');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  for (const { phone } of [other, supervisor]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

const until = (check: () => unknown, timeout = 10_000) =>
  vi.waitFor(check, { timeout, interval: 20 });
const conversationOf = async (_id: string) =>
  (await world.all<Conversation>('conversations', { _id }))[0];
const caseOf = async (_id: string) =>
  (await world.all<Case>('cases', { _id }))[0];

async function talk() {
  await chen.phone.ask('account.presence', {});
  const customer = world.customerPhone();
  await customer.ask('conversation.enter', {});
  const { conversation } = await customer.says('你好');
  expect(conversation.staffId).toBe(chen.staffId);
  return { customer, conversation, conversationId: conversation._id };
}
const closes = (
  by: Hired | { phone: Hired['phone'] },
  conversationId: string
) => by.phone.ask('conversation.close', { conversationId, reason: 'resolved' });

describe('[F007d] what the other side does', () => {
  it('a read mark is on the agent’s watch within 2 seconds, and his on hers', async () => {
    const { customer, conversation, conversationId } = await talk();
    const his = watching(world, chen.phone, 'agentOpenid');
    const hers = watching(world, customer, 'customer');
    const readAt = (one: typeof his) =>
      one.cursors().find((cursor) => cursor.conversationId === conversationId)
        ?.readSeq;
    await until(() => expect([readAt(his), readAt(hers)]).toEqual([0, 0]));
    const { _id } = conversation;
    const mark = { readSeq: 1 };
    const side = 'customer';
    const mine = { _id: `${_id}.c`, side, customer: customer.me };
    expect((await customer.changes('cursors', mine, mark)).refused).toBeNull();
    await until(() => expect(readAt(his)).toBe(1), READ_MS);
    const theirs = {
      _id: `${_id}.a`,
      side: 'agent',
      agentOpenid: chen.phone.me,
    };
    expect(
      (await chen.phone.changes('cursors', theirs, mark)).refused
    ).toBeNull();
    await until(() => expect(readAt(hers)).toBe(1), READ_MS);
    his.stop();
    hers.stop();
  });

  it('typing shows at once, and nobody else moves his cursor', async () => {
    const { customer, conversationId } = await talk();
    const his = watching(world, chen.phone, 'agentOpenid');
    const typing = () =>
      his.cursors().find((cursor) => cursor.conversationId === conversationId)
        ?.typingAt;
    await until(() => expect(typing()).toBe(0));
    const mine = {
      _id: `${conversationId}.c`,
      side: 'customer',
      customer: customer.me,
    };
    const typingAt = await world.door.now();
    await customer.changes('cursors', mine, { typingAt });
    await until(() => expect(typing()).toBe(typingAt), READ_MS);
    const forged = await other.phone.changes('cursors', mine, { typingAt: 1 });
    expect(forged.refused).toMatch(/PERMISSION_DENIED/);
    expect(typing()).toBe(typingAt);
    his.stop();
  });
});

describe('the end', () => {
  it.each([
    ['customer', '客户结束了会话'],
    ['agent', '客服结束了会话'],
  ] as const)('by the %s stands where it was said', async (by, words) => {
    const { customer, conversationId } = await talk();
    await closes(by === 'agent' ? chen : { phone: customer }, conversationId);
    await closes(chen, conversationId);
    const read = await customer.ask('conversation.history', { conversationId });
    const said = read.messages.filter(({ body }) => body.text === words);
    expect(said).toMatchObject([{ kind: 'system', senderType: 'system' }]);
    expect(read.messages.at(-1)).toEqual(said[0]);
  });

  it('[F014d] [A-BR10] comes after the silence of the settings, which hold at once', async () => {
    await world.settings('conversation', { silenceHours: 1 });
    const { conversationId } = await talk();
    await world.door.advance(HOUR - TICK_MS - MINUTE);
    expect((await conversationOf(conversationId))?.closedAt).toBeNull();
    await world.door.advance(2 * TICK_MS);
    await until(async () => {
      const now = await conversationOf(conversationId);
      expect(now?.state).toBe('closed');
    });
    expect(await caseOf(conversationId)).toMatchObject({
      closeReason: 'timeout',
      closedBy: 'system',
    });
    const lines = await world.all('messages', {
      conversationId,
      kind: 'system',
    });
    expect(JSON.stringify(lines)).toContain('会话已自动结束');
    await world.settings('conversation', { silenceHours: 24 });
  });

  it('[A-BR09] is taken back by a message within the time of the settings', async () => {
    await world.settings('conversation', { reopenHours: 2 });
    const { customer, conversationId } = await talk();
    await closes(chen, conversationId);
    expect((await caseOf(conversationId))?.resolved).toBe(true);
    await world.door.advance(2 * HOUR - MINUTE);
    await chen.phone.ask('account.presence', {});
    const again = await customer.says('还是不行');
    expect(again.conversation._id).toBe(conversationId);
    expect(await caseOf(conversationId)).toMatchObject({
      reopened: 1,
      resolved: null,
      closeReason: null,
    });
    await closes(chen, conversationId);
    await world.door.advance(2 * HOUR + MINUTE);
    await chen.phone.ask('account.presence', {});
    const fresh = await customer.says('另一件事');
    expect(fresh.conversation._id).not.toBe(conversationId);
    await world.settings('conversation', { reopenHours: 24 });
  });
});

describe('[US002] what goes on with whoever had it before', () => {
  it('reaches him, the first words of it too', async () => {
    const { customer, conversationId } = await talk();
    await closes(chen, conversationId);
    const again = await customer.says('还是不行');
    expect(again.conversation.staffId).toBe(chen.staffId);
    const messages = await world.all<Message>('messages', { conversationId });
    const others = messages.filter((one) => one.agentOpenid !== chen.phone.me);
    expect(others).toEqual([]);
  });
});

describe('[A-K03] what the customer thinks of it', () => {
  it('is asked at the end, and once rated no more', async () => {
    const { customer, conversation, conversationId } = await talk();
    expect(asksRating(conversation)).toBe(false);
    const { conversation: ended } = await closes(chen, conversationId);
    expect(asksRating(ended)).toBe(true);
    const rated = await customer.ask('conversation.rate', {
      conversationId,
      score: 2,
      resolved: false,
      reason: 'slow',
      comment: '等了很久',
    });
    expect(asksRating(rated.conversation)).toBe(false);
    // What he wrote only staff may read, beside the conversation.
    expect(JSON.stringify(rated)).not.toContain('等了很久');
    const kept = await chen.phone.ask('desk.case', { conversationId });
    expect(kept.case.ratings).toMatchObject([
      { score: 2, reason: 'slow', comment: '等了很久' },
    ]);
  });

  it('is of him alone, from one to five', async () => {
    const { conversationId } = await talk();
    await closes(chen, conversationId);
    const rating = { conversationId, score: 5, resolved: true };
    const stranger = world.customerPhone();
    expect(await stranger.refusal('conversation.rate', rating)).toBe(
      'NOT_FOUND'
    );
    expect(await chen.phone.refusal('conversation.rate', rating)).toBe(
      'FORBIDDEN'
    );
    for (const score of [0, 6, 2.5]) {
      expect(
        await stranger.refusal('conversation.rate', { ...rating, score })
      ).toBe('INVALID_INPUT');
    }
    expect((await caseOf(conversationId))?.ratings).toEqual([]);
  });
});

describe('what only staff know of it', () => {
  it('[A-K04] says what came of it, and whether once was enough', async () => {
    const { conversationId } = await talk();
    const outcome = { conversationId, resolved: true, converted: true };
    expect(await other.phone.refusal('desk.outcome', outcome)).toBe(
      'CONVERSATION_TRANSFERRED'
    );
    await chen.phone.ask('desk.outcome', { conversationId, resolved: true });
    expect(
      await supervisor.phone.ask('desk.outcome', {
        conversationId,
        converted: true,
      })
    ).toEqual({ resolved: true, converted: true });
    await closes(chen, conversationId);
    const inOne = async () => {
      const asked = { conversationId };
      const kept = await supervisor.phone.ask('desk.case', asked);
      return kept.resolvedInOne;
    };
    expect(await inOne()).toBeNull();
    await world.door.advance(24 * HOUR + MINUTE);
    expect(await inOne()).toBe(true);
  });

  it('[F007e] tells how he came, who had him, and why', async () => {
    const { customer, conversationId } = await talk();
    const seen = await chen.phone.ask('desk.case', { conversationId });
    expect(seen.agents).toEqual([
      { staffId: chen.staffId, name: '客服A1001', at: expect.any(Number) },
    ]);
    expect(seen.case).toMatchObject({
      explanation: expect.stringMatching(/./),
      reopened: 0,
      ratings: [],
    });
    const refusals = [
      await customer.refusal('desk.case', { conversationId }),
      await other.phone.refusal('desk.case', { conversationId }),
    ];
    expect(refusals).toEqual(['UNAUTHENTICATED', 'CONVERSATION_TRANSFERRED']);
  });

  it('[F007e] takes tags as a whole, each once and of bounded length', async () => {
    const { conversationId } = await talk();
    const tag = (tags: string[]) => ({ conversationId, tags });
    const { tags } = await chen.phone.ask(
      'desk.tag',
      tag([' 退款 ', '退款', '急'])
    );
    expect(tags).toEqual(['退款', '急']);
    expect((await caseOf(conversationId))?.tags).toEqual(tags);
    const many = Array.from({ length: LIMITS.tags + 1 }, (_, at) => `标${at}`);
    for (const wrong of [['长'.repeat(LIMITS.tag + 1)], [''], many]) {
      expect(await chen.phone.refusal('desk.tag', tag(wrong))).toBe(
        'INVALID_INPUT'
      );
    }
    expect((await caseOf(conversationId))?.tags).toEqual(tags);
    expect(await conversationOf(conversationId)).not.toHaveProperty('tags');
    await chen.phone.ask('desk.tag', tag([]));
    expect((await caseOf(conversationId))?.tags).toEqual([]);
  });
});
