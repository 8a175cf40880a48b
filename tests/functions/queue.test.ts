import tcb from '@cloudbase/node-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import type { Person } from '../support/person';
import { PUSH_TEMPLATE, startWorld, type World } from '../support/world';

const MINUTE = 60_000;
let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

async function conversationOf(person: Person): Promise<Conversation> {
  const [found] = await world.all<Conversation>('conversations', {
    customer: person.me,
  });
  if (!found) throw new Error('no conversation');
  return found;
}

const placeOf = async (person: Person) =>
  (await conversationOf(person)).queue?.position ?? null;

/** So many who wait, in the order in which they came. */
async function queueOf(count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let at = 0; at < count; at += 1) {
    const person = world.customerPhone();
    await person.says(`我是第 ${at} 个`);
    people.push(person);
  }
  return people;
}

/** What an administrator would say of a customer. */
async function isImportant(person: Person): Promise<void> {
  await person.ask('conversation.enter', {});
  const app = tcb.init({
    env: world.env,
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${world.url}/admin`,
  });
  const customers = app.database().collection('customers');
  await customers.doc(person.me).update({ priority: 5 });
}

describe('[B-43] the queue', () => {
  it('serves the higher priority first, then whoever came earlier', async () => {
    const [first, second] = await queueOf(2);
    const important = world.customerPhone();
    await isImportant(important);
    await important.says('我很急');
    if (!first || !second) throw new Error('nobody queues');
    expect(await placeOf(important)).toBe(1);
    expect([await placeOf(first), await placeOf(second)]).toEqual([2, 3]);
    const agent = await world.hire('A1001', { capacity: 1 });
    expect((await conversationOf(important)).staffId).toBe(agent.staffId);
    expect([await placeOf(first), await placeOf(second)]).toEqual([1, 2]);
    const { _id: conversationId } = await conversationOf(important);
    const reason = 'resolved' as const;
    await agent.phone.ask('conversation.close', { conversationId, reason });
    expect((await conversationOf(first)).staffId).toBe(agent.staffId);
    expect(await placeOf(second)).toBe(1);
  });

  it('[B-44] tells about how long, once anybody can know', async () => {
    const [early] = await queueOf(1);
    if (!early) throw new Error('nobody queues');
    expect((await conversationOf(early)).queue).toEqual({
      position: 1,
      etaSeconds: null,
      from: 1,
    });
    const agent = await world.hire('A1001', { capacity: 1 });
    await world.door.advance(5 * MINUTE);
    const { _id: conversationId } = await conversationOf(early);
    const reason = 'resolved' as const;
    await agent.phone.ask('conversation.close', { conversationId, reason });
    const [, next, third] = await queueOf(3);
    if (!next || !third) throw new Error('nobody queues');
    const eta = async (person: Person) =>
      (await conversationOf(person)).queue?.etaSeconds ?? 0;
    expect(await eta(next)).toBeGreaterThanOrEqual(300);
    expect(await eta(next)).toBeLessThan(400);
    const ratio = (await eta(third)) / (await eta(next));
    expect(ratio).toBeCloseTo(2, 1);
  });

  it('says in the case why nobody has him yet', async () => {
    const [person] = await queueOf(1);
    if (!person) throw new Error('nobody queues');
    const { _id } = await conversationOf(person);
    const [kept] = await world.all<Case>('cases', { _id });
    expect(kept).toMatchObject({
      assignedWhy: 'queue',
      explanation: 'queue: nobody online',
    });
  });
});

describe('keep my place and push me', () => {
  const pushesOf = (person: Person) =>
    world.all<Push>('pushes', { openid: person.me });

  async function waits(): Promise<[Person, string]> {
    const [person] = await queueOf(1);
    if (!person) throw new Error('nobody queues');
    return [person, (await conversationOf(person))._id];
  }

  async function consents(person: Person): Promise<void> {
    await world.door.post('wechat/credit', {
      openid: person.me,
      templateId: PUSH_TEMPLATE,
      count: 1,
    });
    await person.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: 'one-consent',
    });
  }

  it('pushes once, when he has an agent and not before', async () => {
    const [person, conversationId] = await waits();
    await consents(person);
    const kept = await person.ask('conversation.keepPlace', { conversationId });
    expect(kept).toMatchObject({ kept: true, willPush: true });
    await person.ask('conversation.keepPlace', { conversationId });
    expect(await pushesOf(person)).toEqual([]);
    await world.hire('A1001');
    expect(await pushesOf(person)).toHaveLength(1);
    await person.ask('work.run', {});
    const [sent, ...more] = await world.door.pushes();
    expect(sent).toMatchObject({ touser: person.me, errcode: 0 });
    expect(JSON.stringify(sent?.data)).toContain('轮到您了');
    expect(more).toEqual([]);
  });

  it('nobody else is pushed, and who looks is not either', async () => {
    const [silent] = await waits();
    const [looking, conversationId] = await waits();
    await looking.ask('conversation.keepPlace', { conversationId });
    const { refused } = await looking.changes(
      'cursors',
      { _id: `${conversationId}.c`, side: 'customer', customer: looking.me },
      { lookingAt: await world.door.now() }
    );
    expect(refused).toBeNull();
    await world.hire('A1001');
    expect((await conversationOf(looking)).state).toBe('active');
    expect(await pushesOf(silent)).toEqual([]);
    expect(await pushesOf(looking)).toEqual([]);
  });

  it('is for the one who waits, as long as he does', async () => {
    const [person, conversationId] = await waits();
    const ask = { conversationId };
    const stranger = world.customerPhone();
    expect(await stranger.refusal('conversation.keepPlace', ask)).toBe(
      'NOT_FOUND'
    );
    const agent = await world.hire('A1001');
    expect(await agent.phone.refusal('conversation.keepPlace', ask)).toBe(
      'FORBIDDEN'
    );
    const late = await person.ask('conversation.keepPlace', ask);
    expect(late).toMatchObject({ kept: false, willPush: false });
    await person.ask('conversation.close', { ...ask, reason: 'customer' });
    expect(await person.refusal('conversation.keepPlace', ask)).toBe(
      'CONVERSATION_CLOSED'
    );
    expect(await pushesOf(person)).toEqual([]);
  });
});

describe('[A-P20] an agent who takes the next one himself', () => {
  it('may be busy; gets the oldest, up to his capacity and no further', async () => {
    const agent = await world.hire('A1001', { capacity: 2 });
    await agent.phone.ask('account.presence', { state: 'busy' });
    const people = await queueOf(3);
    for (const person of people.slice(0, 2)) {
      const { conversation } = await agent.phone.ask('desk.pull', {});
      expect(conversation).toMatchObject({
        customer: person.me,
        state: 'active',
        staffId: agent.staffId,
        stamped: agent.staffId,
      });
      expect(
        (await agent.phone.writes(conversation!, '您好')).refused
      ).toBeNull();
    }
    expect(await agent.phone.refusal('desk.pull', {})).toBe('CAPACITY_REACHED');
    const [staff] = await world.all('staff', { _id: agent.staffId });
    expect(staff).toMatchObject({ load: 2 });
    const kept = await world.all<Case>('cases', { assignedWhy: 'pulled' });
    expect(kept.map(({ explanation }) => explanation).sort()).toEqual([
      expect.stringContaining('taken by himself, load 0 of 2'),
      expect.stringContaining('taken by himself, load 1 of 2'),
    ]);
  });

  it('two at once share one customer never', async () => {
    const agents = [await world.hire('A1001'), await world.hire('A1002')];
    for (const { phone } of agents) {
      await phone.ask('account.presence', { state: 'break' });
    }
    await queueOf(1);
    const taken = await Promise.all(
      agents.map(({ phone }) => phone.ask('desk.pull', {}))
    );
    const got = taken.filter(({ conversation }) => conversation !== null);
    expect(got).toHaveLength(1);
    const staff = await world.all<{ load: number }>('staff', { role: 'agent' });
    expect(staff.map(({ load }) => load).sort()).toEqual([0, 1]);
  });

  it('gets nobody where nobody waits, and never himself', async () => {
    const agent = await world.hire('A1001');
    await world.hire('A1002', { signIn: false });
    await agent.phone.ask('account.presence', { state: 'busy' });
    await agent.phone.says('我自己来问');
    const { conversation } = await agent.phone.ask('desk.pull', {});
    expect(conversation).toBeNull();
    const [own] = await world.all('conversations', {
      customer: agent.phone.me,
    });
    expect(own).toMatchObject({ state: 'waiting', staffId: '-' });
  });
});
