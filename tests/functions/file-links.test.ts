import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../domain/message/schema';
import { BYTES, saying, uploaded, writes } from '../support/files';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;
let colleague: Hired;
let supervisor: Hired;
let other: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const admin = await world.setUp();
  const made = async (name: string) =>
    (await admin.ask('team.create', { name })).team.teamId;
  const [south, north] = [await made('南区'), await made('北区')];
  agent = await world.hire('A1001', { capacity: 200, teamId: south });
  colleague = await world.hire('A1002', { teamId: south });
  supervisor = await world.hire('S1001', { role: 'supervisor', teamId: south });
  other = await world.hire('S1002', { role: 'supervisor', teamId: north });
  for (const { phone } of [colleague, supervisor, other]) {
    await phone.ask('account.presence', { state: 'busy' });
  }
});
afterAll(() => world.stop());

/** A conversation with one picture in it. */
async function pictured() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  const { _id: conversationId } = conversation;
  const bytes = BYTES.jpg;
  const place = await uploaded(world, customer, 'image', 'jpg', bytes);
  const message = saying.image(place.fileId);
  await writes(customer, conversation, message);
  await customer.ask('conversation.afterSend', { conversationId });
  const [said] = await world.all<Message>('messages', { _id: message._id });
  const fileId = said?.body.fileId ?? '';
  return { customer, conversation, conversationId, fileId, said };
}
const ask = (by: Person, conversationId: string, fileIds: string[]) =>
  by.call('file.links', { conversationId, fileIds });
async function count(by: Person, conversationId: string, fileIds: string[]) {
  const answer = await ask(by, conversationId, fileIds);
  return answer.ok ? answer.data.links.length : answer.error.code;
}

describe('[F003c] [A-P09] the address of a file', () => {
  it('is given to those of the conversation and to nobody else', async () => {
    const { customer, conversationId, fileId } = await pictured();
    const given = (by: Person) => count(by, conversationId, [fileId]);
    expect(await given(customer)).toBe(1);
    expect(await given(agent.phone)).toBe(1);
    expect(await given(supervisor.phone)).toBe(1);
    expect(await given(colleague.phone)).toBe('CONVERSATION_TRANSFERRED');
    expect(await given(other.phone)).toBe('FORBIDDEN');
    expect(await given(world.customerPhone())).toBe('NOT_FOUND');
  });

  it('is never that of another conversation’s file', async () => {
    const mine = await pictured();
    const his = await pictured();
    const asked = [his.fileId, mine.fileId];
    const answer = await ask(mine.customer, mine.conversationId, asked);
    expect(answer).toMatchObject({
      ok: true,
      data: { links: [{ fileId: mine.fileId }] },
    });
    expect(await count(agent.phone, mine.conversationId, [his.fileId])).toBe(0);
  });

  it('is not given for what was taken back', async () => {
    const { customer, conversationId, fileId, said } = await pictured();
    const messageId = said?._id ?? '';
    await customer.ask('message.recall', { conversationId, messageId });
    expect(await count(customer, conversationId, [fileId])).toBe(0);
    expect(await count(agent.phone, conversationId, [fileId])).toBe(0);
  });

  it('is not given for what merely claims to carry it', async () => {
    const mine = await pictured();
    const his = await pictured();
    const message = saying.image(his.fileId);
    await writes(mine.customer, mine.conversation, message);
    const given = () => count(mine.customer, mine.conversationId, [his.fileId]);
    expect(await given()).toBe(0);
    await mine.customer.ask('conversation.afterSend', {
      conversationId: mine.conversationId,
    });
    expect(await given()).toBe(0);
  });

  it('is not asked for in any other form', async () => {
    const { customer, conversationId, fileId } = await pictured();
    const attempts: unknown[] = [
      [],
      Array.from({ length: 51 }, () => fileId),
      [{ $ne: '' }],
      ['https://example.com/x.jpg'],
      { length: 1 },
    ];
    for (const fileIds of attempts) {
      const input = { conversationId, fileIds };
      const answer = await customer.raw('conversation', {
        action: 'file.links',
        input,
      });
      expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    }
  });
});
