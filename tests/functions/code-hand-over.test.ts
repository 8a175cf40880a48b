import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Relation } from '../../domain/customer/relation';
import type { Customer } from '../../domain/customer/schema';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let hired = 0;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
});
afterAll(() => world.stop());

const hire = (): Promise<Hired> => world.hire(`A${1000 + (hired += 1)}`);
const make = ({ phone, staffId }: Hired) =>
  phone.ask('code.create', { staffId });
const scan = (scene: string, customer: Person = world.customerPhone()) =>
  customer.ask('conversation.enter', { scene });
const boundTo = (staffId: string) =>
  world.all<Customer>('customers', { boundStaffId: staffId });
const between = (from: Hired, to: Hired) => ({
  fromStaffId: from.staffId,
  toStaffId: to.staffId,
});

/** Time goes on and ticks sweep until no hand-over is under way. */
async function settle(): Promise<void> {
  await world.door.advance(31_000);
  await expect
    .poll(
      async () => {
        await world.door.advance(5 * 60_000);
        return world.all('jobs', { kind: 'rebind' });
      },
      { timeout: 20_000 }
    )
    .toEqual([]);
}

const struck = () =>
  world.door.get<{ delay: { left: number } | null }>('faults');

/** Each customer has one relation that lasts, and it is to whom he belongs. */
async function relationsAgree(customers: readonly Person[]): Promise<void> {
  for (const { me } of customers) {
    const [customer] = await world.all<Customer>('customers', { _id: me });
    const customerId = customer?.customerId ?? '';
    const lasting = await world.all('relations', { customerId, until: 0 });
    expect(lasting).toMatchObject([{ staffId: customer?.boundStaffId }]);
  }
}

describe('[B-122] who leaves hands over', () => {
  it('his codes and his customers, and the history stays', async () => {
    const [from, to] = [await hire(), await hire()];
    const { scene, codeId } = await make(from);
    const customers = [1, 2, 3].map(() => world.customerPhone());
    for (const customer of customers) await scan(scene, customer);
    const wish = between(from, to);
    const moved = await admin.ask('code.handOver', wish);
    expect(moved).toEqual({ codes: 1, customers: 3, done: true });
    const again = await admin.ask('code.handOver', wish);
    expect(again).toEqual({ codes: 0, customers: 0, done: true });

    expect(await boundTo(from.staffId)).toEqual([]);
    const mine = await boundTo(to.staffId);
    expect(mine.map(({ _id }) => _id).sort()).toEqual(
      customers.map(({ me }) => me).sort()
    );
    const customerId = mine[0]?.customerId ?? '';
    const history = await world.all<Relation>('relations', { customerId });
    const [before] = history.filter(({ until }) => until > 0);
    const [now] = history.filter(({ until }) => until === 0);
    expect(history).toHaveLength(2);
    const { staffId } = from;
    expect(before).toMatchObject({ staffId, source: 'code', by: scene });
    expect(now).toMatchObject({ staffId: to.staffId, source: 'handover' });
    const action = 'code.handOver';
    const audited = await world.all('audit', { action, object: staffId });
    expect(audited).toHaveLength(2);

    const { codes } = await admin.ask('code.list', { staffId: to.staffId });
    expect(codes).toMatchObject([
      { codeId, state: 'handed', handedFrom: from.staffId },
    ]);
    expect(codes[0]?.handedFromName).toMatch(/^客服A/);

    const newcomer = world.customerPhone();
    expect((await scan(codeId, newcomer)).codeValid).toBe(true);
    const [bound] = await world.all('customers', { _id: newcomer.me });
    expect(bound).toMatchObject({ boundStaffId: to.staffId });
    await settle();
  });

  it('to somebody who answers, and only as far as whoever asks reaches', async () => {
    const [from, to] = [await hire(), await hire()];
    await make(from);
    const wish = between(from, to);
    expect(await from.phone.refusal('code.handOver', wish)).toBe('FORBIDDEN');
    await admin.ask('staff.disable', { staffId: to.staffId });
    expect(await admin.refusal('code.handOver', wish)).toBe('NOT_FOUND');
    const { staffId } = from;
    expect(await world.all('codes', { staffId })).toHaveLength(1);
    expect(await world.all('jobs', { kind: 'rebind' })).toEqual([]);
  });

  it('[F001a] at the moment of scans: nobody stays behind', async () => {
    const [from, to] = [await hire(), await hire()];
    const { scene } = await make(from);
    const customers = Array.from({ length: 24 }, () => world.customerPhone());
    const answers = await Promise.all([
      ...customers.map((customer) => scan(scene, customer)),
      admin.ask('code.handOver', between(from, to)),
    ]);
    const entered = answers.slice(0, -1);
    expect(entered.every((one) => 'codeValid' in one && one.codeValid)).toBe(
      true
    );
    await settle();
    expect(await boundTo(from.staffId)).toEqual([]);
    expect(await boundTo(to.staffId)).toHaveLength(24);
    await relationsAgree(customers);
  });

  it('[F001c] between a scan’s look at the code and its binding: he follows', async () => {
    const [from, to] = [await hire(), await hire()];
    const { scene } = await make(from);
    const customer = world.customerPhone();
    await customer.ask('conversation.enter', {});
    // The first one counts that he entered, the second one binds him.
    const slow = { match: 'database.commitTransaction', times: 2 };
    await world.door.post('faults', { delayMs: 5_000, ...slow });
    const entering = scan(scene, customer);
    const timeout = 15_000;
    await expect
      .poll(async () => (await struck()).delay?.left, { timeout })
      .toBe(0);
    await admin.ask('code.handOver', between(from, to));
    expect(await boundTo(to.staffId)).toEqual([]);
    await entering;
    await world.door.post('faults', { clear: true });
    expect(await boundTo(from.staffId)).toEqual([]);
    expect(await boundTo(to.staffId)).toMatchObject([{ _id: customer.me }]);
    await relationsAgree([customer]);
    await settle();
  });

  for (const skip of [1, 2, 3]) {
    it(`dies at transaction ${skip + 1}, the sweep goes on with what is left`, async () => {
      const [from, to] = [await hire(), await hire()];
      const { scene } = await make(from);
      const customers = [1, 2, 3].map(() => world.customerPhone());
      for (const customer of customers) await scan(scene, customer);
      // The first one leaves the job, each of the others moves a customer.
      const match = 'database.commitTransaction';
      const fail = { code: 'SYS_ERR', match, times: 1, skip };
      await world.door.post('faults', { fail });
      const wish = between(from, to);
      expect(await admin.refusal('code.handOver', wish)).toBe('INTERNAL');
      await world.door.post('faults', { clear: true });
      await settle();
      expect(await boundTo(from.staffId)).toEqual([]);
      expect(await boundTo(to.staffId)).toHaveLength(3);
      await relationsAgree(customers);
    });
  }
});

it('[F009b] rotated at the moment of scans: each leads to its owner', async () => {
  const agent = await hire();
  const { codeId, scene } = await make(agent);
  const customers = Array.from({ length: 16 }, () => world.customerPhone());
  const [made, ...entered] = await Promise.all([
    agent.phone.ask('code.rotate', { codeId }),
    ...customers.map((customer) => scan(scene, customer)),
  ]);
  const bound = await boundTo(agent.staffId);
  expect(entered.every(({ codeValid }) => codeValid)).toBe(true);
  expect(bound).toHaveLength(16);
  expect((await scan(scene)).codeValid).toBe(true);
  expect((await scan(made.scene)).codeValid).toBe(true);
  // What hangs on walls follows its owner as well.
  const to = await hire();
  const moved = await admin.ask('code.handOver', between(agent, to));
  expect(moved.codes).toBe(2);
  expect(await world.all('codes', { staffId: agent.staffId })).toEqual([]);
});
