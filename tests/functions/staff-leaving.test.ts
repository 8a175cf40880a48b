import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killedAt, stopTimers } from '../support/killing';
import type { Person, WebPerson } from '../support/person';
import { sized } from '../support/sized';
import { startWorld, type Hired, type World } from '../support/world';

const TIMERS = ['conversation', 'wechat', 'clock'];
/** Longer than an open transaction and a lease last. */
const AFTER_DEATH_MS = 80_000;
/** More operations than leaving needs. */
const MOST = 160;
/** Every so many operations one death. */
const STEP = sized(12, 1);

let world: World;
let admin: WebPerson;
let made = 1_000;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
});
afterAll(() => world.stop());

async function hire(capacity = 10): Promise<Hired> {
  made += 1;
  const hired = await world.hire(`A${made}`, { capacity });
  await hired.phone.ask('account.presence', { state: 'busy' });
  return hired;
}

/** Somebody with a code, a customer bound by it and one who talks to him. */
async function somebody(): Promise<{ from: Hired; customer: Person }> {
  const from = await hire();
  await from.phone.ask('account.presence', { state: 'online' });
  const { staffId } = from;
  const { scene } = await admin.ask('code.create', { staffId });
  const customer = world.customerPhone();
  await customer.ask('conversation.enter', { scene });
  const { conversation } = await customer.says('你好');
  expect(conversation.staffId).toBe(staffId);
  await from.phone.ask('account.presence', { state: 'busy' });
  return { from, customer };
}

/** Everything that was his is his successor's, and nothing twice. */
async function expectHandedOver(
  from: Hired,
  to: Hired,
  customer: Person
): Promise<void> {
  const [staff] = await world.all('staff', { _id: from.staffId });
  const gone = { status: 'disabled', openid: '-', uid: '-', load: 0 };
  expect(staff).toMatchObject(gone);
  const whose = { customer: customer.me };
  expect(await world.all('conversations', whose)).toMatchObject([
    { staffId: to.staffId, state: 'active', agentOpenid: to.phone.me },
  ]);
  const [seat] = await world.all<{ open: object }>('seats', {
    _id: from.phone.me,
  });
  expect(seat?.open).toEqual({});
  const [him] = await world.all<{ customerId: string }>('customers', {
    _id: customer.me,
  });
  expect(him).toMatchObject({ boundStaffId: to.staffId });
  const { customerId } = him ?? {};
  const lasting = { customerId, until: 0 };
  expect(await world.all('relations', lasting)).toMatchObject([
    { staffId: to.staffId, source: 'handover' },
  ]);
  const his = { staffId: from.staffId, status: 'active' };
  expect(await world.all('codes', his)).toEqual([]);
  expect(await world.all('audit', { object: from.staffId })).toContainEqual(
    expect.objectContaining({ action: 'staff.disable', detail: to.staffId })
  );
  const audited = { object: from.staffId, action: 'staff.disable' };
  expect(await world.all('audit', audited)).toHaveLength(1);
}

describe('[F009a] [B-122] an agent who leaves', () => {
  it('leaves his conversations, code, customers and phone to his successor', async () => {
    const { from, customer } = await somebody();
    const to = await hire();
    const input = { staffId: from.staffId, toStaffId: to.staffId };
    const { staffId } = from;
    expect(await admin.ask('staff.belongings', { staffId })).toEqual({
      conversations: 1,
      customers: 1,
      codes: 1,
    });
    const done = await admin.ask('staff.disable', input);
    expect(done).toMatchObject({ handed: 1, requeued: 0 });
    await expectHandedOver(from, to, customer);
    await admin.ask('staff.disable', input);
    await expectHandedOver(from, to, customer);
    const [code] = await world.all<{ _id: string }>('codes', {
      staffId: to.staffId,
    });
    const scene = code?._id ?? '';
    const next = await world.customerPhone().ask('conversation.enter', {
      scene,
    });
    expect(next.codeValid).toBe(true);
    expect(await from.phone.refusal('account.session', {})).not.toBe('OK');
  });

  it('what his successor cannot take goes to the queue', async () => {
    const { from } = await somebody();
    await from.phone.ask('account.presence', { state: 'online' });
    await world.customerPhone().says('还有我');
    await from.phone.ask('account.presence', { state: 'busy' });
    const to = await hire(1);
    const input = { staffId: from.staffId, toStaffId: to.staffId };
    const done = await admin.ask('staff.disable', input);
    expect(done).toMatchObject({ handed: 1, requeued: 1 });
    const waiting = await world.all('conversations', { state: 'waiting' });
    expect(waiting).toMatchObject([{ staffId: '-' }]);
    const held = { staffId: from.staffId, state: 'active' };
    expect(await world.all('conversations', held)).toEqual([]);
  });

  it('is succeeded by nobody who is gone, answers nobody or is himself', async () => {
    const { from } = await somebody();
    const gone = await hire();
    await admin.ask('staff.disable', { staffId: gone.staffId });
    const { staff } = await admin.ask('account.session', {});
    const { staffId } = from;
    const to = (toStaffId: string) =>
      admin.refusal('staff.disable', { staffId, toStaffId });
    expect(await to(gone.staffId)).toBe('NOT_FOUND');
    expect(await to(staff.staffId)).toBe('NOT_FOUND');
    expect(await to(staffId)).toBe('INVALID_INPUT');
    expect(await world.all('staff', { _id: staffId })).toMatchObject([
      { status: 'active', openid: from.phone.me },
    ]);
  });

  it('killed between any two steps, comes to the same end when asked again', async () => {
    let operation = 0;
    let deaths = 0;
    for (; operation < MOST; operation += STEP) {
      const { from, customer } = await somebody();
      const to = await hire();
      await stopTimers(world, TIMERS);
      const input = { staffId: from.staffId, toStaffId: to.staffId };
      const killed = await killedAt(world, operation, async () => {
        await admin.call('staff.disable', input);
      });
      if (killed) {
        deaths += 1;
        await world.door.advance(AFTER_DEATH_MS);
        await admin.ask('staff.disable', input);
      }
      await expectHandedOver(from, to, customer);
      await stopTimers(world, TIMERS, 0);
      if (!killed) break;
    }
    expect(deaths).toBeGreaterThan(5);
    expect(operation).toBeLessThan(MOST);
  }, 300_000);
});
