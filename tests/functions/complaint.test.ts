import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Complaint } from '../../domain/safety/complaint';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;
let other: Hired;
let supervisor: Hired;
let admin: Person;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const by = await world.setUp();
  admin = by;
  const made = async (name: string) =>
    (await by.ask('team.create', { name })).team.teamId;
  const [south, north] = [await made('南区'), await made('北区')];
  agent = await world.hire('A1001', { capacity: 200, teamId: south });
  other = await world.hire('S1002', { role: 'supervisor', teamId: north });
  supervisor = await world.hire('S1001', { role: 'supervisor', teamId: south });
  for (const { phone } of [other, supervisor]) {
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
    const { customer, conversationId, said: messageId } = await talk();
    await customer.ask('message.report', { conversationId, messageId, reason });
    const latest = async (by: Person) =>
      (await by.ask('message.complaints', {})).complaints[0]?.messageId;
    expect(await latest(supervisor.phone)).toBe(messageId);
    expect(await latest(admin)).toBe(messageId);
    expect(await latest(other.phone)).toBeUndefined();
    expect(await agent.phone.refusal('message.complaints', {})).toBe(
      'FORBIDDEN'
    );
  });
});
