import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import { outgoing, type Person } from '../support/person';
import { watching } from '../support/watching';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let chen: Hired;
let wu: Hired;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  chen = await world.hire('A1001', { capacity: 50 });
  wu = await world.hire('A1002', { capacity: 50 });
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  // Only chen gets new customers.
  for (const { phone } of [wu, supervisor]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

const until = (check: () => unknown) =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 });
const loadOf = async ({ staffId }: Hired) => {
  const [staff] = await world.all<{ load: number }>('staff', { _id: staffId });
  const [presence] = await world.all('presence', { _id: staffId });
  expect(presence).toMatchObject({ load: staff?.load });
  return staff?.load ?? -1;
};
const keysOf = async ({ phone }: Hired) => {
  const [seat] = await world.all<{ open: object }>('seats', { _id: phone.me });
  return Object.keys(seat?.open ?? {});
};
const caseOf = async (_id: string) =>
  (await world.all<Case>('cases', { _id }))[0];

async function talk(customer = world.customerPhone()): Promise<{
  customer: Person;
  conversation: Conversation;
  conversationId: string;
}> {
  const { conversation } = await customer.says('你好');
  expect(conversation.staffId).toBe(chen.staffId);
  return { customer, conversation, conversationId: conversation._id };
}

describe('[A-BR11] an agent hands a conversation to a colleague', () => {
  it('[US002] with its history, a note, and a line that both sides read', async () => {
    const { customer, conversationId } = await talk();
    const handed = await chen.phone.ask('desk.transfer', {
      conversationId,
      to: { staffId: wu.staffId },
      note: '他要退款',
    });
    expect(handed.conversation).toMatchObject({
      state: 'active',
      staffId: wu.staffId,
      agentOpenid: wu.phone.me,
      agentCard: { name: '客服A1002' },
      stamped: wu.staffId,
      unreadAgent: 1,
    });
    const his = await wu.phone.ask('conversation.history', { conversationId });
    const texts = his.messages.map(({ kind, body }) => [kind, body.text]);
    expect(texts).toEqual([
      ['text', '你好'],
      ['system', '您好，客服A1001为您服务。'],
      ['system', '会话已转给客服A1002'],
      ['note', '他要退款'],
    ]);
    for (const { agentOpenid } of his.messages) {
      expect(agentOpenid).toBe(wu.phone.me);
    }
    const asked = { conversationId };
    const theirs = await customer.ask('conversation.history', asked);
    expect(theirs.messages.map(({ kind }) => kind)).not.toContain('note');
    expect(theirs.messages.at(-1)?.body.text).toBe('会话已转给客服A1002');
  });

  it('moves the licence and the load, and says why in the case', async () => {
    const { conversationId } = await talk();
    const before = [await loadOf(chen), await loadOf(wu)] as const;
    const relations = await world.all('relations');
    await chen.phone.ask('desk.transfer', {
      conversationId,
      to: { staffId: wu.staffId },
    });
    expect(await loadOf(chen)).toBe(before[0] - 1);
    expect(await loadOf(wu)).toBe(before[1] + 1);
    expect(await keysOf(chen)).not.toContain(conversationId);
    expect(await keysOf(wu)).toContain(conversationId);
    const kept = await caseOf(conversationId);
    expect(kept).toMatchObject({
      previousStaffId: chen.staffId,
      assignedWhy: 'transfer',
      explanation: expect.stringContaining('A1001'),
      transfer: { by: chen.staffId, from: chen.staffId, staffId: wu.staffId },
    });
    expect(kept?.held.map(({ staffId }) => staffId)).toEqual([
      chen.staffId,
      wu.staffId,
    ]);
    expect(await world.all('relations')).toEqual(relations);
    const audited = await world.all('audit', { object: conversationId });
    expect(audited).toMatchObject([
      { action: 'desk.transfer', actor: chen.staffId, detail: wu.staffId },
    ]);
  });

  it('[A-BR13] his watch empties, he is denied, and his text is not lost', async () => {
    const { conversation, conversationId } = await talk();
    const his = watching(world, chen.phone, 'agentOpenid');
    const hers = watching(world, wu.phone, 'agentOpenid');
    const has = (one: typeof his) => ({
      messages: one
        .messages()
        .filter((m) => m.conversationId === conversationId).length,
      conversation: one.conversations().some((c) => c._id === conversationId),
      cursor: one.cursors().some((c) => c.conversationId === conversationId),
    });
    await until(() =>
      expect(has(his)).toEqual({
        messages: 2,
        conversation: true,
        cursor: true,
      })
    );
    await chen.phone.ask('desk.transfer', {
      conversationId,
      to: { staffId: wu.staffId },
      note: '交接',
    });
    await until(() => {
      const gone = { messages: 0, conversation: false, cursor: false };
      expect(has(his)).toEqual(gone);
      const there = { messages: 4, conversation: true, cursor: true };
      expect(has(hers)).toEqual(there);
    });
    const { refused } = await chen.phone.writes(conversation, '我再说一句');
    expect(refused).toMatch(/PERMISSION_DENIED/);
    const answers = {
      send: await chen.phone.refusal('conversation.send', {
        conversationId,
        message: outgoing('我再说一句', Date.now()),
      }),
      close: await chen.phone.refusal('conversation.close', {
        conversationId,
        reason: 'resolved',
      }),
      note: await chen.phone.refusal('desk.note', {
        conversationId,
        noteId: outgoing('', Date.now())._id,
        text: '备注',
      }),
      read: await chen.phone.refusal('conversation.history', {
        conversationId,
      }),
    };
    expect(new Set(Object.values(answers))).toEqual(
      new Set(['CONVERSATION_TRANSFERRED'])
    );
    expect((await wu.phone.writes(conversation, '我来')).refused).toBeNull();
    his.stop();
    hers.stop();
  });

  it('asked again after a lost answer changes nothing more', async () => {
    const { conversationId } = await talk();
    const input = { conversationId, to: { staffId: wu.staffId }, note: '一次' };
    await chen.phone.ask('desk.transfer', input);
    const before = await world.counts();
    await chen.phone.ask('desk.transfer', input);
    expect(await world.counts()).toEqual(before);
  });
});

describe('who may be given a conversation, and by whom', () => {
  const to = ({ staffId }: Hired) => ({ to: { staffId } });

  it('an agent gives only what is his; a supervisor what is anybody’s', async () => {
    const { customer, conversationId } = await talk();
    const input = { conversationId, ...to(wu) };
    expect(await wu.phone.refusal('desk.transfer', input)).toBe(
      'CONVERSATION_TRANSFERRED'
    );
    expect(await customer.refusal('desk.transfer', input)).toBe(
      'UNAUTHENTICATED'
    );
    const nowhere = { ...input, conversationId: '0'.repeat(20) };
    expect(await chen.phone.refusal('desk.transfer', nowhere)).toBe(
      'NOT_FOUND'
    );
    expect(await supervisor.phone.refusal('desk.transfer', input)).toBe('OK');
    expect((await caseOf(conversationId))?.explanation).toContain('S1001');
  });

  it('to those whom he is told of: who answers, but not himself', async () => {
    const { colleagues } = await chen.phone.ask('desk.colleagues', {});
    const ids = colleagues.map(({ staffId }) => staffId);
    expect(ids).toContain(wu.staffId);
    expect(ids).toContain(supervisor.staffId);
    expect(ids).not.toContain(chen.staffId);
    const admins = await world.all<{ _id: string }>('staff', { role: 'admin' });
    for (const { _id } of admins) expect(ids).not.toContain(_id);
    expect(colleagues.find(({ staffId }) => staffId === wu.staffId)).toEqual({
      staffId: wu.staffId,
      name: expect.any(String),
      specialty: expect.any(String),
      teamId: expect.any(String),
      state: expect.stringMatching(/^(online|busy)$/),
      load: expect.any(Number),
      capacity: 50,
    });
    const customer = world.customerPhone();
    expect(await customer.refusal('desk.colleagues', {})).toBe(
      'UNAUTHENTICATED'
    );
  });

  it('not to one who is full, away, disabled, no agent or the customer', async () => {
    const { conversationId } = await talk();
    const full = await world.hire('A2001', { capacity: 1 });
    await chen.phone.ask('account.presence', { state: 'busy' });
    await world.customerPhone().says('占一个');
    await chen.phone.ask('account.presence', { state: 'online' });
    const away = await world.hire('A2002');
    await away.phone.ask('account.presence', { state: 'offline' });
    const never = await world.hire('A2003', { signIn: false });
    const [admin] = await world.all<{ _id: string }>('staff', {
      role: 'admin',
    });
    const refusal = (staffId: string, by = chen.phone) =>
      by.refusal('desk.transfer', { conversationId, to: { staffId } });
    const before = await world.counts();
    expect(await refusal(full.staffId)).toBe('STAFF_AT_CAPACITY');
    expect(await refusal(full.staffId, supervisor.phone)).toBe(
      'STAFF_AT_CAPACITY'
    );
    expect(await refusal(away.staffId)).toBe('STAFF_OFFLINE');
    expect(await refusal(never.staffId, supervisor.phone)).toBe(
      'STAFF_OFFLINE'
    );
    expect(await refusal(admin?._id ?? '')).toBe('NOT_FOUND');
    expect(await refusal('0'.repeat(16))).toBe('NOT_FOUND');
    expect(await world.counts()).toEqual(before);
    expect(await refusal(away.staffId, supervisor.phone)).toBe('OK');
  });

  it('nobody gets himself as a customer', async () => {
    const { conversationId } = await talk(wu.phone);
    const input = { conversationId, ...to(wu) };
    expect(await chen.phone.refusal('desk.transfer', input)).toBe(
      'STAFF_IS_CUSTOMER'
    );
    expect(await wu.phone.refusal('desk.case', { conversationId })).toBe(
      'OWN_CUSTOMER'
    );
  });
});
