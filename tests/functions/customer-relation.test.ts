import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Customer } from '../../domain/customer/schema';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let one: Hired;
let two: Hired;
let leader: Hired;
let customer: Person;
let customerId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  const { team } = await admin.ask('team.create', { name: '一组' });
  const { team: second } = await admin.ask('team.create', { name: '二组' });
  one = await hireInto('A1001', team.teamId);
  customer = world.customerPhone();
  ({ customerId } = (await customer.says('你好')).conversation);
  await one.phone.ask('account.presence', { state: 'busy' });
  two = await hireInto('A1002', second.teamId);
  leader = await hireInto('S1001', team.teamId, 'supervisor');
  await leader.phone.ask('account.presence', { state: 'busy' });
});
afterAll(() => world.stop());

async function hireInto(
  staffCode: string,
  teamId: string,
  role: 'agent' | 'supervisor' = 'agent'
): Promise<Hired> {
  const hired = await world.hire(staffCode, { role });
  await admin.ask('staff.update', { staffId: hired.staffId, teamId });
  return hired;
}
const stored = async () => {
  const [found] = await world.all<Customer>('customers', { customerId });
  if (!found) throw new Error('no such customer');
  return found;
};
const relations = () => world.all('relations', { customerId });
const bind = (staffId: string, person: Person = admin) =>
  person.refusal('customer.bind', { customerId, staffId });

describe('[F011c] whose customer he is', () => {
  it('is decided by an administrator, with a history and its source', async () => {
    await admin.ask('customer.bind', { customerId, staffId: one.staffId });
    await admin.ask('customer.bind', { customerId, staffId: two.staffId });
    await admin.ask('customer.bind', { customerId, staffId: two.staffId });
    expect((await stored()).boundStaffId).toBe(two.staffId);
    const seen = await admin.ask('customer.get', { customerId });
    expect(seen.agent).toEqual({ staffId: two.staffId, name: '客服A1002' });
    const [now, before] = seen.relations;
    expect(seen.relations).toHaveLength(2);
    expect(now).toMatchObject({
      staffId: two.staffId,
      name: '客服A1002',
      source: 'manual',
      until: 0,
    });
    expect(before).toMatchObject({
      staffId: one.staffId,
      until: now?.since,
    });
    expect(
      await world.all('audit', { action: 'customer.bind' })
    ).toContainEqual(
      expect.objectContaining({ object: customerId, detail: two.staffId })
    );
  });

  it('has one that lasts, however many decide at once', async () => {
    await Promise.all([one, two, one, two].map(({ staffId }) => bind(staffId)));
    const lasting = await world.all('relations', { customerId, until: 0 });
    expect(lasting).toMatchObject([{ staffId: (await stored()).boundStaffId }]);
  });

  it('may be nobody', async () => {
    await admin.ask('customer.bind', { customerId, staffId: '-' });
    expect((await stored()).boundStaffId).toBe('-');
    expect(await world.all('relations', { customerId, until: 0 })).toEqual([]);
    const { agent } = await admin.ask('customer.get', { customerId });
    expect(agent).toBeNull();
  });

  it('is nobody who is not there, answers nobody, or is he himself', async () => {
    const before = [await stored(), await relations()];
    const [boss] = await world.all<{ _id: string }>('staff', { role: 'admin' });
    const self = await world.hire('A1003', { openid: customer.me });
    expect(await bind('abcdefgh12345678')).toBe('NOT_FOUND');
    expect(await bind(boss?._id ?? '')).toBe('NOT_FOUND');
    expect(await bind(self.staffId)).toBe('OWN_CUSTOMER');
    expect([await stored(), await relations()]).toEqual(before);
    expect(await self.phone.refusal('customer.get', { customerId })).toBe(
      'OWN_CUSTOMER'
    );
    await admin.ask('staff.disable', { staffId: self.staffId });
    expect(await bind(self.staffId)).toBe('NOT_FOUND');
  });
});

describe('[A-BR14] a supervisor with a team', () => {
  const listed = async (person: Person) =>
    (await person.ask('customer.list', {})).customers.map(
      (found) => found.customerId
    );

  it('reaches the customers and records of his team, and no others', async () => {
    await two.phone.ask('account.presence', { state: 'online' });
    const foreign = world.customerPhone();
    const { conversation: theirs } = await foreign.says('在吗');
    await two.phone.ask('account.presence', { state: 'busy' });
    const stranger = { customerId: theirs.customerId };

    expect(await listed(leader.phone)).toEqual([customerId]);
    const { records } = await leader.phone.ask('record.list', {});
    expect(records.map((row) => row.customerId)).toEqual([customerId]);
    const codes = [
      await leader.phone.refusal('customer.get', stranger),
      await leader.phone.refusal('customer.tag', { ...stranger, add: ['x'] }),
      await leader.phone.refusal('record.get', { conversationId: theirs._id }),
      await leader.phone.refusal('record.list', { staffId: two.staffId }),
      await leader.phone.refusal('customer.list', { staffId: two.staffId }),
      await bind(two.staffId, leader.phone),
    ];
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
    expect(await bind(one.staffId, leader.phone)).toBe('OK');
    expect(await bind(one.staffId, one.phone)).toBe('FORBIDDEN');
  });

  it('sees who waits and has nobody yet', async () => {
    const waiting = world.customerPhone();
    const { conversation } = await waiting.says('有人吗');
    expect(conversation.state).toBe('waiting');
    const { records } = await leader.phone.ask('record.list', {
      state: 'waiting',
    });
    expect(records).toMatchObject([
      { conversationId: conversation._id, staffId: '-' },
    ]);
    expect(await listed(leader.phone)).toContain(conversation.customerId);
    expect(await listed(one.phone)).not.toContain(conversation.customerId);
    await waiting.ask('conversation.close', {
      conversationId: conversation._id,
      reason: 'customer',
    });
  });
});

describe('[A-N19] a legal hold', () => {
  it('is put on and taken off by an administrator, on record', async () => {
    const hold = { customerId, on: true };
    expect(await leader.phone.refusal('customer.hold', hold)).toBe('FORBIDDEN');
    expect((await stored()).legalHold).toBe(false);
    await admin.ask('customer.hold', hold);
    await admin.ask('customer.hold', hold);
    expect((await stored()).legalHold).toBe(true);
    await admin.ask('customer.hold', { customerId, on: false });
    expect((await stored()).legalHold).toBe(false);
    const rows = await world.all('audit', { action: 'customer.hold' });
    expect(rows.map(({ detail }) => detail).toSorted()).toEqual(['off', 'on']);
  });
});

it('[F011c] his next conversation goes to whom he was given to', async () => {
  await admin.ask('customer.bind', { customerId, staffId: two.staffId });
  const [open] = await world.all<Conversation>('conversations', { customerId });
  await customer.ask('conversation.close', {
    conversationId: open?._id ?? '',
    reason: 'customer',
  });
  await world.door.advance(25 * 60 * 60_000);
  await one.phone.ask('account.presence', { state: 'online' });
  await two.phone.ask('account.presence', { state: 'online' });
  const { conversation } = await customer.says('又来了');
  expect(conversation).toMatchObject({
    state: 'active',
    staffId: two.staffId,
  });
});
