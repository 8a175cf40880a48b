import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../domain/actions/index';
import type { Conversation } from '../../domain/conversation/schema';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Query = InputOf<'record.list'>;
type Row = OutputOf<'record.list'>['records'][number];

const MINUTE = 60_000;

let world: World;
let admin: WebPerson;
let one: Hired;
let two: Hired;
let supervisor: Hired;
let customers: Person[];
let records: Conversation[];

/** Talks with whoever is online, and goes. */
async function talk(customer: Person, text: string): Promise<Conversation> {
  const { conversation } = await customer.says(text);
  await world.door.advance(MINUTE);
  return conversation;
}
const closeIt = ({ _id }: Conversation, person: Person) =>
  person.ask('conversation.close', {
    conversationId: _id,
    reason: 'resolved',
  });

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  one = await world.hire('A1001');
  customers = [world.customerPhone(), world.customerPhone()];
  const [li, han] = customers as [Person, Person];
  const first = await talk(li, '第一次');
  await closeIt(first, one.phone);
  await world.door.advance(25 * 60 * MINUTE);
  await one.phone.ask('account.presence', { state: 'online' });
  const second = await talk(li, '第二次');
  await one.phone.ask('account.presence', { state: 'busy' });
  two = await world.hire('A1002');
  const third = await talk(han, '第三次');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  await supervisor.phone.ask('account.presence', { state: 'busy' });
  await two.phone.ask('account.presence', { state: 'busy' });
  const fourth = await talk(world.customerPhone(), '没有人');
  records = [first, second, third, fourth];
});
afterAll(() => world.stop());

const list = (query: Query, person: Person = admin) =>
  person.ask('record.list', query);
const texts = async (query: Query, person?: Person) =>
  (await list(query, person)).records.map(({ lastText }) => lastText);
const nth = (at: number) => records[at] as Conversation;

describe('[A-DM03] a conversation in the records', () => {
  it('has every field that was wished for', async () => {
    const [row] = (await list({ to: nth(0).lastAt })).records;
    const wished: Partial<Row> = {
      conversationId: nth(0)._id,
      customerId: nth(0).customerId,
      staffId: one.staffId,
      state: 'closed',
      createdAt: nth(0).createdAt,
      closedAt: expect.any(Number),
      lastAt: nth(0).lastAt,
    };
    expect(row).toMatchObject(wished);
    expect(row).toMatchObject({
      agentName: '客服A1001',
      closeReason: 'resolved',
      messages: 1,
      score: null,
    });
    expect(JSON.stringify(row)).not.toContain(customers[0]?.me);
    const conversationId = nth(0)._id;
    const { record } = await admin.ask('record.get', { conversationId });
    expect(record).toEqual(row);
  });
});

describe('[F012a] records are asked for', () => {
  it('the latest message first', async () => {
    expect(await texts({})).toEqual(['没有人', '第三次', '第二次', '第一次']);
  });

  it('by time, agent, customer and state, alone and together', async () => {
    const { staffId } = one;
    const { customerId } = nth(0);
    expect(await texts({ from: nth(1).lastAt })).toHaveLength(3);
    expect(await texts({ to: nth(1).lastAt })).toEqual(['第二次', '第一次']);
    expect(await texts({ staffId: two.staffId })).toEqual(['第三次']);
    expect(await texts({ customerId })).toEqual(['第二次', '第一次']);
    expect(await texts({ state: 'closed' })).toEqual(['第一次']);
    expect(await texts({ state: 'waiting' })).toEqual(['没有人']);
    const all = {
      from: nth(0).lastAt + 1,
      to: nth(3).lastAt,
      staffId,
      customerId,
      state: 'active' as const,
    };
    expect(await texts(all)).toEqual(['第二次']);
    const nobody = { ...all, customerId: 'abcdefgh12345678' };
    for (const other of [
      nobody,
      { ...all, staffId: two.staffId },
      { ...all, state: 'closed' as const },
      { ...all, from: nth(1).lastAt + 1 },
      { ...all, to: nth(1).lastAt - 1 },
    ]) {
      expect(await texts(other)).toEqual([]);
    }
  });

  it('[A-P09] with operators for values they are refused', async () => {
    for (const input of [
      { staffId: { $ne: '' } },
      { customerId: { $regex: '.' } },
      { state: { $ne: 'closed' } },
      { from: { $gt: 0 } },
      { $or: [] },
    ]) {
      expect(await admin.refusal('record.list', input as Query)).toBe(
        'INVALID_INPUT'
      );
    }
  });
});

describe('[A-BR13] [A-BR14] who reads which records', () => {
  it('[F006g] an agent his own, by state and time', async () => {
    const { phone } = one;
    expect(await texts({}, phone)).toEqual(['第二次', '第一次']);
    expect(await texts({ state: 'closed' }, phone)).toEqual(['第一次']);
    const early = { state: 'closed' as const, from: nth(1).lastAt };
    expect(await texts(early, phone)).toEqual([]);
    expect(await texts({ customerId: nth(2).customerId }, phone)).toEqual([]);
    const theirs = { staffId: two.staffId };
    expect(await phone.refusal('record.list', theirs)).toBe('FORBIDDEN');
    const conversationId = nth(2)._id;
    expect(await phone.refusal('record.get', { conversationId })).toBe(
      'CONVERSATION_TRANSFERRED'
    );
  });

  it('a supervisor those of all agents, and changes nothing', async () => {
    const { phone } = supervisor;
    expect(await texts({}, phone)).toHaveLength(4);
    const conversationId = nth(2)._id;
    // That he looked in is on record, once an hour.
    await phone.ask('record.get', { conversationId });
    const before = await world.counts();
    const read = await phone.ask('record.get', { conversationId });
    expect(read.messages[0]).toMatchObject({ body: { text: '第三次' } });
    expect(read.case).toMatchObject({ _id: conversationId });
    const close = { conversationId, reason: 'resolved' as const };
    expect(await phone.refusal('conversation.close', close)).not.toBe('OK');
    const written = await phone.writes(nth(2), '插话');
    expect(written.refused).toMatch(/PERMISSION_DENIED/);
    expect(await world.counts()).toEqual(before);
  });

  it('a customer none', async () => {
    const [li] = customers as [Person];
    expect(await li.refusal('record.list', {})).toBe('UNAUTHENTICATED');
    const conversationId = nth(0)._id;
    expect(await li.refusal('record.get', { conversationId })).toBe(
      'UNAUTHENTICATED'
    );
  });

  it('[F011b] the pane of a customer has all that his reader may see', async () => {
    const { customerId } = nth(0);
    const seen = await one.phone.ask('customer.get', { customerId });
    const found = seen.records.map(({ lastText }) => lastText);
    expect(found).toEqual(['第二次', '第一次']);
    expect(seen.recordsNext).toBeNull();
  });
});
