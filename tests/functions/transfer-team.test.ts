import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../domain/conversation/case';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
/** Serves everybody; `wu` and the supervisor belong to 售后. */
let chen: Hired;
let wu: Hired;
let supervisor: Hired;
let stranger: Hired;
let teamId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const admin = await world.setUp();
  const made = await admin.ask('team.create', { name: '售后' });
  teamId = made.team.teamId;
  const elsewhere = await admin.ask('team.create', { name: '销售' });
  chen = await world.hire('A1001', { capacity: 50 });
  wu = await world.hire('A1002', { capacity: 50 });
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  stranger = await world.hire('S1002', { role: 'supervisor' });
  for (const { staffId } of [wu, supervisor]) {
    await admin.ask('staff.update', { staffId, teamId });
  }
  await admin.ask('staff.update', {
    staffId: stranger.staffId,
    teamId: elsewhere.team.teamId,
  });
  for (const { phone } of [wu, supervisor, stranger]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  expect(conversation.staffId).toBe(chen.staffId);
  return { customer, conversation, conversationId: conversation._id };
}

describe('[A-BR11] a conversation is handed to a team', () => {
  it('waits where nobody of it can take it, and nobody else gets it', async () => {
    const { customer, conversation, conversationId } = await talk();
    const { conversation: handed } = await chen.phone.ask('desk.transfer', {
      conversationId,
      to: { teamId },
      note: '要换货',
    });
    expect(handed).toMatchObject({
      state: 'waiting',
      staffId: '-',
      agentOpenid: '-',
      unreadAgent: 1,
      waitingSince: conversation.waitingSince,
    });
    const [arrival] = await world.all('arrivals', { _id: conversationId });
    expect(arrival).toMatchObject({ teamId });
    const [seat] = await world.all('seats', { _id: chen.phone.me });
    expect(seat).not.toHaveProperty(`open.${conversationId}`);
    const { refused } = await chen.phone.writes(conversation, '还是我');
    expect(refused).toMatch(/PERMISSION_DENIED/);
    const read = { conversationId };
    expect(await chen.phone.refusal('conversation.history', read)).toBe(
      'CONVERSATION_TRANSFERRED'
    );
    // The customer goes on writing while he waits.
    expect((await customer.writes(conversation, '在吗')).refused).toBeNull();

    await wu.phone.ask('account.presence', { state: 'online' });
    const [taken] = await world.all('conversations', { _id: conversationId });
    expect(taken).toMatchObject({ state: 'active', staffId: wu.staffId });
    const his = await wu.phone.ask('conversation.history', read);
    const texts = his.messages.map(({ body }) => body.text);
    expect(texts).toEqual(
      expect.arrayContaining(['你好', '会话已转给售后', '要换货'])
    );
    await wu.phone.ask('account.presence', { state: 'busy' });
  });

  it('goes at once to whoever of it is there', async () => {
    await wu.phone.ask('account.presence', { state: 'online' });
    await wu.phone.ask('account.presence', { state: 'busy' });
    const { conversationId } = await talk();
    await wu.phone.ask('account.presence', { state: 'online' });
    const input = { conversationId, to: { teamId } };
    const { conversation } = await chen.phone.ask('desk.transfer', input);
    await wu.phone.ask('account.presence', { state: 'busy' });
    expect(conversation).toMatchObject({
      staffId: wu.staffId,
      stamped: wu.staffId,
    });
    const [kept] = await world.all<Case>('cases', { _id: conversationId });
    expect(kept).toMatchObject({ previousStaffId: chen.staffId });
    expect(kept?.held.map(({ staffId }) => staffId)).toEqual([
      chen.staffId,
      wu.staffId,
    ]);
    const before = await world.counts();
    await chen.phone.ask('desk.transfer', input);
    expect(await world.counts()).toEqual(before);
  });

  it('that exists; and supervisors reach as far as their team', async () => {
    const { conversationId } = await talk();
    const nowhere = { conversationId, to: { teamId: '0'.repeat(16) } };
    expect(await chen.phone.refusal('desk.transfer', nowhere)).toBe(
      'NOT_FOUND'
    );
    const toWu = { conversationId, to: { staffId: wu.staffId } };
    // chen belongs to no team, so that only those without one reach him.
    for (const { phone } of [supervisor, stranger]) {
      expect(await phone.refusal('desk.transfer', toWu)).toBe('FORBIDDEN');
    }
    await chen.phone.ask('desk.transfer', toWu);
    const back = { conversationId, to: { staffId: chen.staffId } };
    expect(await stranger.phone.refusal('desk.transfer', back)).toBe(
      'FORBIDDEN'
    );
    expect(await stranger.phone.refusal('desk.case', { conversationId })).toBe(
      'FORBIDDEN'
    );
    expect(await supervisor.phone.refusal('desk.transfer', back)).toBe('OK');
  });
});
