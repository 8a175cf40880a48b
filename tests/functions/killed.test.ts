import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMessageId } from '../../domain/values/message-id';
import { killedAt, stopTimers } from '../support/killing';
import type { Person, WebPerson } from '../support/person';
import { sized } from '../support/sized';
import { startWorld, type Hired, type World } from '../support/world';

const HOURLY = { function: 'clock', trigger: 'hourly' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHANGHAI = 8 * HOUR;
/** Longer than an open transaction and a lease last. */
const AFTER_DEATH_MS = 80_000;
const TIMERS = ['conversation', 'wechat', 'clock'];
/** More operations than anything here needs. */
const MOST = 200;
/** Every step dies before a release, every twentieth each time. */
const STEP = sized(20, 1);

const newId = () => newMessageId(Date.now(), Math.random);
type Counts = Record<string, number>;

async function customerIdOf(world: World, { me }: Person): Promise<string> {
  const [him] = await world.all<{ customerId: string }>('customers', {
    _id: me,
  });
  return him?.customerId ?? '';
}

describe('[B-115] an erasure killed between any two steps', () => {
  let world: World;
  let agent: Hired;
  beforeAll(async () => {
    world = await startWorld({ dataDir: ':memory:' });
    agent = await world.hire('A1001', { capacity: 200 });
  });
  afterAll(() => world.stop());

  /** Somebody of whom something lies nearly everywhere. */
  async function somebody(): Promise<Person> {
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    const conversationId = conversation._id;
    const { version } = await customer.ask('privacy.state', {});
    await customer.ask('privacy.consent', { version });
    await agent.phone.ask('desk.note', {
      conversationId,
      noteId: newId(),
      text: '内部说明',
    });
    const { customerId } = conversation;
    const remarkId = newId();
    const text = '备注';
    await agent.phone.ask('customer.remark', { customerId, remarkId, text });
    await customer.ask('push.credit', { results: {}, key: newId() });
    return customer;
  }

  it('comes to the same end when it is asked again', async () => {
    const before = await world.counts();
    const whole = await somebody();
    await erased(whole, newId());
    const ended = await world.counts();
    const left = difference(ended, before);
    expect(left).toMatchObject({ erasures: 1, customers: 0, seats: 0 });
    let last: Counts = ended;
    let operation = 0;
    for (; operation < MOST; operation += STEP) {
      const customer = await somebody();
      const erasureId = newId();
      const input = { erasureId, confirm: true } as const;
      let code = '';
      const killed = await killedAt(world, operation, async () => {
        code = await customer.refusal('privacy.erase', input);
      });
      await stopTimers(world, TIMERS);
      if (killed) await world.door.advance(AFTER_DEATH_MS);
      await erased(customer, erasureId);
      await stopTimers(world, TIMERS, 0);
      const now = await world.counts();
      expect({ operation, ...difference(now, last) }).toEqual({
        operation,
        ...left,
      });
      last = now;
      if (!killed) {
        expect(code).toBe('OK');
        break;
      }
    }
    expect(operation).toBeGreaterThan(20);
    expect(operation).toBeLessThan(MOST);
    const [staff] = await world.all('staff', { _id: agent.staffId });
    expect(staff).toMatchObject({ load: 0 });
  }, 300_000);

  async function erased(customer: Person, erasureId: string): Promise<void> {
    const input = { erasureId, confirm: true } as const;
    const { certificate } = await customer.ask('privacy.erase', input);
    expect(certificate).toMatchObject({ erasureId, state: 'done' });
    expect(certificate.counts).toMatchObject({ conversations: 1 });
    expect(await world.all('customers', { _id: customer.me })).toEqual([]);
  }
});

describe('[A-BR12] the nightly clock killed between any two steps', () => {
  const PEOPLE = 120;
  let world: World;
  let admin: WebPerson;
  const ended: { customerId: string; conversationId: string }[] = [];

  beforeAll(async () => {
    world = await startWorld({ dataDir: ':memory:' });
    admin = await world.setUp();
    await world.hire('A1001', { capacity: 200 });
    for (let at = 0; at < PEOPLE; at++) ended.push(await endedAndHeld());
    const closed = await world.door.now();
    const midnight = Math.floor((closed + SHANGHAI) / DAY) * DAY - SHANGHAI;
    await stopTimers(world, TIMERS);
    await world.door.advance(midnight + 184 * DAY + MINUTE - closed);
    await fire();
  }, 120_000);
  afterAll(() => world.stop());

  async function endedAndHeld() {
    const customer = world.customerPhone();
    const { conversation } = await customer.says('你好');
    const conversationId = conversation._id;
    const reason = 'customer';
    await customer.ask('conversation.close', { conversationId, reason });
    const customerId = await customerIdOf(world, customer);
    await admin.ask('customer.hold', { customerId, on: true });
    return { customerId, conversationId };
  }

  async function fire(): Promise<void> {
    await stopTimers(world, ['clock'], 0);
    await world.door.post('triggers/fire', HOURLY);
    await stopTimers(world, ['clock']);
  }

  it('deletes what is old when it comes again, and keeps its books', async () => {
    let operation = 0;
    for (; operation < PEOPLE; operation++) {
      const { customerId, conversationId } = ended[operation]!;
      await admin.ask('customer.hold', { customerId, on: false });
      await world.door.advance(DAY);
      const killed = await killedAt(world, operation, fire);
      await world.door.advance(AFTER_DEATH_MS);
      await fire();
      const whose = { conversationId };
      expect({
        operation,
        conversations: await world.all('conversations', {
          _id: conversationId,
        }),
        cases: await world.all('cases', { _id: conversationId }),
        messages: await world.all('messages', whose),
        cursors: await world.all('cursors', whose),
        pushes: await world.all('pushes', whose),
      }).toEqual({
        operation,
        conversations: [],
        cases: [],
        messages: [],
        cursors: [],
        pushes: [],
      });
      if (!killed) break;
    }
    expect(operation).toBeGreaterThan(20);
    expect(operation).toBeLessThan(PEOPLE);
    const left = await world.all('conversations');
    expect(left).toHaveLength(PEOPLE - operation - 1);
    const [pool] = await world.all('pools', { _id: 'clock' });
    expect(pool).toMatchObject({ holder: '', expiresAt: 0 });
  }, 300_000);
});

function difference(now: Counts, before: Counts): Counts {
  const names = Object.keys(now);
  return Object.fromEntries(
    names.map((name) => [name, (now[name] ?? 0) - (before[name] ?? 0)])
  );
}
