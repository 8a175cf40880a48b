import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Push } from '../../domain/push/schema';
import { BYTES, saying, uploaded, writes } from '../support/files';
import type { Person } from '../support/person';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

/** Billed operations of the database for one delivered text message. */
const WATCHED = 8;
const WITH_PUSH = 14;
/** The same for a picture, its place and the look into it included. */
const PICTURE = 16;

type Counted = Record<'reads' | 'writes' | 'ruleReads', number>;

let world: World;
let agent: Hired;
let customer: Person;
let conversation: Conversation;

const report = (person: Person) =>
  person.ask('conversation.afterSend', { conversationId: conversation._id });

async function operations(act: () => Promise<unknown>): Promise<number> {
  const before = await counted();
  await act();
  return (await counted()) - before;
}

async function counted(): Promise<number> {
  const table = await world.door.get<Record<string, Counted>>('counters');
  return Object.values(table).reduce(
    (sum, { reads, writes, ruleReads }) => sum + reads + writes + ruleReads,
    0
  );
}

/** The customer says that he looks, or that he stopped. */
const looks = (lookingAt: number) =>
  customer.changes(
    'cursors',
    { _id: `${conversation._id}.c`, side: 'customer', customer: customer.me },
    { lookingAt }
  );

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001');
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
  await looks(await world.door.now());
  // What is done once a minute and once a process is done now.
  for (const person of [customer, agent.phone]) {
    await person.writes(conversation, '预热');
    await report(person);
    await person.ask('work.run', {});
  }
});
afterAll(() => world.stop());

describe('what a message costs', () => {
  it(`from the customer at most ${WATCHED} operations`, async () => {
    const cost = await operations(async () => {
      await customer.writes(conversation, '请问');
      await report(customer);
    });
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(WATCHED);
  });

  it(`from the agent to one who looks at most ${WATCHED}`, async () => {
    const cost = await operations(async () => {
      await agent.phone.writes(conversation, '请讲');
      await report(agent.phone);
    });
    expect(cost).toBeLessThanOrEqual(WATCHED);
  });

  it(`with a picture at most ${PICTURE}`, async () => {
    const cost = await operations(async () => {
      const bytes = BYTES.jpg;
      const place = await uploaded(world, customer, 'image', 'jpg', bytes);
      await writes(customer, conversation, saying.image(place.fileId));
      await report(customer);
    });
    const [picture] = await world.all('messages', { kind: 'image' });
    expect(picture).toMatchObject({ safety: 'pass' });
    expect(cost).toBeLessThanOrEqual(PICTURE);
  });

  it(`with a push at most ${WITH_PUSH}`, async () => {
    await looks(0);
    await world.door.post('wechat/credit', {
      openid: customer.me,
      templateId: PUSH_TEMPLATE,
      count: 1,
    });
    await customer.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: 'one-consent',
    });
    const cost = await operations(async () => {
      await agent.phone.writes(conversation, '已发货');
      const { pushId } = await report(agent.phone);
      await agent.phone.ask('work.run', pushId ? { pushId } : {});
    });
    const [row] = await world.all<Push>('pushes');
    expect(row?.status).toBe('sent');
    expect(cost).toBeLessThanOrEqual(WITH_PUSH);
  });
});
