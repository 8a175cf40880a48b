import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Complaint } from '../../domain/safety/complaint';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;
let other: Hired;
let supervisor: Hired;
let north: Hired;
let admin: Person;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const by = await world.setUp();
  admin = by;
  const made = async (name: string) =>
    (await by.ask('team.create', { name })).team.teamId;
  const [south, far] = [await made('南区'), await made('北区')];
  agent = await world.hire('A1001', { capacity: 200, teamId: south });
  other = await world.hire('S1002', { role: 'supervisor', teamId: far });
  supervisor = await world.hire('S1001', { role: 'supervisor', teamId: south });
  north = await world.hire('A1002', { teamId: far });
  for (const { phone } of [other, supervisor, north]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

async function talk() {
  const customer = world.customerPhone();
  const { conversation, message } = await customer.says('你好');
  const { id } = await agent.phone.writes(conversation, '滚');
  const { _id: conversationId } = conversation;
  await customer.ask('conversation.afterSend', { conversationId });
  return { customer, conversationId, said: id, asked: message._id };
}
/** What the agent said is reported by the customer. */
async function reported() {
  const { customer, conversationId, said: messageId } = await talk();
  const report = { conversationId, messageId, reason };
  const { complaintId } = await customer.ask('message.report', report);
  return { complaintId, conversationId };
}
const reason = '态度恶劣';
const rows = (conversationId: string) =>
  world.all<Complaint>('complaints', { conversationId });

describe('[F011a] a reported message', () => {
  it('is noted once for each side, whoever presses how often', async () => {
    const { customer, conversationId, said, asked } = await talk();
    const report = (by: Person, messageId: string) =>
      by.ask('message.report', { conversationId, messageId, reason });
    const first = await report(customer, said);
    expect(await report(customer, said)).toEqual(first);
    await report(agent.phone, asked);
    const noted = await rows(conversationId);
    expect(noted).toHaveLength(2);
    expect(noted.find(({ by }) => by === 'customer')).toMatchObject({
      messageId: said,
      staffId: agent.staffId,
      reason,
    });
    const [seen] = noted;
    expect(JSON.stringify(seen)).not.toContain(customer.me);
  });

  it('is one that the other side said, in a conversation of his', async () => {
    const { customer, conversationId, said, asked } = await talk();
    const another = await talk();
    const code = (by: Person, messageId: string, at = conversationId) =>
      by.refusal('message.report', { conversationId: at, messageId, reason });
    expect(await code(customer, asked)).toBe('FORBIDDEN');
    expect(await code(customer, another.said)).toBe('NOT_FOUND');
    expect(await code(customer, said, another.conversationId)).toBe(
      'NOT_FOUND'
    );
    expect(await code(world.customerPhone(), said)).toBe('NOT_FOUND');
    const noteId = said.replace(/.$/u, (last) => (last === 'a' ? 'b' : 'a'));
    await agent.phone.ask('desk.note', {
      conversationId,
      noteId,
      text: '难缠',
    });
    expect(await code(customer, noteId)).toBe('NOT_FOUND');
    expect(await rows(conversationId)).toEqual([]);
  });

  it('is seen by supervisors as far as they reach, the latest first', async () => {
    const { complaintId, conversationId } = await reported();
    const first = async (by: Person) =>
      (await by.ask('record.complaints', {})).complaints[0];
    const row = {
      complaintId,
      conversationId,
      by: 'customer',
      reason,
      agentName: '客服A1001',
      words: '滚',
      settled: null,
      maySettle: true,
    };
    expect(await first(supervisor.phone)).toMatchObject(row);
    expect(await first(admin)).toMatchObject(row);
    expect(await first(other.phone)).toBeUndefined();
    expect(await agent.phone.refusal('record.complaints', {})).toBe(
      'FORBIDDEN'
    );
  });

  it('keeps its words from who may not read the conversation any more', async () => {
    const { complaintId, conversationId } = await reported();
    const to = { staffId: north.staffId };
    await agent.phone.ask('desk.transfer', { conversationId, to });
    const wordsFor = async (by: Person) =>
      (await by.ask('record.complaints', {})).complaints.find(
        (one) => one.complaintId === complaintId
      )?.words;
    expect(await wordsFor(supervisor.phone)).toBeNull();
    expect(await wordsFor(admin)).toBe('滚');
    expect(
      await supervisor.phone.refusal('record.get', { conversationId })
    ).toBe('FORBIDDEN');
  });
});

describe('[F011a] a complaint', () => {
  it('is settled once, on record, by whoever reaches it', async () => {
    const { complaintId, conversationId } = await reported();
    const settle = { complaintId };
    for (const { phone } of [agent, other]) {
      const code = await phone.refusal('record.settleComplaint', settle);
      expect(code).toBe('FORBIDDEN');
    }
    const done = await supervisor.phone.ask('record.settleComplaint', settle);
    expect(done.settled.name).toBe('客服S1001');
    expect(await admin.ask('record.settleComplaint', settle)).toEqual(done);
    const open = await admin.ask('record.complaints', { open: true });
    expect(open.complaints.map((one) => one.complaintId)).not.toContain(
      complaintId
    );
    const all = await admin.ask('record.complaints', {});
    const row = all.complaints.find((one) => one.complaintId === complaintId);
    expect(row).toMatchObject({ ...done, maySettle: false });
    const audit = await world.all('audit', { object: conversationId });
    expect(audit).toMatchObject([
      {
        action: 'record.settleComplaint',
        actor: supervisor.staffId,
        detail: 'customer',
      },
    ]);
    const unknown = { complaintId: `${'0'.repeat(20)}.agent` };
    expect(await admin.refusal('record.settleComplaint', unknown)).toBe(
      'NOT_FOUND'
    );
  });

  it('is not settled by whom it is about', async () => {
    const customer = world.customerPhone();
    await agent.phone.ask('account.presence', { state: 'busy' });
    await supervisor.phone.ask('account.presence', { state: 'online' });
    const { conversation } = await customer.says('你好');
    await supervisor.phone.ask('account.presence', { state: 'busy' });
    await agent.phone.ask('account.presence', { state: 'online' });
    const conversationId = conversation._id;
    const { id: messageId } = await supervisor.phone.writes(conversation, '烦');
    await customer.ask('conversation.afterSend', { conversationId });
    const report = { conversationId, messageId, reason };
    const { complaintId } = await customer.ask('message.report', report);
    const settle = { complaintId };
    const { complaints } = await supervisor.phone.ask('record.complaints', {});
    expect(complaints[0]).toMatchObject({ complaintId, maySettle: false });
    expect(
      await supervisor.phone.refusal('record.settleComplaint', settle)
    ).toBe('FORBIDDEN');
    await admin.ask('record.settleComplaint', settle);
  });
});
