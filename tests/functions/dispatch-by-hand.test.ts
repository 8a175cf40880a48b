import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let supervisor: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(async () => {
  await world.reset();
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  // He decides; he does not serve.
  await supervisor.phone.ask('account.presence', { state: 'busy' });
});
afterAll(() => world.stop());

async function stored(_id: string): Promise<Conversation> {
  const [found] = await world.all<Conversation>('conversations', { _id });
  if (!found) throw new Error('no conversation');
  return found;
}

const loadOf = async ({ staffId }: Hired) => {
  const [staff] = await world.all<{ load: number }>('staff', { _id: staffId });
  return staff?.load;
};

/** An agent whom the dispatcher passes over. */
async function onBreak(staffCode: string, capacity?: number): Promise<Hired> {
  const agent = await world.hire(staffCode, { capacity });
  await agent.phone.ask('account.presence', { state: 'break' });
  return agent;
}

const nothingHeld = async (hired: readonly Hired[]) => {
  for (const one of hired) expect(await loadOf(one)).toBe(0);
};

describe('[B-41] a supervisor assigns by hand', () => {
  it('whoever waits, to whom he likes; it is explained and in the audit', async () => {
    const agent = await onBreak('A1001');
    const { conversation } = await world.customerPhone().says('有人吗');
    const { _id: conversationId } = conversation;
    const { staffId } = agent;
    const input = { conversationId, staffId };
    const given = await supervisor.phone.ask('desk.assign', input);
    expect(given.conversation).toMatchObject({
      state: 'active',
      staffId,
      stamped: staffId,
      queue: null,
    });
    expect(await world.all('arrivals')).toEqual([]);
    const { refused } = await agent.phone.writes(conversation, '您好');
    expect(refused).toBeNull();
    const [kept] = await world.all<Case>('cases', { _id: conversationId });
    expect(kept).toMatchObject({
      assignedWhy: 'by-hand',
      explanation: 'assigned by supervisor S1001: load 0 of 15',
    });
    await supervisor.phone.ask('desk.assign', input);
    expect(await loadOf(agent)).toBe(1);
    const rows = await world.all('audit', { action: 'desk.assign' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actor: supervisor.staffId,
      object: conversationId,
      detail: staffId,
    });
  });

  it('never above a capacity, unless he says so', async () => {
    const agent = await onBreak('A1001', 1);
    const first = await world.customerPhone().says('一');
    const second = await world.customerPhone().says('二');
    const { staffId } = agent;
    const assign = ({ conversation }: typeof first, force?: boolean) =>
      supervisor.phone.refusal('desk.assign', {
        conversationId: conversation._id,
        staffId,
        force,
      });
    expect(await assign(first)).toBe('OK');
    expect(await assign(second)).toBe('STAFF_AT_CAPACITY');
    expect((await stored(second.conversation._id)).state).toBe('waiting');
    expect(await loadOf(agent)).toBe(1);
    expect(await assign(second, true)).toBe('OK');
    expect(await loadOf(agent)).toBe(2);
    const { _id } = second.conversation;
    const [kept] = await world.all<Case>('cases', { _id });
    expect(kept?.explanation).toContain('load 1 of 1, above his capacity');
    const [row] = await world.all('audit', { object: _id });
    expect(row).toMatchObject({ detail: `${staffId} above capacity` });
  });

  it('[US002] takes it from one and gives it to another; the place is filled', async () => {
    const to = await onBreak('A1002');
    const from = await world.hire('A1001', { capacity: 1 });
    const { conversation } = await world.customerPhone().says('我先来的');
    const next = await world.customerPhone().says('我排队');
    const { _id: conversationId } = conversation;
    const { staffId } = to;
    await supervisor.phone.ask('desk.assign', { conversationId, staffId });
    expect(await stored(conversationId)).toMatchObject({
      staffId,
      stamped: staffId,
    });
    expect((await stored(next.conversation._id)).staffId).toBe(from.staffId);
    expect([await loadOf(from), await loadOf(to)]).toEqual([1, 1]);
    const { refused } = await from.phone.writes(conversation, '我还在');
    expect(refused).toMatch(/PERMISSION_DENIED/);
    const messages = await world.all<{ agentOpenid: string }>('messages', {
      conversationId,
    });
    for (const { agentOpenid } of messages)
      expect(agentOpenid).toBe(to.phone.me);
  });

  it('within his team only; an agent not at all', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const agent = await onBreak('A1001');
    const { team } = await admin.ask('team.create', { name: '售后' });
    const { teamId } = team;
    const { staffId } = supervisor;
    await admin.ask('staff.update', { staffId, teamId });
    const { conversation } = await world.customerPhone().says('有人吗');
    const input = { conversationId: conversation._id, staffId: agent.staffId };
    for (const one of [supervisor, agent]) {
      expect(await one.phone.refusal('desk.assign', input)).toBe('FORBIDDEN');
    }
    await nothingHeld([agent]);
    await admin.ask('staff.update', { staffId: agent.staffId, teamId });
    expect(await supervisor.phone.refusal('desk.assign', input)).toBe('OK');
    expect(await loadOf(agent)).toBe(1);
  });

  it('nothing that is over, to nobody unknown, and nobody to himself', async () => {
    const agent = await onBreak('A1001');
    const other = await onBreak('A1002');
    const customer = world.customerPhone();
    const { conversation } = await customer.says('有人吗');
    const own = await agent.phone.says('我自己来问');
    const refusal = (conversationId: string, staffId: string) =>
      supervisor.phone.refusal('desk.assign', { conversationId, staffId });
    const { _id } = conversation;
    expect(await refusal(_id, 'nobody0000000000')).toBe('NOT_FOUND');
    expect(await refusal('nothing0000000000000', other.staffId)).toBe(
      'NOT_FOUND'
    );
    expect(await refusal(own.conversation._id, agent.staffId)).toBe(
      'STAFF_IS_CUSTOMER'
    );
    const reason = 'customer' as const;
    await customer.ask('conversation.close', { conversationId: _id, reason });
    expect(await refusal(_id, other.staffId)).toBe('CONVERSATION_CLOSED');
    await nothingHeld([agent, other]);
    expect(await world.all('audit', { action: 'desk.assign' })).toEqual([]);
  });
});
