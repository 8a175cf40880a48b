import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import { newMessageId } from '../../domain/values/message-id';
import { killedAt } from '../support/killing';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOURLY = { function: 'clock', trigger: 'hourly' };
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Of the operations of an erasure: it is on record, and not all is done. */
const IN_THE_MIDDLE = 20;

let world: World;
let admin: WebPerson;
let agent: Hired;
let wang: Person;
let li: Person;
let talk: Conversation;

const newId = () => newMessageId(Date.now(), Math.random);
const customerIdOf = async ({ me }: Person) =>
  (await world.all<{ customerId: string }>('customers', { _id: me }))[0]
    ?.customerId ?? '';

/** The clock's own timer may be at work already; then ours goes home. */
const until = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 200 });

/** Everything stored anywhere, as one text, but what is not about people. */
async function everything(): Promise<string> {
  const { COLLECTIONS } = await import('../../domain/values/collections');
  const all = COLLECTIONS.map(async (name) => [name, await world.all(name)]);
  return JSON.stringify(await Promise.all(all));
}

async function copyOf(person: Person): Promise<string> {
  const copy = await person.ask('privacy.export', {});
  expect(copy.state).toBe('ready');
  const files = copy.urls.map(async (url) => (await fetch(url)).text());
  return (await Promise.all(files)).join('\n');
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  wang = world.customerPhone('openid-of-wang');
  li = world.customerPhone('openid-of-li');
  talk = (await wang.says('王的问题')).conversation;
  await li.says('李的问题');
  const conversationId = talk._id;
  await agent.phone.writes(talk, '给王的回答');
  await agent.phone.ask('conversation.afterSend', { conversationId });
  await agent.phone.ask('desk.note', {
    conversationId,
    noteId: newId(),
    text: '内部说明',
  } as never);
});
afterAll(() => world.stop());

describe('[B-115] [A-N19] consent', () => {
  it('is kept with its version and its first time', async () => {
    const { version, consent } = await wang.ask('privacy.state', {});
    expect(consent).toBeNull();
    const first = await wang.ask('privacy.consent', { version });
    await world.door.advance(1_000);
    expect(await wang.ask('privacy.consent', { version })).toEqual(first);
    expect((await wang.ask('privacy.state', {})).consent).toEqual(first);
  });

  it('to another version is refused and not kept', async () => {
    expect(await li.refusal('privacy.consent', { version: 9 })).toBe(
      'CONSENT_OUTDATED'
    );
    expect(await world.all('consents', { customer: li.me })).toEqual([]);
  });
});

describe('[B-115] a copy of his own data', () => {
  it('has what he and his agent said, no note and nobody else', async () => {
    const copy = await copyOf(wang);
    for (const his of ['王的问题', '给王的回答', '"version": 1']) {
      expect(copy).toContain(his);
    }
    const others = ['内部说明', '李的问题', agent.phone.me, li.me, wang.me];
    for (const other of others) expect(copy).not.toContain(other);
  });

  it('is deleted after a day, with its file', async () => {
    const { urls } = await li.ask('privacy.export', {});
    await world.door.advance(25 * HOUR);
    await world.door.post('triggers/fire', HOURLY);
    await until(async () => expect(await world.all('exports')).toEqual([]));
    expect((await fetch(urls[0] ?? '')).ok).toBe(false);
  });

  it('is made for another by an administrator only, on record', async () => {
    const customerId = await customerIdOf(wang);
    const input = { customerId, purpose: '来信要求' };
    expect(await agent.phone.refusal('privacy.exportFor', input)).toBe(
      'FORBIDDEN'
    );
    await admin.ask('privacy.exportFor', input);
    const rows = await world.all('audit', { action: 'privacy.exportFor' });
    expect(rows).toMatchObject([{ object: customerId }]);
  });
});

describe('[B-115] [A-N19] erasure', () => {
  it('is refused while the law keeps his records', async () => {
    const customerId = await customerIdOf(wang);
    await admin.ask('customer.hold', { customerId, on: true });
    const before = await world.counts();
    const input = { erasureId: newId(), confirm: true } as const;
    expect(await wang.refusal('privacy.erase', input)).toBe('ERASURE_HELD');
    expect(await world.counts()).toEqual(before);
    await admin.ask('customer.hold', { customerId, on: false });
  });

  it('of the chats leaves him who he is', async () => {
    const zhao = world.customerPhone('openid-of-zhao');
    await zhao.says('赵的问题');
    const customerId = await customerIdOf(zhao);
    const { certificate } = await zhao.ask('privacy.erase', {
      erasureId: newId(),
      confirm: true,
      what: 'chats',
    });
    expect(certificate).toMatchObject({ state: 'done', what: 'chats' });
    expect(await everything()).not.toContain('赵的问题');
    expect(await customerIdOf(zhao)).toBe(customerId);
  });

  it('leaves nothing of him, all of others, and the numbers', async () => {
    const numbers = async () =>
      (await admin.ask('report.range', await lastDays())).total.numbers;
    await wang.says('再问一次');
    const before = await numbers();
    const erasureId = newId();
    const input = { erasureId, confirm: true } as const;
    const { certificate } = await wang.ask('privacy.erase', input);
    expect(certificate).toMatchObject({ state: 'done', by: 'customer' });
    expect(certificate.counts.conversations).toBeGreaterThan(0);
    const left = await everything();
    for (const his of [
      wang.me,
      '王的问题',
      '给王的回答',
      '再问一次',
      '内部说明',
    ]) {
      expect(left).not.toContain(his);
    }
    expect(left).toContain('李的问题');
    const [staff] = await world.all('staff', { _id: agent.staffId });
    const { staffId } = agent;
    const held = await world.all('conversations', { staffId, state: 'active' });
    expect(staff).toMatchObject({ load: held.length });
    // It was open and reopened: that it ended now counts.
    const { closed: _a, contacts: _b, ...counted } = await numbers();
    const { closed: _c, contacts: _d, ...was } = before;
    expect(counted).toEqual(was);
    expect(await wang.ask('privacy.erase', input)).toEqual({ certificate });
  });

  it('lets him come back as somebody new', async () => {
    const { conversation } = await wang.says('你好');
    expect(conversation._id).not.toBe(talk._id);
    expect((await wang.ask('privacy.state', {})).consent).toBeNull();
  });

  it('goes on by the clock after its call was killed', async () => {
    const erasureId = newId();
    const input = { erasureId, confirm: true } as const;
    let code = '';
    const killed = await killedAt(world, IN_THE_MIDDLE, async () => {
      code = await wang.refusal('privacy.erase', input);
    });
    expect({ killed, code }).toEqual({ killed: true, code: 'INTERNAL' });
    const [begun] = await world.all('erasures', { _id: erasureId });
    expect(begun).toMatchObject({ state: 'working', customer: wang.me });
    await world.door.advance(HOUR);
    await world.door.post('triggers/fire', HOURLY);
    await until(async () => {
      const [erasure] = await world.all('erasures', { _id: erasureId });
      expect(erasure).toMatchObject({ state: 'done', customer: '-' });
    });
    expect(await everything()).not.toContain(wang.me);
  });

  it('deletes what stayed without a name once its day is counted', async () => {
    await world.door.advance(7 * DAY);
    await world.door.post('triggers/fire', HOURLY);
    await until(async () => {
      const left = await world.all<Conversation>('conversations');
      expect(left.map(({ customer }) => customer)).toEqual([li.me]);
    });
  });
});

async function lastDays() {
  const day = (at: number) =>
    new Date(at + 8 * HOUR).toISOString().slice(0, 10);
  const now = await world.door.now();
  return { from: day(now - 3 * DAY), to: day(now) };
}
