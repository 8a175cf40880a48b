import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../../domain/customer/schema';
import { seeded } from '../../scripts/trace/sample';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;
let other: Hired;
let scene: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001');
  other = await world.hire('A1002');
  const { staffId } = agent;
  ({ scene } = await agent.phone.ask('code.create', { staffId }));
});
afterAll(() => world.stop());

const boundOf = async (_id: string) =>
  (await world.all<Customer>('customers', { _id }))[0]?.boundStaffId;

describe('[F001a] what was scanned', () => {
  it('is read percent-encoded too', async () => {
    const encoded = `%${scene.charCodeAt(0).toString(16)}${scene.slice(1)}`;
    const customer = world.customerPhone();
    const input = { scene: encoded };
    const entered = await customer.ask('conversation.enter', input);
    expect(entered.codeValid).toBe(true);
    expect(await boundOf(customer.me)).toBe(agent.staffId);
  });

  it('leads to the default agents where it is no code, whatever it is', async () => {
    const random = seeded(4);
    const letters = ['a', '0', 'Z', '%', '%4', '测', '\0', '$', '.', ' ', '{'];
    const text = (length: number) =>
      Array.from(
        { length },
        () => letters[Math.floor(random() * letters.length)]
      ).join('');
    const forged = Array.from({ length: 40 }, (_, at) => text(1 + at * 3));
    const scenes = ['a'.repeat(12), '%E0%A4%A', 'x'.repeat(20_000), ...forged];
    const customer = world.customerPhone();
    for (const one of scenes) {
      const entered = await customer.ask('conversation.enter', { scene: one });
      expect(entered.codeValid).toBe(false);
      expect(entered.agent).toMatchObject({ kind: 'default' });
    }
    expect(await boundOf(customer.me)).toBe('-');
    const entries = await world.all('entries', { customer: customer.me });
    expect(entries).toHaveLength(scenes.length);
    for (const entry of entries) {
      expect(entry).toMatchObject({ scene: '-', staffId: '-' });
    }
  });
});

describe('[F001c] [US001] the relation', () => {
  it('has its code and time, once however often he scans', async () => {
    const customer = world.customerPhone();
    const enter = () => customer.ask('conversation.enter', { scene });
    await Promise.all([enter(), enter(), enter()]);
    const [stored] = await world.all<Customer>('customers', {
      _id: customer.me,
    });
    const customerId = stored?.customerId;
    expect(await world.all('relations', { customerId })).toEqual([
      expect.objectContaining({
        staffId: agent.staffId,
        source: 'code',
        by: scene,
        since: expect.any(Number),
        until: 0,
      }),
    ]);
    const entries = await world.all('entries', { customer: customer.me });
    expect(entries).toHaveLength(3);
  });

  it('of whoever scans another code goes over, the old one is kept', async () => {
    const customer = world.customerPhone();
    await customer.ask('conversation.enter', { scene });
    const { staffId } = other;
    const second = await other.phone.ask('code.create', { staffId });
    await customer.ask('conversation.enter', { scene: second.scene });
    expect(await boundOf(customer.me)).toBe(staffId);
    const [stored] = await world.all<Customer>('customers', {
      _id: customer.me,
    });
    const customerId = stored?.customerId;
    const history = await world.all<{ staffId: string; until: number }>(
      'relations',
      { customerId }
    );
    const ended = history.filter(({ until }) => until > 0);
    expect(ended).toMatchObject([{ staffId: agent.staffId }]);
    expect(history).toHaveLength(2);
  });
});

it('[F001b] whether the agent is there is asked at the scan, by his heartbeat', async () => {
  const customer = world.customerPhone();
  const enter = () => customer.ask('conversation.enter', { scene });
  await agent.phone.ask('account.presence', { state: 'online' });
  expect((await enter()).agent).toMatchObject({ kind: 'exclusive' });
  await world.door.advance(5 * 60_000);
  await other.phone.ask('account.presence', { state: 'online' });
  await world.door.advance(3 * 60_000);
  // Nobody said that he went: his heartbeat is eight minutes old.
  expect((await enter()).agent).toMatchObject({
    kind: 'default',
    name: '客服A1002',
  });
  expect(await boundOf(customer.me)).toBe(agent.staffId);
  await agent.phone.ask('account.presence', { state: 'online' });
});

it('[US002] a scan does not disturb a conversation that is open', async () => {
  const customer = world.customerPhone();
  await agent.phone.ask('account.presence', { state: 'busy' });
  const { conversation } = await customer.says('你好');
  expect(conversation.staffId).toBe(other.staffId);
  await agent.phone.ask('account.presence', { state: 'online' });
  const entered = await customer.ask('conversation.enter', { scene });
  expect(entered.conversation).toMatchObject({
    _id: conversation._id,
    staffId: other.staffId,
    state: 'active',
  });
  expect(await boundOf(customer.me)).toBe(agent.staffId);
  expect(await world.all('conversations', { customer: customer.me })).toEqual([
    expect.objectContaining({ staffId: other.staffId }),
  ]);
});

it('[F002a] [F002c] looking again shows the thread and writes nothing', async () => {
  const customer = world.customerPhone();
  const fresh = await customer.ask('conversation.look', {});
  expect(fresh.conversation).toBeNull();
  expect(await world.all('customers', { _id: customer.me })).toEqual([]);
  const { conversation } = await customer.says('你好');
  const before = await world.all('entries');
  const seen = await customer.ask('conversation.look', {});
  expect(seen.conversation?._id).toBe(conversation._id);
  expect(await world.all('entries')).toEqual(before);
});

it('[A-BR09] [F002c] entering by a code makes no conversation', async () => {
  const customer = world.customerPhone();
  await customer.ask('conversation.enter', { scene });
  expect(await world.all('conversations', { customer: customer.me })).toEqual(
    []
  );
});
